package glassprop.kernel;

/** Both number formats behind one face, so that each law of the kernels is stated once: numbers travel as float64. */
enum Format {
  FLOAT32(Precision.SINGLE) {
    @Override
    Object array(double[] x) {
      return narrow(x);
    }

    @Override
    double[] numbers(Object array) {
      float[] x = (float[]) array;
      double[] result = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        result[i] = x[i];
      }
      return result;
    }

    @Override
    double ulp(double x) {
      return Math.ulp((float) x);
    }

    @Override
    double fromBits(long bits) {
      return Float.intBitsToFloat((int) bits);
    }
  },
  FLOAT64(Precision.DOUBLE) {
    @Override
    Object array(double[] x) {
      return x.clone();
    }

    @Override
    double[] numbers(Object array) {
      return (double[]) array;
    }

    @Override
    double ulp(double x) {
      return Math.ulp(x);
    }

    @Override
    double fromBits(long bits) {
      return Double.longBitsToDouble(bits);
    }
  };

  private final Precision precision;

  Format(Precision precision) {
    this.precision = precision;
  }

  /** The sizes and layout of a matrix product; the letters are those of {@link RealKernels#matmul}. */
  record Product(
      int m, int n, int k, int aAt, int aRow, int aColumn, int bAt, int bRow, int bColumn, int outAt, int outRow) {}

  /** A new array of this format. */
  abstract Object array(double[] x);

  abstract double[] numbers(Object array);

  abstract double ulp(double x);

  /** Any number of this format, from random bits. */
  abstract double fromBits(long bits);

  private interface Call {
    void into(Object out);
  }

  /** What stands in out after a call, as a new array. */
  private double[] after(double[] out, Call call) {
    Object result = array(out);
    call.into(result);
    return numbers(result);
  }

  private RealKernels<Object> of(Kernels kernels) {
    return kernels.of(precision);
  }

  /** Returns out after the call, as a new array. */
  double[] unary(Kernels kernels, UnaryFunction f, double[] x, int xAt, double[] out, int outAt, int n) {
    return after(out, y -> of(kernels).unary(f, array(x), xAt, y, outAt, n));
  }

  /** Returns out after the call, as a new array. */
  double[] binary(
      Kernels kernels, BinaryFunction f,
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
    return after(out, y -> of(kernels).binary(f, array(a), aAt, aStep, array(b), bAt, bStep, y, outAt, n));
  }

  double sum(Kernels kernels, double[] x, int xAt, int n) {
    return round(of(kernels).sum(array(x), xAt, n));
  }

  boolean areFinite(Kernels kernels, double[] x, int xAt, int n) {
    return of(kernels).areFinite(array(x), xAt, n);
  }

  boolean areModerate(Kernels kernels, double[] x, int xAt, int n) {
    return of(kernels).areModerate(array(x), xAt, n);
  }

  double max(Kernels kernels, double[] x, int xAt, int n) {
    return of(kernels).max(array(x), xAt, n);
  }

  double min(Kernels kernels, double[] x, int xAt, int n) {
    return of(kernels).min(array(x), xAt, n);
  }

  /** Returns out after the call, as a new array. */
  double[] matmul(Kernels kernels, Product p, double[] a, double[] b, double[] out, boolean add) {
    return after(out, y -> of(kernels).matmul(
        p.m(), p.n(), p.k(), array(a), p.aAt(), p.aRow(), p.aColumn(), array(b), p.bAt(), p.bRow(), p.bColumn(), y, p.outAt(), p.outRow(), add));
  }

  /** Returns out after the call, as a new array. */
  double[] affine(Kernels kernels, Product p, double[] a, double[] b, double[] bias, int biasAt, double floor, double[] out) {
    return after(out, y -> of(kernels).affine(
        p.m(), p.n(), p.k(), array(a), p.aAt(), p.aRow(), p.aColumn(), array(b), p.bAt(), p.bRow(), p.bColumn(),
        array(bias), biasAt, floor, y, p.outAt(), p.outRow()));
  }

  /** Cotangents as long as y, with zeros outside of the n from {@code at} on. */
  double[] pullback(Kernels kernels, UnaryFunction f, double[] y, double[] ybar, int at, int n) {
    return after(new double[y.length], out -> of(kernels).pullback(f, array(y), at, array(ybar), at, out, at, n));
  }

  double[] pad(
      int rows, int columns, int top, int left, int m, int n,
      double[] x, int xAt, int xRow, int xColumn, double[] plane, int planeAt) {
    return after(plane, out -> of(Kernels.best()).pad(rows, columns, top, left, m, n, array(x), xAt, xRow, xColumn, out, planeAt));
  }

  double[] addPart(
      int columns, int top, int left, int m, int n,
      double[] plane, int planeAt, double[] out, int outAt, int outRow, int outColumn) {
    return after(out, y -> of(Kernels.best()).addPart(columns, top, left, m, n, array(plane), planeAt, y, outAt, outRow, outColumn));
  }

  double[] columnSums(Kernels kernels, int m, int n, double[] x, int xAt, int xRow) {
    return after(new double[n], out -> of(kernels).columnSums(m, n, array(x), xAt, xRow, out, 0));
  }

  /** The softmax of each row; the logarithms of the sums go to {@code logs}. */
  double[] softmaxRows(Kernels kernels, int m, int n, double[] x, double[] largest, double[] logs) {
    double[] parts = new double[2 * m];
    return after(new double[m * n], out -> {
      double[] both = after(parts, two -> of(kernels).softmaxRows(m, n, array(x), 0, out, 0, two, m, two, 0));
      System.arraycopy(both, 0, logs, 0, m);
      System.arraycopy(both, m, largest, 0, m);
    });
  }

  /** The nearest number of this format. */
  double round(double x) {
    return precision.rounded(x);
  }

  double smallest() {
    return precision.smallest();
  }

  double largest() {
    return precision.largest();
  }

  static float[] narrow(double[] x) {
    float[] result = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = (float) x[i];
    }
    return result;
  }
}
