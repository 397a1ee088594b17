package glassprop.op.catalogue;

import static glassprop.op.Terms.YBAR;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Interruption;
import glassprop.kernel.Kernels;
import glassprop.op.Multilinear;
import glassprop.op.Op;
import glassprop.op.OperandException;
import glassprop.op.Reading;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.Term;
import java.util.List;
import java.util.Optional;

/**
 * The elements in reverse order along one axis: its own adjoint.
 *
 * @param axis counted from the front
 */
public record Flip(int axis) implements Multilinear {

  @Override
  public String mnemonic() {
    return "flip";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 1);
    OperandException.requireAxis(inputs, 0, axis);
    return inputs.getFirst();
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    NdArray out = NdArray.zeros(type);
    int size = type.shape().get(axis);
    for (int i = 0; i < size; i++) {
      Interruption.check(i, type.shape().size() / size);
      out.slice(axis, i, 1, 1).fillFrom(inputs.getFirst().slice(axis, size - 1 - i, 1, 1));
    }
    return out;
  }

  @Override
  public List<Term> adjoints(Site site) {
    return List.of(Term.of(this, YBAR));
  }

  @Override
  public Optional<Op> batched(Site site, int items) {
    return Optional.of(new Flip(axis + 1));
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    int[] at = index.clone();
    at[axis] = site.shape(0).get(axis) - 1 - index[axis];
    return inputs.getFirst().at(at);
  }

  static List<Specimen> specimens() {
    return List.of(
        Specimen.reals(new Flip(0), Shape.of(5)),
        Specimen.reals(new Flip(1), Shape.of(2, 3, 2)),
        Specimen.reals(new Flip(0), Shape.of(3, 2)),
        Specimen.reals(new Flip(1), Shape.of(2, 0)));
  }
}
