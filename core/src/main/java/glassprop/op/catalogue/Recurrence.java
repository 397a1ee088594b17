package glassprop.op.catalogue;

import static glassprop.op.Terms.X;
import static glassprop.op.Terms.Y;
import static glassprop.op.Terms.YBAR;
import static glassprop.op.Terms.ZERO;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Heap;
import glassprop.kernel.Interruption;
import glassprop.kernel.Kernels;
import glassprop.op.Integers;
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
import java.util.stream.Stream;

/**
 * The linear recurrence yᵢ = aᵢ·yᵢ₋₁ + bᵢ along an axis, from y₋₁ = 0: the scan of which sums and products are cases. Inputs a, b.
 *
 * <p>Its pullback is the same recurrence in the other direction, b̄ᵢ = aᵢ₊₁·b̄ᵢ₊₁ + ȳᵢ, and āᵢ = b̄ᵢ·yᵢ₋₁. Nothing is divided, so
 * the derivative of a product is exact where factors are zero, to every order.
 *
 * @param axis counted from the front
 * @param backward whether it runs from the last element to the first
 */
public record Recurrence(int axis, boolean backward) implements Op {

  @Override
  public String mnemonic() {
    return backward ? "recurrence_back" : "recurrence";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 2);
    TensorType type = inputs.getFirst();
    if (type.dtype() != DType.I64) {
      OperandException.requireFloats(inputs);
    }
    OperandException.requireAxis(inputs, 0, axis);
    if (!type.equals(inputs.get(1))) {
      throw new OperandException("{0} and {1} must have equal shapes");
    }
    return type;
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    NdArray a = inputs.get(0).contiguous();
    NdArray b = inputs.get(1).contiguous();
    NdArray out = NdArray.zeros(type);
    int size = type.shape().get(axis);
    int inner = 1;
    for (int after = axis + 1; after < type.shape().rank(); after++) {
      inner *= type.shape().get(after);
    }
    double[] last = Heap.doubles(inner, "the last numbers of a recurrence");
    for (int block = 0; block < out.size(); block += size * inner) {
      for (int i = 0; i < size; i++) {
        Interruption.check(i, inner);
        int at = block + (backward ? size - 1 - i : i) * inner;
        if (type.dtype() == DType.I64) {
          int before = i == 0 ? -1 : backward ? at + inner : at - inner;
          step(a.longs(), a.offset() + at, b.longs(), b.offset() + at, out.longs(), before, at, inner);
        } else {
          a.kernels(kernels).recur(i > 0, a.numbers(), a.offset() + at, b.numbers(), b.offset() + at, last, out.numbers(), at, inner);
        }
      }
    }
    return out;
  }

  private static void step(long[] a, int aAt, long[] b, int bAt, long[] out, int before, int at, int n) {
    for (int i = 0; i < n; i++) {
      out[at + i] = before < 0 ? b[bAt + i] : Integers.multiplyAdd(a[aAt + i], out[before + i], b[bAt + i]);
    }
  }

  @Override
  public Rule rule(Site site) {
    if (!site.output().dtype().isFloat()) {
      return new Rule.None();
    }
    int size = site.shape(0).get(axis);
    Term later = Term.of(new Recurrence(axis, !backward), shifted(X, size, !backward), YBAR);
    return new Rule.Pullback(List.of(later.times(shifted(Y, size, backward)), later));
  }

  /** Each element in the place of the next one along the axis, or of the one before; 0 where none comes. */
  private Term shifted(Term term, int size, boolean towardsFront) {
    if (size == 0) {
      return term;
    }
    Term kept = Term.of(new Slice(axis, towardsFront ? 1 : 0, size - 1, 1), term);
    return Term.of(new Pad(axis, size, towardsFront ? 0 : 1, 1), kept);
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    int[] at = index.clone();
    int step = backward ? -1 : 1;
    at[axis] = backward ? site.shape(0).get(axis) - 1 : 0;
    double y = inputs.get(1).at(at);
    while (at[axis] != index[axis]) {
      at[axis] += step;
      y = inputs.get(0).at(at) * y + inputs.get(1).at(at);
    }
    return y;
  }

  /** Nothing is added to nothing. */
  @Override
  public Term on(List<Term> operands) {
    return operands.get(1).equals(ZERO) ? ZERO : new Term.Apply(this, operands);
  }

  static List<Specimen> specimens() {
    List<Shape> shapes = List.of(Shape.of(4), Shape.of(1), Shape.of(0));
    return Stream.of(false, true)
        .flatMap(
            backward ->
                Stream.concat(
                    shapes.stream().map(shape -> Specimen.reals(new Recurrence(0, backward), shape, shape)),
                    Stream.of(
                        Specimen.reals(new Recurrence(1, backward), Shape.of(2, 3), Shape.of(2, 3)),
                        Specimen.reals(new Recurrence(0, backward), Shape.of(3, 2), Shape.of(3, 2)),
                        Specimen.reals(new Recurrence(1, backward), Shape.of(2, 3, 2), Shape.of(2, 3, 2)))))
        .toList();
  }
}
