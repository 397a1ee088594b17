package glassprop.lens.typeset;

import glassprop.Tensor;
import glassprop.op.Term;
import java.util.List;

/** A piece of mathematics in a derivation, in no format yet. */
public sealed interface Maths {

  /** A term, with the names of quantities. */
  record Formula(Term term) implements Maths {}

  /** A term, with the numbers of quantities; with their names where the numbers are too many. */
  record Substituted(Term term) implements Maths {}

  /** Numbers; abbreviated where they are many. */
  record Value(Tensor value) implements Maths {}

  /**
   * The derivative of one quantity, by its slot, with respect to another.
   *
   * @param held the quantities through which the second acts on the first as well, if they are held fixed; none for the whole derivative
   */
  record Derivative(int of, int by, List<Integer> held) implements Maths {
    /** Copies the list. */
    public Derivative {
      held = List.copyOf(held);
    }

    /** The whole derivative, over all paths. */
    Derivative(int of, int by) {
      this(of, by, List.of());
    }
  }

  /**
   * The derivative along one path: the product of the derivatives from each quantity to the next. Of a long one the middle is left out.
   *
   * @param factors from the result down
   */
  record Path(List<Derivative> factors) implements Maths {
    /** Copies the list. */
    public Path {
      factors = List.copyOf(factors);
    }
  }

  /**
   * What a dot between the derivatives of arrays stands for: the sum over the elements of the one in between.
   *
   * @param of the slot of a single number
   * @param only whether this is the only path, so that the sum is the whole derivative
   */
  record Contraction(int of, int through, int by, boolean only) implements Maths {}

  /** A sum of pieces. */
  record Sum(List<Maths> parts) implements Maths {
    /** Copies the list. */
    public Sum {
      parts = List.copyOf(parts);
    }
  }

  /** Words. */
  record Word(String text) implements Maths {}

  /** A relative error: two digits say enough. */
  record RelativeError(double value) implements Maths {}

  /** Pieces behind each other. */
  record Line(List<Maths> parts) implements Maths {
    /** Copies the list. */
    public Line {
      parts = List.copyOf(parts);
    }
  }

  /** Pieces behind each other. */
  static Maths line(Maths... parts) {
    return parts.length == 1 ? parts[0] : new Line(List.of(parts));
  }

  /** Two remarks, with a sign between if both say something. */
  static Maths noted(Maths first, Maths second) {
    Maths nothing = new Word("");
    return first.equals(nothing) ? second : second.equals(nothing) ? first : line(first, new Word("; "), second);
  }
}
