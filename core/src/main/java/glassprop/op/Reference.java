package glassprop.op;

import glassprop.array.NdArray;
import glassprop.array.TensorType;
import glassprop.kernel.Heap;
import java.util.List;

/** Evaluates the reference definition of an op, element by element. */
public final class Reference {
  private Reference() {}

  /** The op's value by its naive definition, rounded to the output's element type at the end. */
  public static NdArray evaluate(Op op, List<NdArray> inputs, TensorType type) {
    Site site = new Site(inputs.stream().map(NdArray::type).toList(), type);
    List<Reading> readings = inputs.stream().map(Reading::of).toList();
    double[] numbers = Heap.doubles(type.shape().size(), type);
    int[] index = new int[type.shape().rank()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = op.reference(site, readings, index.clone());
      type.shape().advance(index);
    }
    return NdArray.over(numbers, type.shape()).to(type.dtype());
  }
}
