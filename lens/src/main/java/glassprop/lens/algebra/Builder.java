package glassprop.lens.algebra;

import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.op.Binary;
import glassprop.op.Expand;
import glassprop.op.Op;
import glassprop.op.Reshape;
import glassprop.op.Term;
import glassprop.op.Terms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes polynomials as terms again, as one would by hand: a positive term first, the number in front, one fraction. */
final class Builder {
  private final Function<Term, TensorType> types;

  /** A builder where terms have these types. */
  Builder(Function<Term, TensorType> types) {
    this.types = types;
  }

  /** The term, of the given shape. */
  Term term(Polynomial polynomial, Shape shape) {
    return shaped(term(polynomial), shape);
  }

  /** The term, of the shape that its parts have together. */
  Term term(Polynomial polynomial) {
    List<Monomial> order = new ArrayList<>(polynomial.monomials());
    for (int i = 0; i < order.size(); i++) {
      if (!isNegative(order.get(i))) {
        order.addFirst(order.remove(i));
        break;
      }
    }
    Optional<Term> sum = Optional.empty();
    for (Monomial monomial : order) {
      Term size = magnitude(monomial);
      boolean negative = isNegative(monomial);
      sum = Optional.of(
          sum.map(before -> negative ? before.minus(size) : before.plus(size))
              .orElseGet(() -> negative ? size.negate() : size));
    }
    return sum.orElse(Terms.ZERO);
  }

  private static boolean isNegative(Monomial monomial) {
    return monomial.coefficient().numerator() < 0;
  }

  /** A monomial without its sign. */
  private static Term magnitude(Monomial monomial) {
    Ratio coefficient = monomial.coefficient();
    List<Term> above = new ArrayList<>();
    List<Term> below = new ArrayList<>();
    monomial.powers().forEach((base, exponent) -> {
      if (exponent > 0) {
        above.add(power(base, exponent));
      } else {
        below.add(power(base, -exponent));
      }
    });
    double number = Math.abs(coefficient.numerator());
    if (number != 1 || above.isEmpty()) {
      above.addFirst(Term.of(number));
    }
    if (coefficient.denominator() != 1) {
      below.addFirst(Term.of(coefficient.denominator()));
    }
    Term product = product(above);
    return below.isEmpty() ? product : new Term.Apply(Binary.DIVIDE, List.of(product, product(below)));
  }

  private static Term power(Term base, double exponent) {
    return exponent == 1 ? base : base.pow(exponent);
  }

  private static Term product(List<Term> factors) {
    return factors.stream().reduce((a, b) -> new Term.Apply(Binary.MULTIPLY, List.of(a, b))).orElse(Terms.ONE);
  }

  /** A term repeated, or with axes of size 1 in front or not, as the shape wants. */
  private Term shaped(Term term, Shape shape) {
    Shape own = types.apply(term).shape();
    if (own.equals(shape)) {
      return term;
    }
    if (own.size() == shape.size()) {
      return new Term.Apply(new Reshape(shape), List.of(term));
    }
    if (own.rank() <= shape.rank()) {
      return new Term.Apply(new Expand(shape), List.of(term));
    }
    int[] sizes = own.toArray();
    Shape shorter = Shape.of(Arrays.copyOfRange(sizes, sizes.length - shape.rank(), sizes.length));
    return shaped(new Term.Apply(new Reshape(shorter), List.of(term)), shape);
  }

  /** How long a term is to a reader: names, numbers and signs. */
  static int length(Term term) {
    return switch (term) {
      case Term.Literal _, Term.Symbol _ -> 1;
      case Term.Apply(Op op, List<Term> operands) -> {
        int length = op.notation().isUnwritten() ? 0 : 1;
        for (Term operand : operands) {
          length += length(operand);
        }
        yield length;
      }
    };
  }
}
