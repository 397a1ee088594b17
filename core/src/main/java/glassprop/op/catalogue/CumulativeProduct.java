package glassprop.op.catalogue;

import static glassprop.op.Terms.ONE;
import static glassprop.op.Terms.X;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.op.Expand;
import glassprop.op.Numerics;
import glassprop.op.Op;
import glassprop.op.OperandException;
import glassprop.op.Pad;
import glassprop.op.Reading;
import glassprop.op.Rule;
import glassprop.op.Site;
import glassprop.op.Slice;
import glassprop.op.Specimen;
import glassprop.op.Term;
import java.util.List;
import java.util.Optional;

/**
 * The products of all elements up to each along an axis. Its gradients are the true products of the other factors, also where some
 * are zero.
 *
 * @param axis counted from the front
 */
public record CumulativeProduct(int axis) implements Op {

  @Override
  public String mnemonic() {
    return "cumprod";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 1);
    OperandException.requireFloat(inputs, 0);
    OperandException.requireAxis(inputs, 0, axis);
    return inputs.getFirst();
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    Term products = products(X, type.shape());
    return products.evaluate(new Numerics(kernels), symbol -> inputs.getFirst(), type.dtype());
  }

  @Override
  public Rule rule(Site site) {
    return new Rule.Composite(products(X, site.shape(0)));
  }

  private Term products(Term x, Shape shape) {
    return Term.of(new Slice(axis, 1, shape.get(axis), 1), fromOne(x, shape, axis));
  }

  /** The products of the first 0, 1, 2, … elements along an axis, one more than there are elements: yᵢ = xᵢ·yᵢ₋₁ from y₀ = 1. */
  static Term fromOne(Term x, Shape shape, int axis) {
    int size = shape.get(axis) + 1;
    Term factors = Term.of(new Pad(axis, size, 1, 1), x);
    Term start = Term.of(new Pad(axis, size, 0, 1), Term.of(new Expand(shape.with(axis, 1)), ONE));
    return Term.of(new Recurrence(axis, false), factors, start);
  }

  @Override
  public Optional<Op> batched(Site site, int items) {
    return Optional.of(new CumulativeProduct(axis + 1));
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    int[] at = index.clone();
    double product = 1;
    for (at[axis] = 0; at[axis] <= index[axis]; at[axis]++) {
      product *= inputs.getFirst().at(at);
    }
    return product;
  }

  static List<Specimen> specimens() {
    return List.of(
        Specimen.reals(new CumulativeProduct(0), Shape.of(4)),
        Specimen.reals(new CumulativeProduct(0), Shape.of(3, 2)),
        Specimen.reals(new CumulativeProduct(1), Shape.of(2, 3)),
        Specimen.reals(new CumulativeProduct(1), Shape.of(2, 1)),
        Specimen.reals(new CumulativeProduct(1), Shape.of(2, 0)),
        Specimen.reals(new CumulativeProduct(1), Shape.of(0, 3)));
  }
}
