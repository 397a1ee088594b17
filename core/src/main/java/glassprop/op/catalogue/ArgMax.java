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
import glassprop.op.Reading;
import glassprop.op.Reduction;
import glassprop.op.Rule;
import glassprop.op.Site;
import glassprop.op.Specimen;
import java.util.List;

/**
 * The index of the largest element along one axis, the first of equals; a NaN counts as larger than any number.
 *
 * @param axis counted from the front
 */
public record ArgMax(int axis) implements Op {

  @Override
  public String mnemonic() {
    return "argmax";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    TensorType type = along().typeOfNumbers(inputs);
    if (inputs.getFirst().shape().get(axis) == 0 && type.shape().size() > 0) {
      throw new OperandException("no elements to choose from along axis " + axis + " of {0}");
    }
    return type.withDType(DType.I64);
  }

  private Reduction along() {
    return new Reduction(List.of(axis), false);
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    NdArray rows = along().rows(inputs.getFirst());
    long[] out = Heap.longs(type.shape().size(), type);
    int n = out.length == 0 ? 0 : rows.size() / out.length;
    if (rows.dtype() == DType.I64) {
      for (int i = 0; i < out.length; i++) {
        Interruption.check(i, n);
        out[i] = largest(rows.longs(), rows.offset() + i * n, n);
      }
    } else {
      double[] numbers = rows.toDoubles();
      for (int i = 0; i < out.length; i++) {
        Interruption.check(i, n);
        out[i] = largest(numbers, i * n, n);
      }
    }
    return NdArray.over(out, type.shape());
  }

  private static int largest(long[] x, int at, int n) {
    int best = 0;
    for (int i = 1; i < n; i++) {
      Interruption.check(i, 1);
      best = x[at + i] > x[at + best] ? i : best;
    }
    return best;
  }

  private static int largest(double[] x, int at, int n) {
    int best = 0;
    for (int i = 1; i < n; i++) {
      Interruption.check(i, 1);
      if (Double.compare(x[at + i], x[at + best]) > 0 && x[at + i] != x[at + best]) { // NaN orders last; −0 equals 0
        best = i;
      }
    }
    return best;
  }

  @Override
  public Rule rule(Site site) {
    return new Rule.None();
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    double[] elements = along().elements(inputs.getFirst(), index);
    int best = 0;
    for (int i = 1; i < elements.length; i++) {
      boolean larger = elements[i] > elements[best] || (Double.isNaN(elements[i]) && !Double.isNaN(elements[best]));
      best = larger ? i : best;
    }
    return best;
  }

  static List<Specimen> specimens() {
    Shape matrix = Shape.of(3, 4);
    return List.of(
        Specimen.reals(new ArgMax(0), Shape.of(5)),
        Specimen.reals(new ArgMax(0), matrix),
        Specimen.reals(new ArgMax(1), matrix),
        Specimen.reals(new ArgMax(1), Shape.of(0, 3)));
  }
}
