package glassprop.lens.fault;

import static glassprop.op.Terms.X1;
import static glassprop.op.Terms.X;
import static glassprop.op.Terms.Y;
import static glassprop.op.Terms.YBAR;

import glassprop.array.NdArray;
import glassprop.op.Binary;
import glassprop.op.Comparison;
import glassprop.op.Elementwise;
import glassprop.op.Numerics;
import glassprop.op.Permute;
import glassprop.op.Reduction;
import glassprop.op.Sum;
import glassprop.op.Term;
import glassprop.op.Unary;
import glassprop.op.catalogue.Mean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Mistakes that people make in a backward pass, each a change of the rules: of the term that a step states, or of what
 * happens where paths join. Of two that come to the same, the first is the more particular.
 */
public enum Fault {
  /** A minus too many, or one that was lost. */
  SIGN("the sign is flipped", "Look at the minus signs of this step once more.") {
    @Override
    List<Mistake> in(Anatomy anatomy) {
      return anatomy.rewriting(this, (place, rule) -> rule.negate());
    }
  },
  /** The gradient that goes around a block was forgotten. */
  SKIP_PATH_DROPPED(
      "the path around the block is missing",
      "In x + f(x) the gradient reaches x twice: through f, and unchanged through the sum.") {
    @Override
    List<Mistake> in(Anatomy anatomy) {
      return anatomy.joining(this, keeping(arrival -> !arrival.isUnchanged()));
    }
  },
  /** Mean and variance of the batch were taken for constants. */
  STATISTICS_CONSTANT(
      "the statistics of the batch are held constant",
      "Mean and variance are computed from the batch too, so the gradient also flows back through them.") {
    @Override
    List<Mistake> in(Anatomy anatomy) {
      List<String> statistics = anatomy.statistics();
      return anatomy.joining(
          this, keeping(arrival -> !arrival.isThroughReduction() && !statistics.contains(arrival.from().equation())));
    }
  },
  /** Only one of several paths was followed. */
  DROPPED_PATH(
      "a path is missing where several join",
      "The value is used in more than one place: the gradients that come back from all of them add up.") {
    @Override
    List<Mistake> in(Anatomy anatomy) {
      List<Mistake> mistakes = new ArrayList<>();
      for (boolean first : new boolean[] {true, false}) {
        mistakes.addAll(anatomy.joining(this, all -> List.of(first ? all.getFirst() : all.getLast())));
      }
      return mistakes;
    }
  },
  /** The mean was differentiated like a sum. */
  MISSING_MEAN(
      "the 1/n of the mean is missing",
      "A mean is a sum divided by n, so each element's gradient carries 1/n.") {
    @Override
    List<Mistake> in(Anatomy anatomy) {
      return anatomy.rewriting(this, (place, rule) -> dividesByCount(place) ? undivided(rule) : rule);
    }
  },
  /** The slope was taken at the output. */
  SLOPE_AT_OUTPUT(
      "the slope is taken at the output instead of the input: σ′(a) instead of σ′(z)",
      "The slope of an activation belongs to its input z. For σ that is a·(1 − a), with a = σ(z) already computed.") {
    @Override
    List<Mistake> in(Anatomy anatomy) {
      return anatomy.rewriting(
          this,
          (place, rule) -> place.step().op() instanceof Elementwise f && place.step().inputCount() == 1
              ? rule.substitute(s -> s.equals(X) ? Y : s.equals(Y) ? Term.of(f, Y) : s)
              : rule);
    }
  },
  /** A matrix was not transposed. */
  MISSING_TRANSPOSE(
      "a transpose is missing",
      "Going back through a matrix product, the other matrix is transposed: Ā = Ȳ·Bᵀ and B̄ = Aᵀ·Ȳ.") {
    @Override
    List<Mistake> in(Anatomy anatomy) {
      return anatomy.rewriting(
          this,
          (place, rule) -> rewrite(rule, t -> t.op() instanceof Permute ? t.operands().getFirst() : t));
    }
  },
  /** A sum went along the other axis. */
  WRONG_AXIS(
      "the sum goes along the wrong axis",
      "Ask which axis holds the samples: a bias is shared by all of them, so its gradient sums over that axis.") {
    @Override
    List<Mistake> in(Anatomy anatomy) {
      return anatomy.rewriting(this, (place, rule) -> rewrite(rule, Fault::alongOtherAxis));
    }
  },
  /** A gate asked the wrong tensor. */
  WRONG_GATE(
      "the gate asks the wrong tensor",
      "ReLU lets the gradient through where its own input z was positive, whatever the gradient's sign.") {
    @Override
    List<Mistake> in(Anatomy anatomy) {
      return anatomy.rewriting(this, (place, rule) -> rewrite(rule, t -> isGate(t) ? askingCotangent(t) : t));
    }
  },
  /** An older gradient was still there. */
  STALE_GRADIENT(
      "it is counted twice, as when the gradient of the last pass was not cleared",
      "Gradients add up until they are cleared (zeroGrad): each pass should begin at zero.") {
    @Override
    List<Mistake> in(Anatomy anatomy) {
      return List.of(new Mistake(this, List.of("the inputs"), new Rules() {
        @Override
        public NdArray join(String name, boolean input, List<Arrival> contributions) {
          NdArray once = Rules.super.join(name, input, contributions);
          return input ? sum(once, once) : once;
        }
      }));
    }
  },
  /** The chain stops too early. */
  INNER_DERIVATIVE(
      "the inner derivative is forgotten",
      "The chain rule goes on inwards: multiply by the derivative of what stands inside.") {
    @Override
    List<Mistake> in(Anatomy anatomy) {
      List<Mistake> mistakes = new ArrayList<>(anatomy.rewriting(this, (place, rule) -> YBAR));
      for (String equation : anatomy.equations()) {
        mistakes.add(new Mistake(this, List.of(equation), new Rules() {
          @Override
          public Optional<NdArray> equation(String at, String name, NdArray cotangent) {
            return at.equals(equation) ? Optional.of(cotangent) : Optional.empty();
          }
        }));
      }
      return mistakes;
    }
  },
  /** The chain begins too late. */
  UPSTREAM_FORGOTTEN(
      "the gradient that arrives from above is forgotten",
      "The local derivative alone is not enough: multiply it by the gradient that comes back to this step.") {
    @Override
    List<Mistake> in(Anatomy anatomy) {
      return anatomy.rewriting(this, (place, rule) -> rule.substitute(s -> s.equals(YBAR) ? ones() : s));
    }
  },
  /** A product's own factor instead of the other. */
  OWN_FACTOR(
      "the factor itself is taken instead of the other one",
      "The derivative of w·x with respect to w is x, not w.") {
    @Override
    List<Mistake> in(Anatomy anatomy) {
      return anatomy.rewriting(
          this,
          (place, rule) -> place.step().op() == Binary.MULTIPLY
              ? rule.substitute(s -> s.equals(X) ? X1 : s.equals(X1) ? X : s)
              : rule);
    }
  },
  /** The exponent that comes down. */
  CONSTANT_FACTOR(
      "a constant factor is missing, such as the 2 of a square",
      "The derivative of u² is 2u: the exponent comes down as a factor.") {
    @Override
    List<Mistake> in(Anatomy anatomy) {
      return anatomy.rewriting(this, (place, rule) -> rewrite(rule, Fault::withoutConstant));
    }
  };

