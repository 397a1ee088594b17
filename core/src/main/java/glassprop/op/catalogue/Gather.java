package glassprop.op.catalogue;

import static glassprop.op.Terms.X1;
import static glassprop.op.Terms.YBAR;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Heap;
import glassprop.kernel.Interruption;
import glassprop.kernel.Kernels;
import glassprop.op.Domain;
import glassprop.op.Multilinear;
import glassprop.op.Op;
import glassprop.op.OperandException;
import glassprop.op.Reading;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.Term;
import glassprop.op.Terms;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Elements chosen along one axis by an index tensor: y[i][j] = x[i][index[i][j]] for axis 1. Its adjoint is {@link ScatterAdd}.
 *
 * <p>The index has the rank of x and, except along the axis, its sizes.
 */
public record Gather(int axis) implements Multilinear {

  @Override
  public String mnemonic() {
    return "gather";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 2);
    OperandException.requireIndex(inputs, 1);
    OperandException.requireAlong(inputs, 0, 1, axis);
    return inputs.get(0).withShape(inputs.get(1).shape());
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    NdArray x = inputs.get(0).contiguous();
    int[] from = positions(this, inputs.get(1), x.shape(), axis);
    NdArray out = NdArray.zeros(type);
    type.dtype().cells().gather(x.numbers(), x.offset(), from, out.numbers());
    return out;
  }

  /**
   * For each element of the index, the place in a contiguous tensor of the given shape that it names.
   *
   * @throws IndexOutOfBoundsException if an index is not within the axis
   */
  static int[] positions(Op op, NdArray index, Shape shape, int axis) {
    NdArray flat = index.contiguous();
    int size = shape.get(axis);
    int inner = 1;
    for (int a = axis + 1; a < shape.rank(); a++) {
      inner *= shape.get(a);
    }
    int along = index.shape().get(axis);
    int[] positions = Heap.ints(flat.size(), "the places that an index names");
    for (int i = 0; i < positions.length; i++) {
      Interruption.check(i, 1);
      long chosen = flat.longs()[flat.offset() + i];
      if (chosen < 0 || chosen >= size) {
        throw new IndexOutOfBoundsException(
            String.format(Locale.ROOT,
                "%s: index %d is not within axis %d of size %d%s",
                op.mnemonic(), chosen, axis, size, size == 0 ? "" : " (0 to " + (size - 1) + ")"));
      }
      int outer = i / (inner * along);
      positions[i] = (outer * size + (int) chosen) * inner + i % inner;
    }
    return positions;
  }

  @Override
  public List<Term> adjoints(Site site) {
    return List.of(Term.of(new ScatterAdd(axis, site.shape(0).get(axis)), YBAR, X1), Terms.ZERO);
  }

  @Override
  public Optional<Op> batched(Site site, int items) {
    return Optional.of(new Gather(axis + 1));
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    int[] at = index.clone();
    at[axis] = (int) inputs.get(1).at(index);
    return inputs.get(0).at(at);
  }

  static List<Specimen> specimens() {
    return List.of(
        Specimen.of(new Gather(0), Specimen.real(Shape.of(4)), index(4, Shape.of(6))),
        Specimen.of(new Gather(1), Specimen.real(Shape.of(3, 4)), index(4, Shape.of(3, 2))),
        Specimen.of(new Gather(0), Specimen.real(Shape.of(3, 4)), index(3, Shape.of(5, 4))),
        Specimen.of(new Gather(1), Specimen.real(Shape.of(2, 3, 2)), index(3, Shape.of(2, 4, 2))),
        Specimen.of(new Gather(0), Specimen.real(Shape.of(3, 4)), index(3, Shape.of(0, 4))));
  }

  static Specimen.Input index(int below, Shape shape) {
    return new Specimen.Input(shape, new Domain.Indices(below));
  }
}
