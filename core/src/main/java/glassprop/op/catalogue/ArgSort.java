package glassprop.op.catalogue;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Heap;
import glassprop.kernel.Interruption;
import glassprop.kernel.Kernels;
import glassprop.op.Op;
import glassprop.op.OperandException;
import glassprop.op.Permute;
import glassprop.op.Reading;
import glassprop.op.Reduction;
import glassprop.op.Rule;
import glassprop.op.Site;
import glassprop.op.Specimen;
import java.util.List;

/**
 * The indices that put the elements along one axis in order; equals keep their order, and a NaN counts as larger than any number.
 *
 * @param axis counted from the front
 * @param descending whether the largest comes first
 */
public record ArgSort(int axis, boolean descending) implements Op {

  @Override
  public String mnemonic() {
    return "argsort";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 1);
    if (inputs.getFirst().dtype() != DType.I64) {
      OperandException.requireFloat(inputs, 0);
    }
    OperandException.requireAxis(inputs, 0, axis);
    return inputs.getFirst().withDType(DType.I64);
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    if (type.shape().size() == 0) {
      return NdArray.zeros(type);
    }
    int[] order = Permute.lastAxisSwapped(type.shape().rank(), axis);
    NdArray swapped = inputs.getFirst().permute(order);
    long[] out = Heap.longs(type.shape().size(), type);
    int n = type.shape().get(axis);
    long[] merged = Heap.longs(n, type);
    for (int i = 0; i < out.length; i++) {
      Interruption.check(i, 1);
      out[i] = i % n;
    }
    for (double[] rows : keys(swapped)) {
      for (int row = 0, count = 0; row < out.length; row += n) {
        Interruption.check(count++, n);
        sort(rows, out, merged, row, 0, n);
      }
    }
    return NdArray.over(out, swapped.shape()).permute(order);
  }

  /** What to sort by, the least important first. An integer is two, its lower and upper half, since no double tells all of them apart. */
  private static List<double[]> keys(NdArray x) {
    if (x.dtype() != DType.I64) {
      return List.of(x.toDoubles());
    }
    NdArray integers = x.contiguous();
    double[] lower = Heap.doubles(x.size(), x.type());
    double[] upper = Heap.doubles(x.size(), x.type());
    for (int i = 0; i < lower.length; i++) {
      Interruption.check(i, 1);
      long integer = integers.longs()[integers.offset() + i];
      lower[i] = Integer.toUnsignedLong((int) integer);
      upper[i] = integer >> Integer.SIZE;
    }
    return List.of(lower, upper);
  }

  /** Merges the sorted halves of a range of indices into a row of numbers; stable, and without objects. */
  private void sort(double[] x, long[] index, long[] merged, int row, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(x, index, merged, row, from, middle);
    sort(x, index, merged, row, middle, to);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      Interruption.check(i, 1);
      boolean takeRight =
          left == middle || (right < to && before(x[row + (int) index[row + right]], x[row + (int) index[row + left]]));
      merged[i] = index[row + (takeRight ? right++ : left++)];
    }
    System.arraycopy(merged, from, index, row + from, to - from);
  }

  /** Whether one number must stand before another; false of equals. */
  private boolean before(double a, double b) {
    double low = descending ? b : a;
    double high = descending ? a : b;
    return low < high || (Double.isNaN(high) && !Double.isNaN(low));
  }

  @Override
  public Rule rule(Site site) {
    return new Rule.None();
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    double[] x = new Reduction(List.of(axis), true).elements(inputs.getFirst(), index);
    for (int i = 0; i < x.length; i++) {
      int place = 0;
      for (int j = 0; j < x.length; j++) {
        boolean ahead = before(x[j], x[i]) || (!before(x[i], x[j]) && j < i);
        place += ahead ? 1 : 0;
      }
      if (place == index[axis]) {
        return i;
      }
    }
    throw new AssertionError("every place is taken by one element");
  }

  static List<Specimen> specimens() {
    return List.of(
        Specimen.reals(new ArgSort(0, false), Shape.of(7)),
        Specimen.reals(new ArgSort(0, true), Shape.of(4, 3)),
        Specimen.reals(new ArgSort(1, false), Shape.of(2, 5, 2)),
        Specimen.reals(new ArgSort(1, true), Shape.of(3, 1)),
        Specimen.reals(new ArgSort(1, true), Shape.of(3, 0)));
  }
}
