package glassprop.lens.graph.layout;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The order within layers: sweeps up and down put each cell at the mean of its neighbours, and the order with the fewest crossings stays. */
final class Ordering {
  private static final int SWEEPS = 16;
  private static final double DEPARTURES = 16; // between edges that leave one box

  private Ordering() {}

  static void improve(Layers layers) {
    List<List<Cell>> rows = layers.rows();
    List<List<Cell>> best = rows.stream().map(List::copyOf).toList();
    long fewest = crossings(rows);
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      if (sweep % 2 == 0) {
        rows.reversed().forEach(row -> sort(row, cell -> cell.down, Link::endOrder));
      } else {
        rows.forEach(row -> sort(row, cell -> cell.up, Link::startOrder));
      }
      long crossings = crossings(rows);
      if (crossings < fewest) {
        fewest = crossings;
        best = rows.stream().map(List::copyOf).toList();
      }
    }
    for (int r = 0; r < rows.size(); r++) {
      arrange(rows.get(r), best.get(r));
    }
    layers.boxes().forEach(Ordering::spreadDepartures);
  }

  private static void sort(List<Cell> row, Function<Cell, List<Link>> links, ToDoubleFunction<Link> place) {
    record Ranked(Cell cell, double key) {}
    List<Cell> sorted = row.stream()
        .map(cell -> new Ranked(cell, links.apply(cell).stream().mapToDouble(place).average().orElse(cell.position)))
        .sorted(Comparator.comparingDouble(Ranked::key)).map(Ranked::cell).toList();
    arrange(row, sorted);
  }

  private static void arrange(List<Cell> row, List<Cell> order) {
    for (int i = 0; i < order.size(); i++) {
      row.set(i, order.get(i));
      order.get(i).position = i;
    }
  }

  /** How often two links cross: the inversions of their ends, links being sorted by where they start. */
  private static long crossings(List<List<Cell>> rows) {
    long crossings = 0;
    for (List<Cell> row : rows) {
      double[] ends = row.stream()
          .flatMapToDouble(cell -> cell.down.stream().mapToDouble(Link::endOrder).sorted()).toArray();
      double[] sorted = new double[ends.length];
      for (int count = 0; count < ends.length; count++) {
        int at = insertion(sorted, count, ends[count]);
        crossings += count - at;
        System.arraycopy(sorted, at, sorted, at + 1, count - at);
        sorted[at] = ends[count];
      }
    }
    return crossings;
  }

  /** Where a number goes among sorted ones: behind its equals. */
  private static int insertion(double[] sorted, int count, double x) {
    int at = Arrays.binarySearch(sorted, 0, count, Math.nextUp(x));
    return at >= 0 ? at : -at - 1;
  }

  /** Edges leave side by side, in the order in which they arrive. */
  private static void spreadDepartures(Cell cell) {
    List<Link> links = cell.down.stream().sorted(Comparator.comparingDouble(Link::endOrder)).toList();
    double distance = Math.min(DEPARTURES, cell.width / (links.size() + 1));
    for (int i = 0; i < links.size(); i++) {
      links.get(i).start = distance * (i - (links.size() - 1) / 2.0);
    }
  }
}
