package glassprop.lens.graph.layout;

import glassprop.lens.graph.layout.Layout.Arc;
import glassprop.lens.graph.layout.Layout.Size;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Boxes in layers, each as near to the result as it can be, so that a weight stands right above its first use. A long edge passes each
 * layer between at a bend; the edges from one box share their bends, so that a value used many times is drawn as a trunk with
 * branches.
 *
 * @param boxes one for each vertex
 * @param rows the layers from top to bottom, boxes and bends from left to right
 * @param chains the links of each edge
 */
record Layers(List<Cell> boxes, List<List<Cell>> rows, List<List<Link>> chains) {
  private static final double ARRIVALS = 30; // between edges that arrive at one box

  static Layers of(List<Size> sizes, List<Arc> arcs) {
    int[] row = rowsOf(sizes.size(), arcs);
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i <= Arrays.stream(row).max().orElse(0); i++) {
      rows.add(new ArrayList<>());
    }
    List<Cell> boxes = sizes.stream().map(size -> Cell.box(size.width(), size.height())).toList();
    Map<List<Object>, Cell> bends = new HashMap<>();
    Map<List<Cell>, Link> shared = new HashMap<>();
    List<List<Link>> chains = new ArrayList<>();
    for (Arc arc : arcs) {
      List<Link> chain = new ArrayList<>();
      Cell at = boxes.get(arc.from());
      for (int r = row[arc.from()] + 1; r <= row[arc.to()]; r++) {
        boolean arrived = r == row[arc.to()];
        Cell next = arrived ? boxes.get(arc.to()) : bends.computeIfAbsent(List.of(arc.from(), r), _ -> Cell.bend());
        // Several edges may join the same two boxes; through bends they are one.
        Link link = arrived ? joined(at, next) : shared.computeIfAbsent(List.of(at, next), ends -> joined(ends.get(0), ends.get(1)));
        chain.add(link);
        at = next;
      }
      chains.add(chain);
    }
    fill(rows, row, boxes, arcs, bends);
    boxes.forEach(Layers::spreadArrivals);
    return new Layers(boxes, rows, chains);
  }

  private static Link joined(Cell from, Cell to) {
    Link link = new Link(from, to);
    from.down.add(link);
    to.up.add(link);
    return link;
  }

  /** For each vertex the length of the longest way to a result, counted from the top. */
  private static int[] rowsOf(int count, List<Arc> arcs) {
    List<List<Integer>> sources = new ArrayList<>();
    int[] waiting = new int[count];
    for (int v = 0; v < count; v++) {
      sources.add(new ArrayList<>());
    }
    for (Arc arc : arcs) {
      sources.get(arc.to()).add(arc.from());
      waiting[arc.from()]++;
    }
    Deque<Integer> open = new ArrayDeque<>();
    for (int v = 0; v < count; v++) {
      if (waiting[v] == 0) {
        open.add(v);
      }
    }
    int[] toResult = new int[count];
    int seen = 0;
    while (!open.isEmpty()) {
      int v = open.remove();
      seen++;
      for (int source : sources.get(v)) {
        toResult[source] = Math.max(toResult[source], toResult[v] + 1);
        if (--waiting[source] == 0) {
          open.add(source);
        }
      }
    }
    if (seen < count) {
      throw new IllegalArgumentException("a graph with a cycle has no layers");
    }
    int longest = Arrays.stream(toResult).max().orElse(0);
    return Arrays.stream(toResult).map(length -> longest - length).toArray();
  }

  /** Puts cells into their rows, in the order in which a walk from the results meets them, left inputs first. */
  private static void fill(
      List<List<Cell>> rows, int[] row, List<Cell> boxes, List<Arc> arcs, Map<List<Object>, Cell> bends) {
    int[] met = walk(boxes.size(), arcs);
    record Entry(int met, Cell cell) {}
    List<List<Entry>> entries = new ArrayList<>();
    rows.forEach(_ -> entries.add(new ArrayList<>()));
    for (int v = 0; v < boxes.size(); v++) {
      entries.get(row[v]).add(new Entry(met[v], boxes.get(v)));
    }
    bends.forEach((key, bend) -> entries.get((Integer) key.get(1)).add(new Entry(met[(Integer) key.get(0)], bend)));
    for (int r = 0; r < rows.size(); r++) {
      entries.get(r).sort(Comparator.comparingInt(Entry::met));
      for (Entry entry : entries.get(r)) {
        entry.cell().position = rows.get(r).size();
        rows.get(r).add(entry.cell());
      }
    }
  }

  private static int[] walk(int count, List<Arc> arcs) {
    List<List<Integer>> sources = new ArrayList<>();
    boolean[] used = new boolean[count];
    for (int v = 0; v < count; v++) {
      sources.add(new ArrayList<>());
    }
    for (Arc arc : arcs) {
      sources.get(arc.to()).add(arc.from());
      used[arc.from()] = true;
    }
    int[] met = new int[count];
    int next = 0;
    Deque<Integer> open = new ArrayDeque<>();
    for (int v = count - 1; v >= 0; v--) {
      if (!used[v]) {
        open.push(v);
      }
    }
    while (!open.isEmpty()) {
      int v = open.pop();
      if (met[v] == 0) {
        met[v] = ++next;
        sources.get(v).reversed().forEach(open::push);
      }
    }
    return met;
  }

  /** Edges arrive side by side, in the order given. */
  private static void spreadArrivals(Cell cell) {
    int count = cell.up.size();
    double distance = Math.min(ARRIVALS, cell.width / (count + 1));
    for (int i = 0; i < count; i++) {
      cell.up.get(i).end = distance * (i - (count - 1) / 2.0);
    }
  }
}
