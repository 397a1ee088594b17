package glassprop.op.catalogue;

import static glassprop.op.Terms.X1;
import static glassprop.op.Terms.YBAR;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.op.Multilinear;
import glassprop.op.Op;
import glassprop.op.OperandException;
import glassprop.op.Reading;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.Term;
import glassprop.op.Terms;
import java.util.List;
import java.util.Optional;

/**
 * Elements added, along one axis, to the places of a zero tensor that an index tensor names: for axis 1,
 * y[i][index[i][j]] += x[i][j]. Its adjoint is {@link Gather}.
 *
 * @param size the size of the output along the axis
 */
public record ScatterAdd(int axis, int size) implements Multilinear {

  @Override
  public String mnemonic() {
    return "scatter_add";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 2);
    OperandException.requireFloat(inputs, 0);
    OperandException.requireIndex(inputs, 1);
    OperandException.requireAxis(inputs, 0, axis);
    Shape x = inputs.get(0).shape();
    if (!x.equals(inputs.get(1).shape())) {
      throw new OperandException("the source {0} and the index {1} must have equal shapes");
    }
    return inputs.get(0).withShape(x.with(axis, size));
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    NdArray x = inputs.get(0).contiguous();
    int[] to = Gather.positions(this, inputs.get(1), type.shape(), axis);
    NdArray out = NdArray.zeros(type);
    Scattering.add(kernels, x, to, 1, out);
    return out;
  }

  @Override
  public List<Term> adjoints(Site site) {
    return List.of(Term.of(new Gather(axis), YBAR, X1), Terms.ZERO);
  }

  @Override
  public Optional<Op> batched(Site site, int items) {
    return Optional.of(new ScatterAdd(axis + 1, size));
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    double sum = 0;
    int[] at = index.clone();
    for (int i = 0; i < site.shape(0).get(axis); i++) {
      at[axis] = i;
      sum += (int) inputs.get(1).at(at) == index[axis] ? inputs.get(0).at(at) : 0;
    }
    return sum;
  }

  static List<Specimen> specimens() {
    return List.of(
        Specimen.of(new ScatterAdd(0, 4), Specimen.real(Shape.of(6)), Gather.index(4, Shape.of(6))),
        Specimen.of(new ScatterAdd(1, 4), Specimen.real(Shape.of(3, 2)), Gather.index(4, Shape.of(3, 2))),
        Specimen.of(new ScatterAdd(0, 3), Specimen.real(Shape.of(5, 2)), Gather.index(3, Shape.of(5, 2))),
        Specimen.of(new ScatterAdd(0, 3), Specimen.real(Shape.of(0, 2)), Gather.index(3, Shape.of(0, 2))));
  }
}
