package glassprop.lens.algebra;

import glassprop.op.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Multiplies out and takes out of brackets: of the forms that a sum has, the shortest, and of equals the one as it came. */
final class Expansion {
  private static final int MOST_MONOMIALS = 48;
  private static final int MOST_STEPS = 64;

  private final Function<Term, Optional<Polynomial>> opened;
  private final Builder builder;
  private final Budget budget;

  /**
   * An expansion.
   *
   * @param opened a base as the sum that it is
   */
  Expansion(Function<Term, Optional<Polynomial>> opened, Builder builder, Budget budget) {
    this.opened = opened;
    this.builder = builder;
    this.budget = budget;
  }

  Polynomial shortest(Polynomial polynomial) {
    Polynomial cancelled = expanded(polynomial, true);
    Polynomial all = expanded(cancelled, false);
    return Stream.of(polynomial, cancelled, all)
        .flatMap(form -> Stream.of(form, factored(form)))
        .reduce((a, b) -> length(b) < length(a) ? b : a)
        .orElse(polynomial);
  }

  /** How long it is to a reader; brackets count too. */
  private int length(Polynomial polynomial) {
    long brackets =
        polynomial.monomials().stream().flatMap(monomial -> monomial.powers().keySet().stream())
            .filter(base -> opened.apply(base).isPresent()).count();
    return Builder.length(builder.term(polynomial)) + (int) brackets;
  }

  /**
   * The sums multiplied out, all of them or those in which a factor cancels. As it was, if that takes too long, or nothing cancels:
   * a·(1 − a) says more than a − a².
   */
  private Polynomial expanded(Polynomial polynomial, boolean cancelling) {
    Polynomial current = polynomial;
    boolean shrinks = cancelling;
    for (int i = 0; i < MOST_STEPS; i++) {
      budget.spend(current.monomials().size());
      Optional<List<Monomial>> next = step(current, cancelling);
      if (next.isEmpty()) {
        return shrinks ? current : polynomial;
      }
      current = Polynomial.sum(next.get());
      shrinks |= current.monomials().size() < next.get().size();
      if (current.monomials().size() > MOST_MONOMIALS) {
        return polynomial;
      }
    }
    return polynomial;
  }

  /** The monomials with one bracket multiplied out, like ones not yet collected. */
  private Optional<List<Monomial>> step(Polynomial polynomial, boolean cancelling) {
    for (Monomial monomial : polynomial.monomials()) {
      for (Map.Entry<Term, Double> power : monomial.powers().entrySet()) {
        double exponent = power.getValue();
        Optional<Polynomial> sum =
            exponent >= 1 && exponent == Math.rint(exponent) ? opened.apply(power.getKey()) : Optional.empty();
        if (sum.isPresent() && (!cancelling || cancels(monomial, power.getKey(), sum.get()))) {
          List<Monomial> all = new ArrayList<>();
          for (Monomial own : polynomial.monomials()) {
            if (own.equals(monomial)) {
              sum.get().monomials().forEach(part -> all.add(monomial.replacing(power.getKey(), part)));
            } else {
              all.add(own);
            }
          }
          return Optional.of(all);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a factor of the monomial cancels with one in a part of the sum. */
  private static boolean cancels(Monomial monomial, Term base, Polynomial sum) {
    return sum.monomials().stream().anyMatch(part ->
        part.powers().entrySet().stream().anyMatch(power ->
            !power.getKey().equals(base) && monomial.exponent(power.getKey()) * power.getValue() < 0));
  }

  /** What all monomials have in common, taken out of brackets. */
  private Polynomial factored(Polynomial polynomial) {
    List<Monomial> monomials = polynomial.monomials();
    if (monomials.size() < 2) {
      return polynomial;
    }
    Monomial first = monomials.getFirst();
    double size = Math.abs(first.coefficient().value());
    boolean sameSize = monomials.stream().allMatch(m -> Math.abs(m.coefficient().value()) == size);
    boolean negative = monomials.stream().allMatch(m -> m.coefficient().value() < 0);
    Ratio number = sameSize ? first.coefficient() : Ratio.ONE;
    Monomial common = Monomial.of(number.value() < 0 == negative ? number : number.negated());
    for (Term base : first.powers().keySet()) {
      double exponent = common(monomials, base);
      common = exponent == 0 ? common : common.times(base, exponent);
    }
    if (common.equals(Monomial.of(Ratio.ONE))) {
      return polynomial;
    }
    Monomial divisor = common.power(-1);
    Polynomial rest = Polynomial.sum(monomials.stream().map(m -> m.times(divisor)).toList());
    return Polynomial.of(common.times(builder.term(rest), 1));
  }

  /** The exponent to which a base is in each of the monomials. */
  private static double common(List<Monomial> monomials, Term base) {
    double exponent = monomials.getFirst().exponent(base);
    for (Monomial monomial : monomials) {
      double own = monomial.exponent(base);
      exponent = own * exponent <= 0 ? 0 : Math.abs(own) < Math.abs(exponent) ? own : exponent;
    }
    return exponent;
  }
}
