package glassprop.lens.graph.layout;

import glassprop.lens.graph.layout.Layout.Arc;
import glassprop.lens.graph.layout.Layout.Size;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;

/**
 * Boxes in layers, each as near to the result as it can be, so that a weight stands right above its first use. A long edge passes each
 * layer between at a bend; the edges from one box share their bends, so that a value used many times is drawn as a trunk with
 * branches.
 *
 * @param boxes one for each vertex
 * @param rows the layers from top to bottom, boxes and bends from left to right
 * @param chains the links of each edge, as far as an earlier edge from the same box does not have them
 */
record Layers(List<Cell> boxes, List<List<Cell>> rows, List<List<Link>> chains) {
  private static final int MOST_BENDS = 20_000;
  private static final double ARRIVALS = 30; // between edges that arrive at one box

  static Layers of(List<Size> sizes, List<Arc> arcs) {
    int[] row = rowsOf(sizes.size(), arcs);
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i <= Arrays.stream(row).max().orElse(0); i++) {
      rows.add(new ArrayList<>());
    }
    List<Cell> boxes = sizes.stream().map(size -> Cell.box(size.width(), size.height())).toList();
    List<List<Cell>> trunks = new ArrayList<>(); // of each box: itself, and its bends in the layers below
    boxes.forEach(box -> trunks.add(new ArrayList<>(List.of(box))));
    List<List<Link>> chains = new ArrayList<>();
    int bends = 0;
    for (Arc arc : arcs) {
      List<Link> chain = new ArrayList<>();
      List<Cell> trunk = trunks.get(arc.from());
      int length = row[arc.to()] - row[arc.from()];
      while (trunk.size() < length) {
        if (++bends > MOST_BENDS) {
          throw new IllegalArgumentException(String.format(
              Locale.ROOT, "graph: its long edges would bend more than %,d times, and nobody could read that; fold it, or save it as .dot", MOST_BENDS));
        }
        Cell bend = Cell.bend();
        chain.add(joined(trunk.getLast(), bend));
        trunk.add(bend);
      }
      chain.add(joined(trunk.get(length - 1), boxes.get(arc.to())));
      chains.add(chain);
    }
    fill(rows, row, trunks, arcs);
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
    List<List<Integer>> sources = sources(count, arcs);
    int[] waiting = new int[count];
    arcs.forEach(arc -> waiting[arc.from()]++);
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
  private static void fill(List<List<Cell>> rows, int[] row, List<List<Cell>> trunks, List<Arc> arcs) {
    for (int v : walk(trunks.size(), arcs)) {
      for (int i = 0; i < trunks.get(v).size(); i++) {
        Cell cell = trunks.get(v).get(i);
        List<Cell> cells = rows.get(row[v] + i);
        cell.position = cells.size();
        cells.add(cell);
      }
    }
  }

  /** The vertices in the order in which a walk from the results meets them. */
  private static List<Integer> walk(int count, List<Arc> arcs) {
    List<List<Integer>> sources = sources(count, arcs);
    BitSet used = new BitSet();
    arcs.forEach(arc -> used.set(arc.from()));
    Deque<Integer> open = new ArrayDeque<>();
    for (int v = count - 1; v >= 0; v--) {
      if (!used.get(v)) {
        open.push(v);
      }
    }
    SequencedSet<Integer> met = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      int v = open.pop();
      if (met.add(v)) {
        sources.get(v).reversed().forEach(open::push);
      }
    }
    return List.copyOf(met);
  }

  private static List<List<Integer>> sources(int count, List<Arc> arcs) {
    List<List<Integer>> sources = new ArrayList<>();
    for (int v = 0; v < count; v++) {
      sources.add(new ArrayList<>());
    }
    arcs.forEach(arc -> sources.get(arc.to()).add(arc.from()));
    return sources;
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
