package glassprop.op;

import static glassprop.op.Terms.YBAR;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.text.Counted;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The same elements in the same order with another shape. */
public record Reshape(Shape shape) implements Multilinear {

  @Override
  public String mnemonic() {
    return "reshape";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 1);
    TensorType x = inputs.getFirst();
    if (x.shape().size() != shape.size()) {
      throw new OperandException(
          String.format(Locale.ROOT, "{0} has %s, shape %s has %d", Counted.of(x.shape().size(), "element"), shape, shape.size()));
    }
    return x.withShape(shape);
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    return inputs.getFirst().reshape(shape);
  }

  @Override
  public List<Term> adjoints(Site site) {
    return List.of(Term.of(new Reshape(site.shape(0)), YBAR));
  }

  @Override
  public Notation notation() {
    return Notation.unwritten();
  }

  /** Axes of size 1 in front change nothing where everything broadcasts. */
  @Override
  public Arithmetic arithmetic(Site site) {
    return withoutLeadingOnes(site.shape(0)).equals(withoutLeadingOnes(shape)) ? Arithmetic.sum(1) : Arithmetic.other();
  }

  private static Shape withoutLeadingOnes(Shape shape) {
    int[] sizes = shape.toArray();
    int ones = 0;
    while (ones < sizes.length && sizes[ones] == 1) {
      ones++;
    }
    return Shape.of(Arrays.copyOfRange(sizes, ones, sizes.length));
  }

  @Override
  public Optional<Op> batched(Site site, int items) {
    return Optional.of(new Reshape(shape.batched(items)));
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    int flat = 0;
    for (int axis = 0; axis < index.length; axis++) {
      flat = flat * shape.get(axis) + index[axis];
    }
    Shape input = inputs.getFirst().shape();
    int[] at = new int[input.rank()];
    for (int axis = at.length - 1; axis >= 0; axis--) {
      at[axis] = flat % input.get(axis);
      flat /= input.get(axis);
    }
    return inputs.getFirst().at(at);
  }

  /** Inputs for the laws. */
  public static List<Specimen> specimens() {
    return List.of(
        Specimen.reals(new Reshape(Shape.of(3, 2)), Shape.of(2, 3)),
        Specimen.reals(new Reshape(Shape.of(6)), Shape.of(2, 1, 3)),
        Specimen.reals(new Reshape(Shape.SCALAR), Shape.of(1, 1)),
        Specimen.reals(new Reshape(Shape.of(0)), Shape.of(0, 3)));
  }
}
