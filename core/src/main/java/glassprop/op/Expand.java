package glassprop.op;

import static glassprop.op.Terms.YBAR;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import java.util.List;
import java.util.Optional;

/** Elements repeated along axes of size 1, and along new axes in front, to fill a shape: a view. Mathematics leaves it unwritten. */
public record Expand(Shape shape) implements Multilinear {

  @Override
  public String mnemonic() {
    return "expand";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 1);
    TensorType x = inputs.getFirst();
    if (!x.shape().expandsTo(shape)) {
      throw new OperandException("{0} cannot be repeated to " + shape + "; only sizes of 1 and new leading axes can grow");
    }
    return x.withShape(shape);
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    return inputs.getFirst().expand(shape);
  }

  @Override
  public List<Term> adjoints(Site site) {
    return List.of(Broadcasting.reduceTo(YBAR, shape, site.shape(0)));
  }

  @Override
  public Notation notation() {
    return Notation.unwritten();
  }

  @Override
  public Optional<Op> batched(Site site, int items) {
    return Optional.of(new Expand(shape.batched(items)));
  }

  @Override
  public Arithmetic arithmetic(Site site) {
    return Arithmetic.sum(1);
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    return inputs.getFirst().broadcastAt(index);
  }

  /** Repeats a zero too: it is how a zero gets its shape. */
  @Override
  public Term on(List<Term> operands) {
    return new Term.Apply(this, operands);
  }

  /** Inputs for the laws. */
  public static List<Specimen> specimens() {
    return List.of(
        Specimen.reals(new Expand(Shape.of(2, 3)), Shape.of(2, 3)),
        Specimen.reals(new Expand(Shape.of(2, 3)), Shape.SCALAR),
        Specimen.reals(new Expand(Shape.of(2, 3)), Shape.of(2, 1)),
        Specimen.reals(new Expand(Shape.of(4, 2, 3)), Shape.of(1, 3)),
        Specimen.reals(new Expand(Shape.of(0, 3)), Shape.of(1, 3)),
        Specimen.reals(new Expand(Shape.of(1, 3)), Shape.of(3)));
  }
}
