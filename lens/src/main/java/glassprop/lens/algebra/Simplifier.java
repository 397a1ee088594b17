package glassprop.lens.algebra;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.TensorType;
import glassprop.op.Arithmetic;
import glassprop.op.Identity;
import glassprop.op.Multilinear;
import glassprop.op.Numerics;
import glassprop.op.Op;
import glassprop.op.Site;
import glassprop.op.Term;
import glassprop.op.Terms;
import glassprop.rule.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Brings a term into the form in which one would write it by hand.
 *
 * <p>Terms are read as polynomials over what is neither a sum nor a product; shapes broadcast in between and are restored where an op
 * needs them. Nothing here guarantees that the result is the shortest; it is never longer than what collecting alone gives.
 */
public final class Simplifier {
  private static final int DEEPEST_IDENTITY = 4;

  /** Of one simplification: far more than a formula takes that a reader could use. */
  private static final int STEPS = 20_000;

  private final Facts facts;
  private final Builder builder = new Builder(this::type);
  private final Budget budget = new Budget(STEPS);
  private final Expansion expansion = new Expansion(this::opened, builder, budget);
  private final Map<Term, TensorType> types = new HashMap<>();
  private final Map<Term.Apply, Reading> readings = new HashMap<>();
  private Set<Term> conditions = new LinkedHashSet<>(); // that what is being read needs

  /**
   * A term in its simplest form.
   *
   * @param conditions masks that hold here and without which it would not be equal: Σ y = 1, x ≠ 0
   */
  public record Simplified(Term term, List<Term> conditions) {
    /** Copies the list. */
    public Simplified {
      conditions = List.copyOf(conditions);
    }
  }

  /** What a term was read as, and under which conditions: a term that occurs again is not read again. */
  private record Reading(Polynomial polynomial, Set<Term> conditions) {}

  private Simplifier(Facts facts) {
    this.facts = facts;
  }

  /**
   * Simplifies a term; the result has its type.
   *
   * @return empty if that takes more steps than a formula is worth
   */
  public static Optional<Simplified> simplify(Term term, Facts facts) {
    Simplifier simplifier = new Simplifier(facts);
    return simplifier.affordable(() -> {
      Term simple = simplifier.simple(term);
      return Optional.of(new Simplified(simple, List.copyOf(simplifier.conditions)));
    });
  }

  /** How long a term is to a reader: names, numbers and signs. */
  public static int length(Term term) {
    return Builder.length(term);
  }

  /** What a computation gives, or nothing if the budget doesn't suffice for it. */
  private <T> Optional<T> affordable(Supplier<Optional<T>> computation) {
    try {
      return computation.get();
    } catch (Budget.Exhausted _) {
      return Optional.empty();
    }
  }

  private Term simple(Term term) {
    return builder.term(reduced(polynomial(term)), type(term).shape());
  }

  private Polynomial reduced(Polynomial polynomial) {
    return expansion.shortest(polynomial);
  }

  // ---- reading terms

  private TensorType type(Term term) {
    TensorType known = types.get(term);
    if (known == null) {
      known =
          switch (term) {
            case Term.Literal(double value) -> Types.TYPES.literal(value, DType.F64);
            case Term.Symbol symbol -> facts.type(symbol);
            case Term.Apply(Op op, List<Term> operands) -> op.type(operands.stream().map(this::type).toList());
          };
      types.put(term, known);
    }
    return known;
  }

  private Site site(Term.Apply apply) {
    return new Site(apply.operands().stream().map(this::type).toList(), type(apply));
  }

  /** A term as a sum: sums within it are opened, whoever wrote them. */
  private Polynomial polynomial(Term term) {
    return switch (term) {
      case Term.Literal(double value) -> Polynomial.of(Monomial.of(Ratio.of(value)));
      case Term.Symbol symbol ->
          facts.definition(symbol) instanceof Term.Literal number
              ? polynomial(number)
              : Polynomial.of(Monomial.of(symbol, 1));
      case Term.Apply apply -> {
        Reading reading = readings.get(apply);
        if (reading == null) {
          reading = reading(apply);
          readings.put(apply, reading);
        }
        conditions.addAll(reading.conditions);
        yield reading.polynomial;
      }
    };
  }

  private Reading reading(Term.Apply apply) {
    budget.spend(1);
    Set<Term> outer = conditions;
    conditions = new LinkedHashSet<>();
    Polynomial polynomial = read(apply);
    Reading reading = new Reading(polynomial, conditions);
    conditions = outer;
    return reading;
  }

