package glassprop.kernel;

/** Both number formats behind one face, so that each law of the kernels is stated once: numbers travel as float64. */
enum Format {
  FLOAT32 {
    @Override
    double[] unary(Kernels kernels, UnaryFunction f, double[] x, int xAt, double[] out, int outAt, int n) {
      float[] result = narrow(out);
      kernels.unary(f, narrow(x), xAt, result, outAt, n);
      return widen(result);
    }

    @Override
    double[] binary(
        Kernels kernels, BinaryFunction f,
        double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
      float[] result = narrow(out);
      kernels.binary(f, narrow(a), aAt, aStep, narrow(b), bAt, bStep, result, outAt, n);
      return widen(result);
    }

    @Override
    double sum(Kernels kernels, double[] x, int xAt, int n) {
      return kernels.sum(narrow(x), xAt, n);
    }

    @Override
    boolean areFinite(Kernels kernels, double[] x, int xAt, int n) {
      return kernels.areFinite(narrow(x), xAt, n);
    }

    @Override
    boolean areModerate(Kernels kernels, double[] x, int xAt, int n) {
      return kernels.areModerate(narrow(x), xAt, n);
    }

    @Override
    double max(Kernels kernels, double[] x, int xAt, int n) {
      return kernels.max(narrow(x), xAt, n);
    }

    @Override
    double min(Kernels kernels, double[] x, int xAt, int n) {
      return kernels.min(narrow(x), xAt, n);
    }

    @Override
    double[] matmul(Kernels kernels, Product p, double[] a, double[] b, double[] out, boolean add) {
      float[] result = narrow(out);
      kernels.matmul(
          p.m(), p.n(), p.k(),
          narrow(a), p.aAt(), p.aRow(), p.aColumn(), narrow(b), p.bAt(), p.bRow(), p.bColumn(),
          result, p.outAt(), p.outRow(), add);
      return widen(result);
    }

    @Override
    double[] affine(Kernels kernels, Product p, double[] a, double[] b, double[] bias, int biasAt, double floor, double[] out) {
      float[] result = narrow(out);
      kernels.affine(
          p.m(), p.n(), p.k(),
          narrow(a), p.aAt(), p.aRow(), p.aColumn(), narrow(b), p.bAt(), p.bRow(), p.bColumn(),
          narrow(bias), biasAt, (float) floor, result, p.outAt(), p.outRow());
      return widen(result);
    }

    @Override
    double[] pullback(Kernels kernels, UnaryFunction f, double[] y, double[] ybar, int at, int n) {
      float[] result = new float[y.length];
      kernels.pullback(f, narrow(y), at, narrow(ybar), at, result, at, n);
      return widen(result);
    }

    @Override
    double[] pad(
        int rows, int columns, int top, int left, int m, int n,
        double[] x, int xAt, int xRow, int xColumn, double[] plane, int planeAt) {
      float[] result = narrow(plane);
      Kernels.best().pad(rows, columns, top, left, m, n, narrow(x), xAt, xRow, xColumn, result, planeAt);
      return widen(result);
    }

    @Override
    double[] addPart(
        int columns, int top, int left, int m, int n,
        double[] plane, int planeAt, double[] out, int outAt, int outRow, int outColumn) {
      float[] result = narrow(out);
      Kernels.best().addPart(columns, top, left, m, n, narrow(plane), planeAt, result, outAt, outRow, outColumn);
      return widen(result);
    }

    @Override
    double[] columnSums(Kernels kernels, int m, int n, double[] x, int xAt, int xRow) {
      float[] result = new float[n];
      kernels.columnSums(m, n, narrow(x), xAt, xRow, result, 0);
      return widen(result);
    }

    @Override
    double[] softmaxRows(Kernels kernels, int m, int n, double[] x, double[] largest, double[] logs) {
      float[] result = new float[m * n];
      float[] parts = new float[2 * m];
      kernels.softmaxRows(m, n, narrow(x), 0, result, 0, parts, m, parts, 0);
      System.arraycopy(widen(parts), 0, logs, 0, m);
      System.arraycopy(widen(parts), m, largest, 0, m);
      return widen(result);
    }

    @Override
    double round(double x) {
      return (float) x;
    }

    @Override
    double ulp(double x) {
      return Math.ulp((float) x);
    }

    @Override
    double fromBits(long bits) {
      return Float.intBitsToFloat((int) bits);
    }

    @Override
    double smallest() {
      return Float.MIN_VALUE;
    }

    @Override
    double largest() {
      return Float.MAX_VALUE;
    }
  },
  FLOAT64 {
    @Override
    double[] unary(Kernels kernels, UnaryFunction f, double[] x, int xAt, double[] out, int outAt, int n) {
      double[] result = out.clone();
      kernels.unary(f, x, xAt, result, outAt, n);
      return result;
    }

    @Override
    double[] binary(
        Kernels kernels, BinaryFunction f,
        double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n) {
      double[] result = out.clone();
      kernels.binary(f, a, aAt, aStep, b, bAt, bStep, result, outAt, n);
      return result;
    }

    @Override
    double sum(Kernels kernels, double[] x, int xAt, int n) {
      return kernels.sum(x, xAt, n);
    }

    @Override
    boolean areFinite(Kernels kernels, double[] x, int xAt, int n) {
      return kernels.areFinite(x, xAt, n);
    }

    @Override
    boolean areModerate(Kernels kernels, double[] x, int xAt, int n) {
      return kernels.areModerate(x, xAt, n);
    }

    @Override
    double max(Kernels kernels, double[] x, int xAt, int n) {
      return kernels.max(x, xAt, n);
    }

    @Override
    double min(Kernels kernels, double[] x, int xAt, int n) {
      return kernels.min(x, xAt, n);
    }

    @Override
    double[] matmul(Kernels kernels, Product p, double[] a, double[] b, double[] out, boolean add) {
      double[] result = out.clone();
      kernels.matmul(
          p.m(), p.n(), p.k(),
          a, p.aAt(), p.aRow(), p.aColumn(), b, p.bAt(), p.bRow(), p.bColumn(),
          result, p.outAt(), p.outRow(), add);
      return result;
    }

    @Override
    double[] affine(Kernels kernels, Product p, double[] a, double[] b, double[] bias, int biasAt, double floor, double[] out) {
      double[] result = out.clone();
      kernels.affine(
          p.m(), p.n(), p.k(),
          a, p.aAt(), p.aRow(), p.aColumn(), b, p.bAt(), p.bRow(), p.bColumn(),
          bias, biasAt, floor, result, p.outAt(), p.outRow());
      return result;
    }

    @Override
    double[] pullback(Kernels kernels, UnaryFunction f, double[] y, double[] ybar, int at, int n) {
      double[] result = new double[y.length];
      kernels.pullback(f, y, at, ybar, at, result, at, n);
      return result;
    }

    @Override
    double[] pad(
        int rows, int columns, int top, int left, int m, int n,
        double[] x, int xAt, int xRow, int xColumn, double[] plane, int planeAt) {
      double[] result = plane.clone();
      Kernels.best().pad(rows, columns, top, left, m, n, x, xAt, xRow, xColumn, result, planeAt);
      return result;
    }

    @Override
    double[] addPart(
        int columns, int top, int left, int m, int n,
        double[] plane, int planeAt, double[] out, int outAt, int outRow, int outColumn) {
      double[] result = out.clone();
      Kernels.best().addPart(columns, top, left, m, n, plane.clone(), planeAt, result, outAt, outRow, outColumn);
      return result;
    }

    @Override
    double[] columnSums(Kernels kernels, int m, int n, double[] x, int xAt, int xRow) {
      double[] result = new double[n];
      kernels.columnSums(m, n, x, xAt, xRow, result, 0);
      return result;
    }

    @Override
    double[] softmaxRows(Kernels kernels, int m, int n, double[] x, double[] largest, double[] logs) {
      double[] result = new double[m * n];
      kernels.softmaxRows(m, n, x, 0, result, 0, largest, 0, logs, 0);
      return result;
    }

    @Override
    double round(double x) {
      return x;
    }

    @Override
    double ulp(double x) {
      return Math.ulp(x);
    }

    @Override
    double fromBits(long bits) {
      return Double.longBitsToDouble(bits);
    }

    @Override
    double smallest() {
      return Double.MIN_VALUE;
    }

    @Override
    double largest() {
      return Double.MAX_VALUE;
    }
  };

