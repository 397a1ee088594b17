package glassprop.op;

import glassprop.array.Shape;
import java.util.ArrayList;
import java.util.List;

/** What broadcasting means for gradients: an element that was repeated receives the sum over its repetitions. */
public final class Broadcasting {
  private Broadcasting() {}

  /** The sum of a term of shape {@code from} over everything that was repeated to get there from shape {@code to}. */
  public static Term reduceTo(Term term, Shape from, Shape to) {
    if (from.equals(to)) {
      return term;
    }
    int added = from.rank() - to.rank();
    List<Integer> leading = new ArrayList<>();
    List<Integer> all = new ArrayList<>();
    for (int axis = 0; axis < from.rank(); axis++) {
      if (axis < added) {
        leading.add(axis);
        all.add(axis);
      } else if (to.get(axis - added) == 1 && from.get(axis) != 1) {
        all.add(axis);
      }
    }
    if (all.size() == leading.size()) {
      return Term.of(new Sum(new Reduction(leading, false)), term);
    }
    Term sum = Term.of(new Sum(new Reduction(all, true)), term);
    return added == 0 ? sum : Term.of(new Reshape(to), sum);
  }

  /** A term of shape {@code from}, repeated to shape {@code to}. */
  public static Term repeatTo(Term term, Shape from, Shape to) {
    return from.equals(to) && !term.equals(Terms.ZERO) ? term : Term.of(new Expand(to), term);
  }

  /** Shapes on which to try an elementwise op: equal, scalar, repeated along each axis, empty. */
  static List<Shape[]> samples(int arity) {
    List<Shape[]> samples = new ArrayList<>();
    for (Shape all : List.of(Shape.SCALAR, Shape.of(5), Shape.of(2, 3), Shape.of(0, 3))) {
      Shape[] equal = new Shape[arity];
      java.util.Arrays.fill(equal, all);
      samples.add(equal);
    }
    if (arity > 1) {
      for (Shape narrow : List.of(Shape.SCALAR, Shape.of(3), Shape.of(2, 1), Shape.of(1, 3), Shape.of(4, 1, 1))) {
        for (int slot = 0; slot < arity; slot++) {
          Shape[] mixed = new Shape[arity];
          java.util.Arrays.fill(mixed, Shape.of(2, 3));
          mixed[slot] = narrow;
          samples.add(mixed);
        }
      }
    }
    return samples;
  }
}
