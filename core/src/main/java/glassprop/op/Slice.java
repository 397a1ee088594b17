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
 * Some elements along one axis: a view. Its adjoint is {@link Pad}.
 *
 * @param start the first index, 0 ≤ start
 * @param count how many
 * @param step the distance between them, at least 1
 */
public record Slice(int axis, int start, int count, int step) implements Multilinear {

  @Override
  public String mnemonic() {
    return "slice";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 1);
    Shape shape = inputs.getFirst().shape();
    OperandException.requireAxis(inputs, 0, axis);
    if (start < 0 || count < 0 || step < 1 || (count > 0 && start + (count - 1L) * step >= shape.get(axis))) {
      throw new OperandException(
          String.format(Locale.ROOT, "%d elements from %d in steps of %d are not within axis %d of {0}", count, start, step, axis));
    }
    return inputs.getFirst().withShape(shape.with(axis, count));
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    return type.shape().size() == 0 ? NdArray.zeros(type) : inputs.getFirst().slice(axis, start, count, step);
  }

  @Override
  public List<Term> adjoints(Site site) {
    return List.of(Term.of(new Pad(axis, site.shape(0).get(axis), start, step), YBAR));
  }

  @Override
  public Notation notation() {
    String range = "[" + ":, ".repeat(axis) + start + ":" + (start + (long) count * step) + (step == 1 ? "" : ":" + step) + "]";
    return Notation.postfix(range, "_{" + range + "}");
  }

  @Override
  public Optional<Op> batched(Site site, int items) {
    return Optional.of(new Slice(axis + 1, start, count, step));
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    int[] at = index.clone();
    at[axis] = Math.toIntExact(start + (long) index[axis] * step);
    return inputs.getFirst().at(at);
  }

  /** Inputs for the laws. */
  public static List<Specimen> specimens() {
    return List.of(
        Specimen.reals(new Slice(0, 1, 3, 1), Shape.of(5)),
        Specimen.reals(new Slice(1, 0, 2, 1), Shape.of(3, 4)),
        Specimen.reals(new Slice(1, 1, 2, 2), Shape.of(3, 4)),
        Specimen.reals(new Slice(0, 2, 0, 1), Shape.of(3, 4)),
        Specimen.reals(new Slice(0, 2, 1, Integer.MAX_VALUE), Shape.of(3, 4)),
        Specimen.reals(new Slice(1, 0, 3, 1), Shape.of(2, 3, 2)));
  }
}
