package glassprop.kernel;

/** The formats of IEEE 754 that kernels compute in. What numbers are stored in may be another format. */
public enum Precision {
  /** 32 bits: 24 binary digits, exponents from −149 to 127. */
  SINGLE(Math.ulp(1f), Float.MIN_VALUE, Float.MAX_VALUE) {
    @Override
    public double rounded(double number) {
      return (float) number;
    }
  },
  /** 64 bits: 53 binary digits, exponents from −1074 to 1023. */
  DOUBLE(Math.ulp(1.0), Double.MIN_VALUE, Double.MAX_VALUE) {
    @Override
    public double rounded(double number) {
      return number;
    }
  };

  /** What squares are multiplied by where it is asked whether they are {@linkplain RealKernels#areModerate far from overflowing}. */
  public static final float ROOM = 1 << 16;

  private final double spacing;
  private final double smallest;
  private final double largest;

  Precision(double spacing, double smallest, double largest) {
    this.spacing = spacing;
    this.smallest = smallest;
    this.largest = largest;
  }

  /** The nearest number of this format; infinite beyond the largest. */
  public abstract double rounded(double number);

  /** The distance from 1 to the next larger number. */
  public double spacing() {
    return spacing;
  }

  /** The smallest number above 0. */
  public double smallest() {
    return smallest;
  }

  /** The largest finite number. */
  public double largest() {
    return largest;
  }
}
