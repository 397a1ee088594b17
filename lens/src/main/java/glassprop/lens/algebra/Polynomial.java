package glassprop.lens.algebra;

import glassprop.op.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** A sum of monomials, of which no two have the same powers, in the order in which they first came. */
record Polynomial(List<Monomial> monomials) {
  static final Polynomial ZERO = new Polynomial(List.of());

  /** Copies the list. */
  Polynomial {
    monomials = List.copyOf(monomials);
  }

  static Polynomial of(Monomial monomial) {
    return monomial.coefficient().isZero() ? ZERO : new Polynomial(List.of(monomial));
  }

  /** The sum of monomials, like ones collected. */
  static Polynomial sum(List<Monomial> all) {
    SequencedMap<Map<Term, Double>, Monomial> collected = new LinkedHashMap<>();
    for (Monomial monomial : all) {
      collected.merge(
          monomial.powers(), monomial,
          (a, b) -> new Monomial(a.coefficient().plus(b.coefficient()), a.powers()));
    }
    return new Polynomial(collected.values().stream().filter(m -> !m.coefficient().isZero()).toList());
  }

  boolean isZero() {
    return monomials.isEmpty();
  }

  boolean isMonomial() {
    return monomials.size() == 1;
  }

  Polynomial plus(Polynomial other) {
    List<Monomial> all = new ArrayList<>(monomials);
    all.addAll(other.monomials);
    return sum(all);
  }

  Polynomial times(Ratio factor) {
    return factor.isZero() ? ZERO : new Polynomial(monomials.stream().map(m -> m.times(factor)).toList());
  }
}
