package glassprop.lens.derivation;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.lens.algebra.Facts;
import glassprop.op.Expand;
import glassprop.op.Numerics;
import glassprop.op.Op;
import glassprop.op.Site;
import glassprop.op.Term;
import glassprop.op.Terms;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What the quantities of a derivation say about their symbols. */
final class Context implements Facts {
  private static final double ROUNDING = 1e-12;
  private static final long LONGEST_INLINED = 40;
  private static final long MUCH = Integer.MAX_VALUE; // longer than any formula

  private final List<Quantity> quantities;
  private final Term.Symbol seed;
  private final boolean numeric;
  private final Set<Term> own = new HashSet<>();
  private final Map<Term, Term> folded = new HashMap<>();
  private final Map<Term.Symbol, NdArray> cotangents = new HashMap<>();
  private final Map<Term.Symbol, Long> lengths = new HashMap<>(); // of formulas of inner functions, opened

  /**
   * A context.
   *
   * @param seed the cotangent of the result, which is 1
   * @param numeric whether the values of the quantities may be taken as facts
   */
  Context(List<Quantity> quantities, Term.Symbol seed, boolean numeric) {
    this.quantities = quantities;
    this.seed = seed;
    this.numeric = numeric;
    for (Quantity quantity : quantities) {
      quantity.formula().ifPresent(formula -> {
        addOwn(formula);
        boolean is = quantity.computed().isEmpty(); // a given value is not what its formula says
        if (is && quantity.slot() != seed.slot()) { // a derivative is not written with the result itself
          folded.putIfAbsent(formula, quantity.symbol());
        }
      });
    }
  }

  private void addOwn(Term term) {
    if (term instanceof Term.Apply apply && own.add(apply)) {
      apply.operands().forEach(this::addOwn);
    }
  }

  /** These facts, but the cotangent of the result stands for itself. */
  Facts withSeed() {
    return new ForwardingFacts(this) {
      @Override
      public Term definition(Term term) {
        return term.equals(seed) ? term : super.definition(term);
      }
    };
  }

  /** Whether the values of the quantities may be taken as facts. */
  boolean isNumeric() {
    return numeric;
  }

  /** Remembers the value of a cotangent. */
  void arrived(Term.Symbol cotangent, NdArray value) {
    cotangents.put(cotangent, value);
  }

  @Override
  public TensorType type(Term.Symbol symbol) {
    return quantities.get(symbol.slot()).type();
  }

  @Override
  public Term definition(Term term) {
    if (term.equals(seed)) {
      return Terms.ONE;
    }
    return term instanceof Term.Symbol(Term.Role role, int slot) && role == Term.Role.INPUT
        && quantities.get(slot).computed().isEmpty()
        ? quantities.get(slot).formula().orElse(term)
        : term;
  }

  @Override
  public boolean isOwn(Term term) {
    return own.contains(term);
  }

  @Override
  public boolean holds(Term mask) {
    return !numeric || Arrays.stream(value(mask).toDoubles()).allMatch(truth -> truth == 1);
  }

  @Override
  public boolean isOne(Term term) {
    return numeric && Arrays.stream(value(term).toDoubles()).allMatch(x -> Math.abs(x - 1) <= ROUNDING);
  }

  /** The value of a term. */
  NdArray value(Term term) {
    return term.evaluate(Numerics.NUMBERS, this::value, DType.F64);
  }

  /** The value of a symbol. */
  NdArray value(Term.Symbol symbol) {
    return switch (symbol.role()) {
      case INPUT -> quantities.get(symbol.slot()).value().array();
      case COTANGENT -> {
        NdArray value = cotangents.get(symbol);
        if (value == null) {
          throw new IllegalStateException("no cotangent has arrived at " + quantities.get(symbol.slot()).name());
        }
        yield value;
      }
      case OUTPUT, TANGENT -> throw new IllegalStateException("a derivation has no " + symbol.role());
    };
  }

  Tensor tensor(Term term) {
    return Tensor.of(value(term));
  }

  /** The types of all quantities, where {@code output} is the type of what is swept. */
  Site site(Quantity output) {
    return new Site(quantities.stream().map(Quantity::type).toList(), output.type());
  }

  /** A term with the symbols of quantities in place of the formulas that give them. */
  Term folded(Term term) {
    Term symbol = folded.get(term);
    if (symbol != null) {
      return symbol;
    }
    return term instanceof Term.Apply(Op op, List<Term> operands)
        ? new Term.Apply(op, operands.stream().map(this::folded).toList())
        : term;
  }

  /** A term with the 1 that the pass begins with in place of its symbol. */
  Term begun(Term term) {
    Shape shape = type(seed).shape();
    Term one = shape.rank() == 0 ? Terms.ONE : new Term.Apply(new Expand(shape), List.of(Terms.ONE));
    return replaced(term, symbol -> symbol.equals(seed) ? one : symbol);
  }

  /** A term with others in place of symbols, written as it is: 1/3 stays a fraction, and 0·x may be NaN. */
  static Term replaced(Term term, Function<Term.Symbol, Term> meaning) {
    return switch (term) {
      case Term.Literal literal -> literal;
      case Term.Symbol symbol -> meaning.apply(symbol);
      case Term.Apply(Op op, List<Term> operands) ->
          new Term.Apply(op, operands.stream().map(operand -> replaced(operand, meaning)).toList());
    };
  }

  /**
   * A term with the formulas of inner functions in place of their symbols: names that the program doesn't have. As it is, if that would make it too
   * long to read.
   */
  Term inlined(Term term) {
    return inlinedLength(term) <= LONGEST_INLINED ? opened(term) : term;
  }

  private Term opened(Term term) {
    return replaced(term, symbol -> inner(symbol).map(this::opened).orElse(symbol));
  }

  private Optional<Term> inner(Term.Symbol symbol) {
    Quantity quantity = quantities.get(symbol.slot());
    return symbol.role() == Term.Role.INPUT && quantity.kind() == Quantity.Kind.INNER ? quantity.formula() : Optional.empty();
  }

  /** How long a term would be with inner functions in place of their symbols. */
  private long inlinedLength(Term term) {
    return length(term, symbol -> inner(symbol).map(formula -> innerLength(symbol, formula)).orElse(1L));
  }

  private long innerLength(Term.Symbol symbol, Term formula) {
    Long known = lengths.get(symbol);
    if (known == null) {
      known = inlinedLength(formula);
      lengths.put(symbol, known);
    }
    return known;
  }

  private static long length(Term term, ToLongFunction<Term.Symbol> symbols) {
    return switch (term) {
      case Term.Literal _ -> 1;
      case Term.Symbol symbol -> symbols.applyAsLong(symbol);
      case Term.Apply(Op op, List<Term> operands) -> {
        long length = op.notation().isUnwritten() ? 0 : 1;
        for (Term operand : operands) {
          length = Math.min(MUCH, length + length(operand, symbols));
        }
        yield length;
      }
    };
  }
}
