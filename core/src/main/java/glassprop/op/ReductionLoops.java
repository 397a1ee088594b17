package glassprop.op;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.BinaryFunction;
import glassprop.kernel.Interruption;
import glassprop.kernel.Kernels;
import glassprop.kernel.RealKernels;

/** Feeds kernels that combine elements along axes. */
public final class ReductionLoops {
  private ReductionLoops() {}

  /** Combines one row of n numbers from {@code at} into one, by the loops over such numbers. */
  public interface Row {
    /** The result. */
    double of(RealKernels<Object> kernels, Object x, int at, int n);
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
        : rows(kernels, along.rows(input), type, RealKernels::sum);
  }

  /** The sums of columns of m numbers each, of an array without gaps. */
  public static NdArray columnSums(Kernels kernels, NdArray x, int m, TensorType type) {
    NdArray out = NdArray.room(type);
    columnSums(kernels, m, out.size(), x, x.offset(), out, 0);
    return out;
  }

  /** Writes the sums of n columns of m numbers, which stand without gaps at some place. */
  public static void columnSums(Kernels kernels, int m, int n, NdArray x, int xAt, NdArray out, int outAt) {
    x.kernels(kernels).columnSums(m, n, x.numbers(), xAt, n, out.numbers(), outAt);
  }

  /** The extremes along axes, which no order of comparing changes: columns slab by slab, or else row by row. */
  public static NdArray extremes(Kernels kernels, Reduction along, NdArray input, TensorType type, BinaryFunction combine, Row row) {
    return areColumns(along, input, type)
        ? slabs(kernels, input.contiguous(), type, combine, along.count(input.shape()))
        : rows(kernels, along.rows(input), type, row);
  }

  private static NdArray slabs(Kernels kernels, NdArray x, TensorType type, BinaryFunction combine, int count) {
    int n = type.shape().size();
    NdArray slabs = x.reshape(Shape.of(count, n));
    NdArray out = slabs.slice(0, 0, 1, 1).copy().reshape(type.shape());
    for (int i = 1; i < count; i++) {
      Interruption.check(i, n);
      int at = x.offset() + i * n;
      x.kernels(kernels).binary(combine, out.numbers(), 0, 1, x.numbers(), at, 1, out.numbers(), 0, n);
    }
    return out;
  }

  /** One result for each row of an array without gaps. */
  public static NdArray rows(Kernels kernels, NdArray rows, TensorType type, Row row) {
    NdArray out = NdArray.zeros(type);
    int count = out.size();
    int n = count == 0 ? 0 : rows.size() / count;
    RealKernels<Object> loops = rows.kernels(kernels);
    Object numbers = rows.numbers();
    for (int i = 0; i < count; i++) {
      Interruption.check(i, n);
      loops.set(out.numbers(), i, row.of(loops, numbers, rows.offset() + i * n, n));
    }
    return out;
  }
}
