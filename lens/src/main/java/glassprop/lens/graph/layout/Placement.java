package glassprop.lens.graph.layout;

import java.util.List;

/** Coordinates: each layer is a band, and along it cells go where edges become straight, as far as order and distances allow. */
final class Placement {
  private static final double BOX_DISTANCE = 26;
  private static final double BEND_DISTANCE = 16;
  private static final double GAP = 40;
  private static final double WIDEST_GAP = 110;
  private static final int SWEEPS = 400;

  private Placement() {}

  static void place(Layers layers) {
    List<List<Cell>> rows = layers.rows();
    rows.forEach(Placement::pack);
    // Least squares of the horizontal lengths of all links, a layer at a time.
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      (sweep % 2 == 0 ? rows.reversed() : rows).forEach(Placement::relax);
    }
    double left = rows.stream().flatMap(List::stream).mapToDouble(Cell::left).min().orElse(0);
    rows.forEach(row -> row.forEach(cell -> cell.x -= left));
    stack(rows);
  }

  private static double distance(Cell left, Cell right) {
    boolean boxes = !left.isBend() && !right.isBend();
    return (left.width + right.width) / 2 + (boxes ? BOX_DISTANCE : BEND_DISTANCE);
  }

  private static void pack(List<Cell> row) {
    for (int i = 1; i < row.size(); i++) {
      row.get(i).x = row.get(i - 1).x + distance(row.get(i - 1), row.get(i));
    }
  }

  /**
   * Puts the cells of a layer as near as possible to where their links want them, at no less than their distances: weighted isotonic
   * regression by pooling adjacent violators (Barlow et al., Statistical Inference under Order Restrictions, 1972).
   */
  private static void relax(List<Cell> row) {
    int count = row.size();
    double[] means = new double[count]; // of pools of neighbours that touch, from the left
    double[] weights = new double[count];
    int[] firsts = new int[count];
    double[] offsets = new double[count]; // of a cell, were all packed
    int pools = 0;
    for (int i = 0; i < count; i++) {
      offsets[i] = i == 0 ? 0 : offsets[i - 1] + distance(row.get(i - 1), row.get(i));
      Cell cell = row.get(i);
      double pull = 0;
      double weight = 0;
      for (Link link : cell.up) {
        pull += link.stiffness() * (link.startX() - link.end);
        weight += link.stiffness();
      }
      for (Link link : cell.down) {
        pull += link.stiffness() * (link.endX() - link.start);
        weight += link.stiffness();
      }
      means[pools] = (weight == 0 ? cell.x : pull / weight) - offsets[i];
      weights[pools] = weight == 0 ? 1 : weight;
      firsts[pools++] = i;
      while (pools > 1 && means[pools - 2] > means[pools - 1]) {
        double both = weights[pools - 2] + weights[pools - 1];
        means[pools - 2] = (means[pools - 2] * weights[pools - 2] + means[pools - 1] * weights[pools - 1]) / both;
        weights[pools - 2] = both;
        pools--;
      }
    }
    for (int pool = 0; pool < pools; pool++) {
      for (int i = firsts[pool]; i < (pool + 1 < pools ? firsts[pool + 1] : count); i++) {
        row.get(i).x = means[pool] + offsets[i];
      }
    }
  }

  /** Bands from top to bottom; between them more room where edges go far sideways. */
  private static void stack(List<List<Cell>> rows) {
    double y = 0;
    for (List<Cell> row : rows) {
      double height = row.stream().mapToDouble(cell -> cell.height).max().orElse(0);
      double sideways = 0;
      for (Cell cell : row) {
        cell.bandTop = y;
        cell.bandBottom = y + height;
        cell.top = y + (height - cell.height) / 2;
        for (Link link : cell.down) {
          sideways = Math.max(sideways, Math.abs(link.endX() - link.startX()));
        }
      }
      y += height + Math.min(WIDEST_GAP, GAP + sideways / 10);
    }
  }
}
