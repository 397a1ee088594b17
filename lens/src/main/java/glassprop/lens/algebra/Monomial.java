package glassprop.lens.algebra;

import glassprop.op.Term;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A coefficient times powers of terms, in the order in which they first came.
 *
 * @param powers the exponent of each base, none of them 0
 */
record Monomial(Ratio coefficient, SequencedMap<Term, Double> powers) {
  /** Keeps the map from being changed. */
  Monomial {
    powers = Collections.unmodifiableSequencedMap(powers);
  }

  static Monomial of(Ratio coefficient) {
    return new Monomial(coefficient, new LinkedHashMap<>());
  }

  static Monomial of(Term base, double exponent) {
    SequencedMap<Term, Double> powers = new LinkedHashMap<>();
    powers.put(base, exponent);
    return new Monomial(Ratio.ONE, powers);
  }

  boolean isConstant() {
    return powers.isEmpty();
  }

  double exponent(Term base) {
    return powers.getOrDefault(base, 0.0);
  }

  Monomial times(Ratio factor) {
    return new Monomial(coefficient.times(factor), powers);
  }

  Monomial times(Monomial other) {
    SequencedMap<Term, Double> product = new LinkedHashMap<>(powers);
    other.powers.forEach((base, exponent) -> multiply(product, base, exponent));
    return new Monomial(coefficient.times(other.coefficient), product);
  }

  /** This with a base to a further power. */
  Monomial times(Term base, double exponent) {
    SequencedMap<Term, Double> product = new LinkedHashMap<>(powers);
    multiply(product, base, exponent);
    return new Monomial(coefficient, product);
  }

  private static void multiply(Map<Term, Double> product, Term base, double exponent) {
    double sum = product.getOrDefault(base, 0.0) + exponent;
    if (sum == 0) {
      product.remove(base);
    } else {
      product.put(base, sum);
    }
  }

  /** This with something else in place of a base to the power of 1, whose monomials keep its place. */
  Monomial replacing(Term base, Monomial replacement) {
    SequencedMap<Term, Double> product = new LinkedHashMap<>();
    powers.forEach((own, exponent) -> {
      if (own.equals(base)) {
        replacement.powers.forEach((its, further) -> multiply(product, its, further));
        if (exponent != 1) {
          multiply(product, base, exponent - 1);
        }
      } else {
        multiply(product, own, exponent);
      }
    });
    return new Monomial(coefficient.times(replacement.coefficient), product);
  }

  /** This to the power of a whole number. */
  Monomial power(int exponent) {
    SequencedMap<Term, Double> raised = new LinkedHashMap<>();
    if (exponent != 0) {
      powers.forEach((base, own) -> raised.put(base, own * exponent));
    }
    return new Monomial(coefficient.power(exponent), raised);
  }
}
