package glassprop.op.catalogue;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.kernel.RealKernels;
import glassprop.op.Op;
import glassprop.op.OperandException;
import glassprop.op.Reading;
import glassprop.op.Rule;
import glassprop.op.Site;
import glassprop.op.Specimen;
import java.util.Arrays;
import java.util.List;

/**
 * For each index a vector along a new last axis, 1 at the index and 0 elsewhere.
 *
 * @param classes the length of the vectors
 * @param dtype F32 or F64
 */
public record OneHot(int classes, DType dtype) implements Op {

  @Override
  public String mnemonic() {
    return "one_hot";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 1);
    OperandException.requireIndex(inputs, 0);
    if (!dtype.isFloat()) {
      throw new OperandException("the ones can be F32 or F64, not " + dtype);
    }
    Shape shape = inputs.getFirst().shape();
    int[] sizes = Arrays.copyOf(shape.toArray(), shape.rank() + 1);
    sizes[shape.rank()] = classes;
    return new TensorType(Shape.of(sizes), dtype);
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    int last = type.shape().rank() - 1;
    NdArray column = inputs.getFirst().reshape(type.shape().with(last, 1));
    NdArray out = NdArray.zeros(type);
    RealKernels<Object> loops = out.kernels(kernels);
    for (int at : Gather.positions(this, column, type.shape(), last)) {
      loops.set(out.numbers(), at, 1);
    }
    return out;
  }

  @Override
  public Rule rule(Site site) {
    return new Rule.None();
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    int[] at = Arrays.copyOf(index, index.length - 1);
    return (int) inputs.getFirst().at(at) == index[index.length - 1] ? 1 : 0;
  }

  static List<Specimen> specimens() {
    return List.of(
        Specimen.of(new OneHot(3, DType.F64), Gather.index(3, Shape.of(5))),
        Specimen.of(new OneHot(4, DType.F32), Gather.index(4, Shape.of(2, 3))));
  }
}