  private Polynomial read(Term.Apply apply) {
    return switch (apply.op().arithmetic(site(apply))) {
      case Arithmetic.Sum(List<Double> weights) -> {
        Polynomial sum = Polynomial.ZERO;
        for (int i = 0; i < weights.size(); i++) {
          sum = sum.plus(polynomial(apply.operands().get(i)).times(Ratio.of(weights.get(i))));
        }
        yield sum;
      }
      case Arithmetic.Product(List<Double> exponents) -> {
        Monomial product = Monomial.of(Ratio.ONE);
        for (int i = 0; i < exponents.size(); i++) {
          product = product.times(power(factor(apply.operands().get(i)), exponents.get(i)));
        }
        yield Polynomial.of(product);
      }
      case Arithmetic.Other() -> atom(apply);
    };
  }

  /** A sum that stands as a base in a product, opened; empty if the base is no sum. */
  private Optional<Polynomial> opened(Term base) {
    boolean isSum = base instanceof Term.Apply apply && apply.op().arithmetic(site(apply)) instanceof Arithmetic.Sum;
    return isSum ? Optional.of(polynomial(base)) : Optional.empty();
  }

  /** A factor of a product: a sum in it is one base. */
  private Monomial factor(Term term) {
    Polynomial polynomial = polynomial(term);
    if (polynomial.isZero()) {
      return Monomial.of(Ratio.of(0));
    }
    if (polynomial.isMonomial()) {
      return polynomial.monomials().getFirst();
    }
    if (facts.isOwn(term)) {
      return Monomial.of(term, 1);
    }
    Polynomial reduced = reduced(polynomial);
    return reduced.isMonomial()
        ? reduced.monomials().getFirst()
        : Monomial.of(builder.term(reduced), 1);
  }

  private Monomial power(Monomial factor, double exponent) {
    boolean invertible = exponent > 0 || !factor.coefficient().isZero();
    if (exponent == Math.rint(exponent) && Math.abs(exponent) <= Integer.MAX_VALUE && invertible) {
      return factor.power((int) exponent);
    }
    boolean single = factor.powers().size() == 1 && factor.coefficient().equals(Ratio.ONE);
    if (single && factor.powers().firstEntry().getValue() == 1) {
      return Monomial.of(factor.powers().firstEntry().getKey(), exponent);
    }
    return Monomial.of(builder.term(Polynomial.of(factor)), exponent);
  }

  // ---- what is neither a sum nor a product

  private Polynomial atom(Term.Apply apply) {
    return identical(apply)
        .orElseGet(() -> facts.isOwn(apply) ? Polynomial.of(Monomial.of(apply, 1)) : simplified(apply));
  }

  private Polynomial simplified(Term.Apply apply) {
    List<Term> operands = apply.operands().stream().map(o -> facts.isOwn(o) ? o : simple(o)).toList();
    Optional<Polynomial> linear =
        apply.op() instanceof Multilinear op ? linear(op, site(apply), operands) : Optional.empty();
    return linear.orElseGet(() -> known(apply.op().on(operands)));
  }

  /** A term of which no operand can be simplified further. */
  private Polynomial known(Term term) {
    if (!(term instanceof Term.Apply apply)) {
      return polynomial(term);
    }
    Optional<Polynomial> identical = identical(apply);
    if (identical.isPresent()) {
      return identical.get();
    }
    OptionalDouble constant = constant(apply);
    if (constant.isPresent()) {
      return Polynomial.of(Monomial.of(Ratio.of(constant.getAsDouble())));
    }
    if (isReductionOfGiven(apply) && facts.isOne(apply)) {
      conditions.add(apply.equalTo(Terms.ONE));
      return Polynomial.of(Monomial.of(Ratio.ONE));
    }
    return Polynomial.of(Monomial.of(apply, 1));
  }

  /** What a term equals by an equation that one of its ops states. */
  private Optional<Polynomial> identical(Term.Apply apply) {
    for (Identity identity : identities(apply, DEEPEST_IDENTITY)) {
      Optional<Identity> about = identity.about(apply, facts::definition);
      if (about.isPresent() && holds(about.get())) {
        return Optional.of(polynomial(about.get().right()));
      }
    }
    return Optional.empty();
  }

  /** Whether a linear op makes fewer numbers of a given value: its numbers may say what the sum is. */
  private boolean isReductionOfGiven(Term.Apply apply) {
    return apply.op() instanceof Multilinear && apply.operands().size() == 1
        && apply.operands().getFirst() instanceof Term.Symbol symbol
        && facts.definition(symbol).equals(symbol)
        && type(apply).shape().size() < type(symbol).shape().size();
  }

  private boolean holds(Identity identity) {
    if (identity.condition().equals(Terms.ONE)) {
      return true;
    }
    boolean holds = facts.holds(identity.condition());
    if (holds && !isNumeric(identity.condition())) {
      conditions.add(identity.condition());
    }
    return holds;
  }

  /** What the ops in a term state, those of what its symbols stand for included. */
  private List<Identity> identities(Term term, int depth) {
    List<Identity> found = new ArrayList<>();
    Term meant = term instanceof Term.Symbol ? facts.definition(term) : term;
    if (depth > 0 && meant instanceof Term.Apply apply) {
      found.addAll(apply.op().identities(site(apply)));
      apply.operands().forEach(operand -> found.addAll(identities(operand, depth - 1)));
    }
    return found;
  }