  /** The sizes and layout of a matrix product; the letters are those of {@link Kernels#matmul}. */
  record Product(
      int m, int n, int k, int aAt, int aRow, int aColumn, int bAt, int bRow, int bColumn, int outAt, int outRow) {}

  /** Returns out after the call, as a new array. */
  abstract double[] unary(Kernels kernels, UnaryFunction f, double[] x, int xAt, double[] out, int outAt, int n);

  /** Returns out after the call, as a new array. */
  abstract double[] binary(
      Kernels kernels, BinaryFunction f,
      double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] out, int outAt, int n);

  abstract double sum(Kernels kernels, double[] x, int xAt, int n);

  abstract boolean areFinite(Kernels kernels, double[] x, int xAt, int n);

  abstract boolean areModerate(Kernels kernels, double[] x, int xAt, int n);

  abstract double max(Kernels kernels, double[] x, int xAt, int n);

  abstract double min(Kernels kernels, double[] x, int xAt, int n);

  /** Returns out after the call, as a new array. */
  abstract double[] matmul(Kernels kernels, Product product, double[] a, double[] b, double[] out, boolean add);

  /** Returns out after the call, as a new array. */
  abstract double[] affine(
      Kernels kernels, Product p, double[] a, double[] b, double[] bias, int biasAt, double floor, double[] out);

  /** Cotangents as long as y, with zeros outside of the n from {@code at} on. */
  abstract double[] pullback(Kernels kernels, UnaryFunction f, double[] y, double[] ybar, int at, int n);

  abstract double[] pad(
      int rows, int columns, int top, int left, int m, int n,
      double[] x, int xAt, int xRow, int xColumn, double[] plane, int planeAt);

  abstract double[] addPart(
      int columns, int top, int left, int m, int n,
      double[] plane, int planeAt, double[] out, int outAt, int outRow, int outColumn);

  abstract double[] columnSums(Kernels kernels, int m, int n, double[] x, int xAt, int xRow);

  /** The softmax of each row; the logarithms of the sums go to {@code logs}. */
  abstract double[] softmaxRows(Kernels kernels, int m, int n, double[] x, double[] largest, double[] logs);

  /** The nearest number of this format. */
  abstract double round(double x);

  abstract double ulp(double x);

  /** Any number of this format, from random bits. */
  abstract double fromBits(long bits);

  abstract double smallest();

  abstract double largest();

  static float[] narrow(double[] x) {
    float[] result = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = (float) x[i];
    }
    return result;
  }

  private static double[] widen(float[] x) {
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = x[i];
    }
    return result;
  }
}