  private final String title;
  private final String advice;

  Fault(String title, String advice) {
    this.title = title;
    this.advice = advice;
  }

  /** What was done. */
  public String title() {
    return title;
  }

  /** What to think of. */
  public String advice() {
    return advice;
  }

  /** This mistake as an explanation. */
  public Cause cause() {
    return new Cause(name().toLowerCase(Locale.ROOT), title, advice);
  }

  /** The ways to make this mistake in a computation of these steps: at one place, or everywhere. */
  abstract List<Mistake> in(Anatomy anatomy);

  /** All mistakes that can be made in a computation of these steps, in the order of its equations. */
  public static List<Mistake> mistakes(List<Place> places) {
    Anatomy anatomy = new Anatomy(places);
    List<Mistake> all = new ArrayList<>();
    for (Fault fault : values()) {
      all.addAll(fault.in(anatomy));
    }
    return all;
  }

  private static UnaryOperator<List<Arrival>> keeping(Predicate<Arrival> wanted) {
    return all -> {
      List<Arrival> kept = all.stream().filter(wanted).toList();
      return kept.isEmpty() ? all : kept;
    };
  }

  private static NdArray sum(NdArray a, NdArray b) {
    return Numerics.NUMBERS.apply(Binary.ADD, List.of(a, b));
  }

  /** A term with each application in it replaced, from the inside out. */
  private static Term rewrite(Term term, Function<Term.Apply, Term> change) {
    return term instanceof Term.Apply(var op, List<Term> operands)
        ? change.apply(new Term.Apply(op, operands.stream().map(t -> rewrite(t, change)).toList()))
        : term;
  }

  /** Ones of the cotangent's shape. */
  private static Term ones() {
    return YBAR.minus(YBAR).plus(1);
  }

  private static boolean dividesByCount(Place place) {
    boolean constant = place.step().op() == Binary.DIVIDE && place.step().input(1).isEmpty();
    return constant || place.step().op() instanceof Mean;
  }

  private static Term undivided(Term rule) {
    return rewrite(rule, t -> {
      Term first = t.operands().getFirst();
      if (t.op() == Binary.DIVIDE) {
        return first;
      }
      return t.op() == Binary.MULTIPLY && first.equals(YBAR) ? YBAR : t;
    });
  }

  private static Term alongOtherAxis(Term.Apply sum) {
    Optional<Reduction> other = sum.op() instanceof Sum(Reduction along) ? other(along) : Optional.empty();
    return other.<Term>map(r -> Term.of(new Sum(r), sum.operands().getFirst())).orElse(sum);
  }

  private static Optional<Reduction> other(Reduction along) {
    return along.axes().equals(List.of(0)) ? Optional.of(new Reduction(List.of(1), along.keep()))
        : along.axes().equals(List.of(1)) ? Optional.of(new Reduction(List.of(0), along.keep())) : Optional.empty();
  }

  private static boolean isGate(Term.Apply term) {
    return term.op() == Unary.STEP || term.op() instanceof Comparison;
  }

  private static Term askingCotangent(Term gate) {
    return gate.substitute(s -> s.equals(X) || s.equals(Y) ? YBAR : s);
  }

  private static Term withoutConstant(Term.Apply product) {
    if (product.op() != Binary.MULTIPLY) {
      return product;
    }
    List<Term> factors = product.operands();
    return factors.get(0) instanceof Term.Literal ? factors.get(1)
        : factors.get(1) instanceof Term.Literal ? factors.get(0) : product;
  }
}
