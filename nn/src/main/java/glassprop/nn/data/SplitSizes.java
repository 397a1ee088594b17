package glassprop.nn.data;

/** How many rows are kept from training. */
public sealed interface SplitSizes {

  /** 15 % to validate, 15 % to test. */
  SplitSizes DEFAULT = new Fractions(0.15, 0.15);

  /**
   * Fractions of the rows, rounded to the nearest number of rows, but at least one.
   *
   * @param validation the part to validate, from 0 (none) to below 1
   * @param test the part to test, above 0 and below 1
   */
  record Fractions(double validation, double test) implements SplitSizes {
    /** Checks that something is left to train. */
    public Fractions {
      if (!(validation >= 0 && test > 0 && validation + test < 1)) {
        throw new IllegalArgumentException("expected a validation part of 0 or more, a test part above 0, and both"
            + " together below 1, found " + validation + " and " + test);
      }
    }
  }

  /**
   * Numbers of rows.
   *
   * @param validation rows to validate, 0 or more
   * @param test rows to test, 1 or more
   */
  record Counts(int validation, int test) implements SplitSizes {
    /** Checks the counts. */
    public Counts {
      if (validation < 0 || test < 1) {
        throw new IllegalArgumentException("expected 0 rows or more to validate and 1 or more to test, found "
            + validation + " and " + test);
      }
    }
  }
}
