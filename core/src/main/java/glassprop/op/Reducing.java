package glassprop.op;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.BinaryFunction;
import glassprop.kernel.Kernels;

/** Feeds kernels that combine elements along axes. */
final class Reducing {
  private Reducing() {}

  /** Combines one row of n numbers from {@code at} into {@code out[i]}. */
  interface FloatRow {
    float of(float[] x, int at, int n);
  }

  /** Combines one row of n numbers from {@code at} into {@code out[i]}. */
  interface DoubleRow {
    double of(double[] x, int at, int n);
  }

  /**
   * Combines along axes. Where the axes lead, whole slabs are combined by the elementwise function, which reads memory in order;
   * otherwise they are brought to the end and combined row by row.
   */
  static NdArray reduce(
      Kernels kernels, Reduction along, NdArray input, TensorType type, BinaryFunction combine, FloatRow floats,
      DoubleRow doubles) {
    boolean leading = !along.axes().isEmpty() && along.axes().getLast() == along.axes().size() - 1;
    int count = along.count(input.shape());
    if (leading && count > 0 && type.shape().size() > 1) {
      return slabs(kernels, input.contiguous(), type, combine, count);
    }
    NdArray rows = along.rows(input);
    return rows(rows, type, floats, doubles);
  }

  private static NdArray slabs(Kernels kernels, NdArray x, TensorType type, BinaryFunction combine, int count) {
    int n = type.shape().size();
    NdArray slabs = x.reshape(Shape.of(count, n));
    NdArray out = slabs.slice(0, 0, 1, 1).copy().reshape(type.shape());
    for (int i = 1; i < count; i++) {
      int at = x.offset() + i * n;
      if (type.dtype() == DType.F32) {
        kernels.binary(combine, out.floats(), 0, 1, x.floats(), at, 1, out.floats(), 0, n);
      } else {
        kernels.binary(combine, out.doubles(), 0, 1, x.doubles(), at, 1, out.doubles(), 0, n);
      }
    }
    return out;
  }

  /** One result for each row of an array without gaps. */
  static NdArray rows(NdArray rows, TensorType type, FloatRow floats, DoubleRow doubles) {
    NdArray out = NdArray.zeros(type);
    int count = out.size();
    int n = count == 0 ? 0 : rows.size() / count;
    for (int i = 0; i < count; i++) {
      int at = rows.offset() + i * n;
      if (type.dtype() == DType.F32) {
        out.floats()[i] = floats.of(rows.floats(), at, n);
      } else {
        out.doubles()[i] = doubles.of(rows.doubles(), at, n);
      }
    }
    return out;
  }
}
