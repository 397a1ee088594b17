package glassprop.op;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.BinaryFunction;
import glassprop.kernel.Interruption;
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

  /** Whether the axes lead and leave several columns: then columns are combined where they stand, and memory is read in order. */
  private static boolean areColumns(Reduction along, NdArray input, TensorType type) {
    boolean leading = !along.axes().isEmpty() && along.axes().getLast() == along.axes().size() - 1;
    int count = along.count(input.shape()); // also where they don't lead: there are too many for an int, or not
    return leading && count > 0 && type.shape().size() > 1;
  }

  /** The sums along axes. */
  static NdArray sum(Kernels kernels, Reduction along, NdArray input, TensorType type) {
    return areColumns(along, input, type)
        ? columnSums(kernels, input.contiguous(), along.count(input.shape()), type)
        : rows(along.rows(input), type, kernels::sum, kernels::sum);
  }

  /** The sums of columns of m numbers each, of an array without gaps. */
  static NdArray columnSums(Kernels kernels, NdArray x, int m, TensorType type) {
    NdArray out = NdArray.room(type);
    columnSums(kernels, m, out.size(), x, x.offset(), out, 0);
    return out;
  }

  /** Writes the sums of n columns of m numbers, which stand without gaps at some place. */
  static void columnSums(Kernels kernels, int m, int n, NdArray x, int xAt, NdArray out, int outAt) {
    if (x.dtype() == DType.F32) {
      kernels.columnSums(m, n, x.floats(), xAt, n, out.floats(), outAt);
    } else {
      kernels.columnSums(m, n, x.doubles(), xAt, n, out.doubles(), outAt);
    }
  }

  /** The extremes along axes, which no order of comparing changes: columns slab by slab, or else row by row. */
  static NdArray extremes(
      Kernels kernels, Reduction along, NdArray input, TensorType type, BinaryFunction combine, FloatRow floats,
      DoubleRow doubles) {
    return areColumns(along, input, type)
        ? slabs(kernels, input.contiguous(), type, combine, along.count(input.shape()))
        : rows(along.rows(input), type, floats, doubles);
  }

  private static NdArray slabs(Kernels kernels, NdArray x, TensorType type, BinaryFunction combine, int count) {
    int n = type.shape().size();
    NdArray slabs = x.reshape(Shape.of(count, n));
    NdArray out = slabs.slice(0, 0, 1, 1).copy().reshape(type.shape());
    for (int i = 1; i < count; i++) {
      Interruption.check(i, n);
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
      Interruption.check(i, n);
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
