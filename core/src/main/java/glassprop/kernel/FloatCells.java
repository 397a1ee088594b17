package glassprop.kernel;

import java.util.Arrays;

/** Arrays of {@code float}. */
final class FloatCells implements Cells<float[]> {
  @Override
  public float[] make(long length, Object what) {
    return Heap.floats(length, what);
  }

  @Override
  public void clear(float[] x, int at, int n) {
    Arrays.fill(x, at, at + n, 0.0f);
  }

  @Override
  public void copy(float[] from, int i, int iStep, float[] to, int o, int oStep, int n) {
    for (int k = 0; k < n; k++) {
      to[o + k * oStep] = from[i + k * iStep];
    }
  }

  @Override
  public void gather(float[] x, int xAt, int[] places, float[] out) {
    for (int i = 0; i < places.length; i++) {
      out[i] = x[xAt + places[i]];
    }
  }

  @Override
  public void scatter(float[] x, int xAt, int xStep, int[] places, float[] out) {
    for (int i = 0; i < places.length; i++) {
      out[places[i]] = x[xAt + i * xStep];
    }
  }

  @Override
  public void choose(boolean[] mask, int maskAt, float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = mask[maskAt + i] ? x[xAt + i] : out[outAt + i];
    }
  }

  @Override
  public boolean areEqual(float[] a, int aAt, float[] b, int bAt, int n) {
    return Arrays.equals(a, aAt, aAt + n, b, bAt, bAt + n);
  }
}