  /** The number that an op gives of numbers alone, if it is the same in each element. */
  private OptionalDouble constant(Term.Apply apply) {
    if (!type(apply).dtype().isFloat() || !isNumeric(apply)) {
      return OptionalDouble.empty();
    }
    NdArray value = apply.evaluate(Numerics.NUMBERS, symbol -> {
      throw new IllegalStateException("a symbol among numbers: " + symbol);
    }, DType.F64);
    double[] numbers = value.toDoubles();
    boolean uniform = numbers.length > 0 && Double.isFinite(numbers[0])
        && Arrays.stream(numbers).allMatch(x -> x == numbers[0]);
    return uniform ? OptionalDouble.of(numbers[0]) : OptionalDouble.empty();
  }

  private static boolean isNumeric(Term term) {
    return switch (term) {
      case Term.Literal _ -> true;
      case Term.Symbol _ -> false;
      case Term.Apply(Op _, List<Term> operands) -> operands.stream().allMatch(Simplifier::isNumeric);
    };
  }

  /** A linear op with constants taken out of its operands. */
  private Optional<Polynomial> linear(Multilinear op, Site site, List<Term> operands) {
    List<Term> adjoints = op.adjoints(site);
    Monomial outside = Monomial.of(Ratio.ONE);
    List<Term> inside = new ArrayList<>(operands);
    for (int slot = 0; slot < operands.size(); slot++) {
      if (adjoints.get(slot).equals(Terms.ZERO)) {
        continue;
      }
      Polynomial operand = reduced(polynomial(operands.get(slot)));
      if (operand.isZero()) {
        return Optional.of(Polynomial.ZERO);
      }
      if (operands.size() == 1 && !operand.isMonomial()) {
        return Optional.of(termwise(op, site, operand));
      }
      if (operand.isMonomial()) {
        Monomial constants = constants(operand.monomials().getFirst());
        if (!constants.equals(Monomial.of(Ratio.ONE))) {
          outside = outside.times(constants);
          Monomial rest = operand.monomials().getFirst().times(constants.power(-1));
          inside.set(slot, builder.term(reduced(Polynomial.of(rest)), site.shape(slot)));
        }
      }
    }
    Polynomial atom = known(op.on(inside));
    List<Monomial> products = new ArrayList<>();
    for (Monomial monomial : atom.monomials()) {
      products.add(outside.times(monomial));
    }
    return Optional.of(Polynomial.sum(products));
  }

  /**
   * What a symbol is multiplied by in a term that is proportional to it, element by element.
   *
   * @return empty if the term is not of that form, or to find it takes more steps than a formula is worth
   */
  public static Optional<Term> cofactor(Term term, Term.Symbol symbol, Facts facts) {
    Simplifier simplifier = new Simplifier(facts);
    return simplifier.affordable(() -> simplifier.cofactor(term, symbol));
  }

  private Optional<Term> cofactor(Term term, Term.Symbol symbol) {
    List<Monomial> cofactors = new ArrayList<>();
    for (Monomial monomial : polynomial(term).monomials()) {
      Monomial rest = monomial.times(symbol, -1);
      if (monomial.exponent(symbol) != 1 || rest.powers().keySet().stream().anyMatch(base -> base.mentions(symbol))) {
        return Optional.empty();
      }
      cofactors.add(rest);
    }
    return Optional.of(builder.term(reduced(Polynomial.sum(cofactors))));
  }

  /** A linear op of a sum: of each part, if that is shorter. */
  private Polynomial termwise(Multilinear op, Site site, Polynomial operand) {
    Term whole = op.on(List.of(builder.term(operand, site.shape(0))));
    Set<Term> before = Set.copyOf(conditions);
    Polynomial parts = Polynomial.ZERO;
    for (Monomial monomial : operand.monomials()) {
      Term part = op.on(List.of(builder.term(Polynomial.of(monomial), site.shape(0))));
      parts = parts.plus(part instanceof Term.Apply apply ? atom(apply) : polynomial(part));
    }
    boolean shorter = Builder.length(builder.term(parts, site.output().shape())) < Builder.length(whole);
    if (shorter) {
      return parts;
    }
    conditions.retainAll(before);
    return known(whole);
  }

  /** The number, and the factors that are single numbers without axes, of a monomial. */
  private Monomial constants(Monomial monomial) {
    Monomial constants = Monomial.of(monomial.coefficient());
    for (Map.Entry<Term, Double> power : monomial.powers().entrySet()) {
      if (type(power.getKey()).shape().rank() == 0) {
        constants = constants.times(power.getKey(), power.getValue());
      }
    }
    return constants;
  }
}
