package glassprop.op;

import static glassprop.op.Terms.YBAR;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The elements placed along one axis of a larger tensor, zeros elsewhere. Its adjoint is {@link Slice}.
 *
 * @param size the size of the output along the axis
 * @param start the place of the first element
 * @param step the distance between elements, at least 1
 */
public record Pad(int axis, int size, int start, int step) implements Multilinear {

  @Override
  public String mnemonic() {
    return "pad";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 1);
    Shape shape = inputs.getFirst().shape();
    OperandException.requireAxis(inputs, 0, axis);
    int count = shape.get(axis);
    if (size < 0 || start < 0 || step < 1 || (count > 0 && start + (count - 1L) * step >= size)) {
      throw new OperandException(
          String.format(Locale.ROOT, "axis %d of {0}, placed from %d in steps of %d, does not fit into size %d", axis, start, step, size));
    }
    return inputs.getFirst().withShape(shape.with(axis, size));
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    NdArray out = NdArray.zeros(type);
    NdArray x = inputs.getFirst();
    out.slice(axis, start, x.shape().get(axis), step).fillFrom(x);
    return out;
  }

  @Override
  public List<Term> adjoints(Site site) {
    return List.of(Term.of(new Slice(axis, start, site.shape(0).get(axis), step), YBAR));
  }

  @Override
  public Optional<Op> batched(Site site, int items) {
    return Optional.of(new Pad(axis + 1, size, start, step));
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    int[] at = index.clone();
    long distance = (long) index[axis] - start;
    long place = distance / step;
    boolean within = distance >= 0 && distance % step == 0 && place < site.shape(0).get(axis);
    at[axis] = within ? (int) place : 0;
    return within ? inputs.getFirst().at(at) : 0;
  }

  /** Inputs for the laws. */
  public static List<Specimen> specimens() {
    return List.of(
        Specimen.reals(new Pad(0, 5, 1, 1), Shape.of(3)),
        Specimen.reals(new Pad(1, 4, 1, 2), Shape.of(3, 2)),
        Specimen.reals(new Pad(0, 4, 0, 1), Shape.of(0, 3)),
        Specimen.reals(new Pad(0, 4, 3, Integer.MAX_VALUE), Shape.of(1, 2)),
        Specimen.reals(new Pad(1, 3, 0, 1), Shape.of(2, 3, 2)));
  }
}
