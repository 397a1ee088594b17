package glassprop.lens.algebra;

import java.io.Serial;

/** How much work a simplification may be: steps are counted, not seconds, so that the same term always ends in the same form. */
final class Budget {
  private int left;

  /** A budget of so many steps; one is the reading of an op, or of a monomial while a sum is multiplied out. */
  Budget(int steps) {
    this.left = steps;
  }

  /**
   * Takes steps.
   *
   * @throws Exhausted if there are not so many left
   */
  void spend(int steps) {
    left -= steps;
    if (left < 0) {
      throw new Exhausted();
    }
  }

  /** There are no steps left: the simplification ends without a result. It carries no stack trace, for it is no fault. */
  static final class Exhausted extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    Exhausted() {
      super("the budget of a simplification is exhausted", null, false, false);
    }
  }
}
