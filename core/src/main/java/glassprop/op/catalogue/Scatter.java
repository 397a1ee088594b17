package glassprop.op.catalogue;

import static glassprop.op.Terms.X1;
import static glassprop.op.Terms.YBAR;
import static glassprop.op.Terms.ZERO;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.op.Broadcasting;
import glassprop.op.Domain;
import glassprop.op.Op;
import glassprop.op.OperandException;
import glassprop.op.Reading;
import glassprop.op.Rule;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.Term;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * Elements overwritten along one axis at places that an index tensor names: y is x, but y[i][index[i][j]] = source[i][j] for axis 1.
 *
 * <p>The index has the rank of x and, except along the axis, its sizes; the source has the shape of the index, or is one number for
 * all places. No place may be named twice: which source would win, and so receive the gradient, would be arbitrary.
 *
 * <p>What was overwritten has no influence: x̄ is ȳ with zeros there, which is the same op; and the source receives what stands there.
 */
public record Scatter(int axis) implements Op {

  @Override
  public String mnemonic() {
    return "scatter";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 3);
    OperandException.requireFloat(inputs, 0);
    OperandException.requireSameDType(inputs, 0, 2);
    OperandException.requireIndex(inputs, 1);
    OperandException.requireAlong(inputs, 0, 1, axis);
    Shape index = inputs.get(1).shape();
    Shape source = inputs.get(2).shape();
    if (!source.equals(index) && source.rank() != 0) {
      throw new OperandException("the source {2} must have the shape of the index {1}, or be a single number");
    }
    return inputs.getFirst();
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    NdArray out = inputs.get(0).copy();
    int[] to = Gather.positions(this, inputs.get(1), type.shape(), axis);
    requireDistinct(to, type.shape());
    NdArray source = inputs.get(2).contiguous();
    int step = source.shape().rank() == 0 ? 0 : 1;
    type.dtype().cells().scatter(source.numbers(), source.offset(), step, to, out.numbers());
    return out;
  }

  private void requireDistinct(int[] positions, Shape shape) {
    BitSet taken = new BitSet(shape.size());
    for (int position : positions) {
      if (taken.get(position)) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT,
                "scatter: the index names the place %s twice, and which source would win is arbitrary; scatter_add adds them up",
                shape.indexOf(position)));
      }
      taken.set(position);
    }
  }

  @Override
  public Rule rule(Site site) {
    Term there = Term.of(new Gather(axis), YBAR, X1);
    return new Rule.Pullback(
        List.of(Term.of(this, YBAR, X1, ZERO), ZERO, Broadcasting.reduceTo(there, site.shape(1), site.shape(2))));
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    int[] at = index.clone();
    for (int i = 0; i < site.shape(1).get(axis); i++) {
      at[axis] = i;
      if ((int) inputs.get(1).at(at) == index[axis]) {
        return inputs.get(2).broadcastAt(at);
      }
    }
    return inputs.get(0).at(index);
  }

  static List<Specimen> specimens() {
    return List.of(
        specimen(0, Shape.of(5), Shape.of(3), Shape.of(3)),
        specimen(0, Shape.of(5), Shape.of(2), Shape.SCALAR),
        specimen(0, Shape.of(4), Shape.of(1), Shape.SCALAR),
        specimen(1, Shape.of(3, 4), Shape.of(3, 2), Shape.of(3, 2)),
        specimen(0, Shape.of(3, 4), Shape.of(3, 4), Shape.of(3, 4)),
        specimen(1, Shape.of(2, 3, 2), Shape.of(2, 2, 2), Shape.SCALAR),
        specimen(0, Shape.of(3, 4), Shape.of(0, 4), Shape.of(0, 4)));
  }

  private static Specimen specimen(int axis, Shape x, Shape index, Shape source) {
    Specimen.Input places = new Specimen.Input(index, new Domain.Places(x.get(axis)));
    return Specimen.of(new Scatter(axis), Specimen.real(x), places, Specimen.real(source));
  }
}
