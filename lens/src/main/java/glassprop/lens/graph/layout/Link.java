package glassprop.lens.graph.layout;

/** A piece of an edge, from one layer to the next. */
final class Link {
  final Cell from;
  final Cell to;
  double start; // where it leaves, right of the centre of what it leaves
  double end; // where it arrives, right of the centre

  Link(Cell from, Cell to) {
    this.from = from;
    this.to = to;
  }

  double startX() {
    return from.x + start;
  }

  double endX() {
    return to.x + end;
  }

  /** The order in which links meet the lower layer: by cell, then within it. */
  double endOrder() {
    return to.position + (to.width == 0 ? 0 : end / to.width / 2);
  }

  double startOrder() {
    return from.position + (from.width == 0 ? 0 : start / from.width / 2);
  }

  /** How much it matters that this link is vertical: long edges should be straight, and the main line rather than a weight's. */
  double stiffness() {
    boolean aside = from.up.isEmpty() && from.down.size() == 1;
    return from.isBend() && to.isBend() ? 8 : from.isBend() || to.isBend() ? 2 : aside ? 0.05 : 1;
  }
}
