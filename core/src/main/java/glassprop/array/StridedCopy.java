package glassprop.array;

import glassprop.kernel.Interruption;

/** Copies between two arrays of one type whatever their strides: the one loop behind every layout change. */
final class StridedCopy {
  private StridedCopy() {}

  /** Copies; whole, or looking at times whether the thread was interrupted, which leaves the target half written. */
  static void copy(NdArray from, NdArray to, boolean whole) {
    if (!from.type().equals(to.type())) {
      throw new ShapeException("copyFrom: expected " + to.type() + ", came " + from.type());
    }
    Runs runs = Runs.over(to.shape(), from, to);
    if (runs.length() == 0) {
      return;
    }
    int[] at = runs.start();
    int n = runs.length();
    int count = 0;
    do {
      if (whole) {
        copyRun(from, at[0], runs.step(0), to, at[1], runs.step(1), n);
      } else {
        Interruption.check(count++, n);
        Interruption.inParts(n, (start, end) -> copyRun(
            from, at[0] + start * runs.step(0), runs.step(0), to, at[1] + start * runs.step(1), runs.step(1), end - start));
      }
    } while (runs.next(at));
  }

  private static void copyRun(NdArray from, int i, int iStep, NdArray to, int o, int oStep, int n) {
    if (iStep == 1 && oStep == 1) {
      System.arraycopy(from.storage().array(), i, to.storage().array(), o, n);
      return;
    }
    from.dtype().cells().copy(from.numbers(), i, iStep, to.numbers(), o, oStep, n);
  }
}
