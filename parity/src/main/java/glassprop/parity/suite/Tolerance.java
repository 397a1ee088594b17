package glassprop.parity.suite;

/** How near two answers must be, relative to the largest number of each array, and why no nearer. */
public enum Tolerance {
  /** Both sides do the same sums, in whatever order. */
  ROUNDING(1e-12, "the same algorithm; rounding alone differs"),
  /** Rounding that many steps carry on. */
  TRAINING(1e-10, "each step of a training starts from the rounding of the one before"),
  /** Random numbers from different generators. */
  STATISTICS(0.01, "moments of 250,000 random numbers from different generators: five standard errors are 0.7 %");

  private final double bound;
  private final String reason;

  Tolerance(double bound, String reason) {
    this.bound = bound;
    this.reason = reason;
  }

  /** The largest relative difference. */
  public double bound() {
    return bound;
  }

  /** Why it is as large. */
  public String reason() {
    return reason;
  }
}
