package glassprop.check;

import glassprop.AnomalyException;
import glassprop.Autodiff;
import glassprop.BackwardOption;
import glassprop.GraphException;
import glassprop.Tensor;
import glassprop.kernel.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares the gradients that backward passes give with finite differences, element by element.
 *
 * <p>The steps fit the function, and the differences say how accurate they are themselves ({@link Slope}). An element agrees if
 * |analytic − numeric| ≤ relative · max(|analytic|, |numeric|), or where rounding leaves less than that, if it is within what it
 * leaves, and that is so little that an error of 0.05 % would show. Where it is not so little, but within the absolute tolerance, the
 * element is too small to be compared relatively, and is counted as such; elsewhere the check says that it could not decide. At a kink
 * there is no derivative to compare with: the gradient must lie between the slopes to both sides, which are given.
 *
 * @param relative the relative tolerance
 * @param absolute the absolute tolerance, for elements whose relative error rounding hides
 * @param step the first step h, for elements up to 1; others follow where it does not suit the function
 * @param float32 whether float32 leaves are allowed; their rounding leaves from two to five digits to compare
 * @param sampling how many elements of each leaf are checked at most
 * @param random chooses them
 */
public record GradCheck(
    double relative, double absolute, double step, boolean float32, int sampling, RandomGenerator random) {
  /** Requires a generator of random numbers. */
  public GradCheck {
    Objects.requireNonNull(random, "gradient check: expected a generator of random numbers, came null");
  }


  private static final double FLOAT32_STEP = 2e-2;
  private static final double FLOAT32_COARSEST = 2e-2;
  static final double ROUNDING = 8; // spacings, of the largest gradient: what a backward pass may lose itself
  private static final int WATCH = 16; // elements, after which the value at the point is computed again
  static final long DIRECTION_SEED = 20;

  /** What the comparison of one element came to. */
  public enum Verdict {
    /** The gradients are equal, up to the relative tolerance or to what rounding leaves of it. */
    AGREES,
    /** They are equal up to the absolute tolerance; rounding hides what they differ by in relation to their size. */
    SMALL,
    /** They are not equal; or the gradient lies outside the slopes to the left and to the right of a kink. */
    DISAGREES,
    /**
     * The gradient is NaN, or infinite where the slope is not; or the value itself is NaN or infinite. The rules give no number at this point, and
     * say so.
     */
    NOT_FINITE,
    /** The slopes to the left and to the right differ, or the value jumps: there is no derivative. The gradient lies between both. */
    KINK,
    /** The finite differences are not accurate enough to tell. */
    UNDECIDED
  }

  /**
   * One element that was compared.
   *
   * @param input the position of its leaf among those that were checked; −1 of a slope along a direction
   * @param leaf the leaf's label
   * @param index of the element in the leaf
   * @param analytic the gradient that the backward pass gives
   * @param slope what finite differences say
   */
  public record Element(int input, String leaf, List<Integer> index, double analytic, Slope slope, Verdict verdict) {
    /** Copies the index. */
    public Element {
      index = List.copyOf(index);
    }

    /** The slope by finite differences. */
    public double numeric() {
      return slope.value();
    }

    /** |a − n| / max(|a|, |n|), 0 if both are equal; 1, which is its limit, if one is not finite. */
    public double error() {
      double n = slope.value();
      double error = analytic == n ? 0 : Math.abs(analytic - n) / Math.max(Math.abs(analytic), Math.abs(n));
      return Double.isNaN(error) ? 1 : error;
    }

    /** As in {@code W1[0, 3]: backward gives 0.25, finite differences 0.5 (relative error 0.5)}. */
    @Override
    public String toString() {
      String backward = leaf + (index.isEmpty() ? "" : index) + ": backward gives " + analytic;
      return switch (verdict) {
        case AGREES, DISAGREES ->
            slope.isBroken()
                ? backward + ", outside the slopes at a " + breach() + ", " + sides()
                : String.format(Locale.ROOT, "%s, finite differences %s (relative error %.3g)", backward, slope.value(), error());
        case SMALL ->
            String.format(Locale.ROOT,
                "%s, finite differences %s ± %.1g, too small to be compared relatively",
                backward, slope.value(), slope.accuracy());
        case KINK -> backward + " at a " + breach() + ", with slopes " + sides();
        case NOT_FINITE ->
            slope.nature() == Slope.Nature.NOWHERE
                ? backward + "; " + obstacle()
                : backward + ", not a finite number, where " + (slope.isSmooth() ? "finite differences give " + slope.value() : obstacle());
        case UNDECIDED -> backward + "; undecided, since " + obstacle();
      };
    }

    private String breach() {
      return slope.nature() == Slope.Nature.JUMP ? "jump" : "kink";
    }

    private String sides() {
      return slope.left() + " to the left and " + slope.right() + " to the right";
    }

    /** Why there is nothing to compare with. */
    public String obstacle() {
      return switch (slope.nature()) {
        case SMOOTH -> String.format(Locale.ROOT, "finite differences give %s ± %.1g, and no step gives more", slope.value(), slope.accuracy());
        case KINK, JUMP -> "the slopes are " + sides();
        case STEEP -> "the slope grows without bound as the steps shrink";
        case ROUGH ->
            Double.isFinite(slope.value())
                ? "finite differences give another slope with every step"
                : "the function has no finite values on both sides of this point, which finite differences need";
        case NOWHERE -> "the value is not finite at this point, so there is nothing to compare with";
      };
    }
  }

  /**
   * What a check found.
   *
   * @param elements all that were looked at, in the order of the leaves
   * @param control whether an error of 0.05 % (or ten times the tolerance, if that is more), planted into the largest gradient that was
   *     compared, would have been seen: a check that cannot fail is none. True if every gradient is zero.
   * @param anomaly where the first number that is not finite comes from, as {@link glassprop.Anomaly#trace} tells it; empty if there is none, or
   *     an input is not finite itself
   */
  public record Report(List<Element> elements, boolean control, Optional<AnomalyException> anomaly) {
    /** Copies the elements. */
    public Report {
      elements = List.copyOf(elements);
    }

    private Stream<Element> with(Verdict... verdicts) {
      return elements.stream().filter(element -> List.of(verdicts).contains(element.verdict));
    }

    /** How many elements were compared; those on a kink, those that are not finite, and those of which nothing could be said, are not. */
    public int checked() {
      return (int) with(Verdict.AGREES, Verdict.SMALL, Verdict.DISAGREES).count();
    }

    /** How many of the compared elements are so small that only the absolute tolerance holds them. */
    public int small() {
      return (int) with(Verdict.SMALL).count();
    }

    /** How many elements lie on a kink, where there is nothing to compare with. */
    public int kinks() {
      return (int) with(Verdict.KINK).count();
    }

    /** The largest error of the elements that were compared relatively. */
    public double maxRelativeError() {
      return with(Verdict.AGREES, Verdict.DISAGREES).mapToDouble(Element::error).reduce(0, Math::max);
    }

    /** The elements that disagree, worst first. */
    public List<Element> failures() {
      return with(Verdict.DISAGREES).sorted(Comparator.comparingDouble(Element::error).reversed()).toList();
    }

    /** The elements of which finite differences could not tell. */
    public List<Element> undecided() {
      return with(Verdict.UNDECIDED).toList();
    }

    /** The elements of which the rules give no number. */
    public List<Element> notFinite() {
      return with(Verdict.NOT_FINITE).toList();
    }

    /** What keeps the check from being {@link #ok}: the elements that disagree, then those that are not finite, then those that are undecided. */
    public List<Element> objections() {
      return Stream.of(failures(), notFinite(), undecided()).flatMap(List::stream).toList();
    }

    /** Whether no element disagrees, is not finite or is undecided. */
    public boolean ok() {
      return objections().isEmpty();
    }

    /**
     * Fails unless every element agreed.
     *
     * @throws AssertionError naming the parameter, the index and both numbers of each disagreement, and what could not be decided; or
     *     if the check could not have failed
     */
    public void requireOk() {
      if (!ok()) {
        StringBuilder message = new StringBuilder(String.format(Locale.ROOT,
                "gradient check: %d of %d elements disagree",
                failures().size(), checked()));
        if (!notFinite().isEmpty()) {
          message.append(String.format(Locale.ROOT, ", and %d are not finite", notFinite().size()));
          anomaly.ifPresent(e -> message.append(" (").append(e.getMessage()).append(')'));
        }
        if (!undecided().isEmpty()) {
          message.append(String.format(Locale.ROOT, ", and %d could not be decided", undecided().size()));
        }
        objections().stream().limit(10).forEach(element -> message.append("\n  ").append(element));
        throw new AssertionError(message.toString());
      }
      if (!control) {
        throw new AssertionError(
            "gradient check: a planted error of 0.05 % would not have been seen: rounding hides the digits of the largest gradient; use"
                + " float64, a loss whose value is not much larger than its changes, or larger gradients");
      }
    }
  }

  /** The strict check in float64: relative and absolute tolerance 10⁻⁹, every element. */
  public static GradCheck strict() {
    return new GradCheck(
        1e-9, 1e-9, NumericalGradient.STEP, false, Integer.MAX_VALUE, RandomGenerator.of("L64X128MixRandom"));
  }

  /** This check with other tolerances. */
  public GradCheck withTolerance(double newRelative, double newAbsolute) {
    return new GradCheck(newRelative, newAbsolute, step, float32, sampling, random);
  }

  /** This check with another first step. */
  public GradCheck withStep(double newStep) {
    return new GradCheck(relative, absolute, newStep, float32, sampling, random);
  }

  /** This check of at most so many elements of each leaf, chosen at random. */
  public GradCheck withSampling(int elements, RandomGenerator newRandom) {
    return new GradCheck(relative, absolute, step, float32, elements, newRandom);
  }

  /**
   * This check for float32 leaves: the same errors are seen as far as rounding leaves their digits, since what is admitted is the accuracy of the
   * differences. Where that is above 2 % of the slope, it must be below 10⁻³.
   */
  public GradCheck allowingFloat32() {
    return new GradCheck(1e-5, 1e-3, FLOAT32_STEP, true, sampling, random);
  }

  /**
   * Checks a function of tensors.
   *
   * @param f gives a single number, the same each time
   * @param xs the point; copies are used
   * @throws GraphException if an input is float32 and that was not allowed, or f is not deterministic
   */
  public Report check(Function<List<Tensor>, Tensor> f, List<Tensor> xs) {
    List<Tensor> leaves = new ArrayList<>();
    for (int i = 0; i < xs.size(); i++) {
      Tensor x = xs.get(i);
      leaves.add(Tensor.of(x.array().copy()).tracked().named(x.label().isEmpty() ? "x" + i : x.label()));
    }
    return checkLeaves(() -> f.apply(leaves), leaves);
  }

  /**
   * Checks a computation with respect to leaves that it uses, such as the parameters of a network. Each element is changed in place
   * for a moment and restored bit for bit; gradients that the leaves hold are lost.
   *
   * @param f gives a single number, the same each time
   * @throws GraphException if a leaf is float32 and that was not allowed, or f is not deterministic
   */
  public Report checkLeaves(Supplier<Tensor> f, List<Tensor> leaves) {
    return Autodiff.recording(() -> compareLeaves(f, leaves)); // wherever the check is called
  }

  private Report compareLeaves(Supplier<Tensor> f, List<Tensor> leaves) {
    requirePrecision(leaves);
    Perturbation perturbation = new Perturbation(f);
    Judge judge = judge();
    double origin = perturbation.value();
    Rung.requireSame(origin, perturbation.value());
    List<double[]> gradients = Gradients.repeatable(f, leaves);
    double largest = gradients.stream().flatMapToDouble(Arrays::stream).map(Math::abs).filter(Double::isFinite).max().orElse(0);
    List<Element> compared = new ArrayList<>();
    for (int input = 0; input < leaves.size(); input++) {
      Tensor leaf = leaves.get(input);
      double lost = ROUNDING * leaf.dtype().precision().spacing() * largest;
      for (int element : elements(leaf.shape().size())) {
        double analytic = gradients.get(input)[element];
        String label = leaf.label().isEmpty() ? "a leaf" : leaf.label();
        Slope slope = judge.slope(perturbation.along(leaf, element), origin, step, analytic, lost);
        Verdict verdict = judge.verdict(analytic, slope, lost);
        compared.add(new Element(input, label, leaf.shape().indexOf(element), analytic, slope, verdict));
        if (compared.size() % WATCH == 0) {
          Rung.requireSame(origin, perturbation.value());
        }
      }
    }
    Rung.requireSame(origin, perturbation.value());
    return report(compared, f, leaves);
  }

  static Report report(List<Element> compared, Supplier<Tensor> f, List<Tensor> leaves) {
    boolean finite = compared.stream().noneMatch(element -> element.verdict == Verdict.NOT_FINITE);
    return new Report(compared, control(compared), finite ? Optional.empty() : Gradients.anomaly(f, leaves));
  }

  /** The negative control: the largest gradient that was found right must have been compared relatively. */
  private static boolean control(List<Element> elements) {
    return elements.stream()
        .filter(element -> (element.verdict == Verdict.AGREES || element.verdict == Verdict.SMALL) && element.analytic != 0)
        .max(Comparator.comparingDouble(element -> Math.abs(element.analytic)))
        .map(largest -> largest.verdict == Verdict.AGREES)
        .orElse(true);
  }

  /**
   * Checks the gradient's own gradient: that of ⟨∇f, v⟩ for a fixed random v, by which every second derivative is touched.
   *
   * @param f gives a single number, made of ops all the way
   * @param xs the point; copies are used
   */
  public Report checkSecondOrder(Function<List<Tensor>, Tensor> f, List<Tensor> xs) {
    RandomGenerator directions = RandomGeneratorFactory.of("L64X128MixRandom").create(DIRECTION_SEED);
    List<Tensor> along = xs.stream().map(x -> Tensor.of(Samples.directions(x.type(), directions))).toList();
    return check(
        in -> {
          Tensor y = Perturbation.number(f.apply(in));
          Tensor total = Tensor.scalar(0).to(y.dtype());
          if (y.isTracked()) {
            List<Tensor> gradients = Autodiff.grad(y.plus(touching(in)), in, BackwardOption.CREATE_GRAPH);
            for (int i = 0; i < in.size(); i++) {
              total = total.plus(gradients.get(i).times(along.get(i)).sum());
            }
          }
          return total;
        },
        xs);
  }

  /** Zero, computed from every input, so that each has a gradient even if the function does not use it. */
  private static Tensor touching(List<Tensor> xs) {
    Tensor zero = xs.getFirst().sum().times(0);
    for (Tensor x : xs.subList(1, xs.size())) {
      zero = zero.plus(x.sum().times(0));
    }
    return zero;
  }

  /**
   * The fast check: compares slopes along a few random directions instead of along every element, at the price of four evaluations
   * each. If one is not plainly right, every element is checked, to say which is wrong. What escapes is an error in elements that
   * contribute less than the tolerance to the slopes along all directions.
   *
   * @param directions how many
   * @throws GraphException if an input is float32 and that was not allowed, or f is not deterministic
   */
  public Report checkAlongDirections(Function<List<Tensor>, Tensor> f, List<Tensor> xs, int directions) {
    requirePrecision(xs);
    return Autodiff.recording(() -> new DirectionCheck(this, directions).run(f, xs));
  }

  Judge judge() {
    return new Judge(relative, absolute, float32 ? FLOAT32_COARSEST : 0);
  }

  private void requirePrecision(List<Tensor> leaves) {
    for (Tensor leaf : leaves) {
      if (leaf.dtype().isFloat() && leaf.dtype().precision() != Precision.DOUBLE && !float32) {
        throw new GraphException(
            "gradient check: " + leaf.describe() + " is " + leaf.dtype() + ", whose rounding hides all but gross errors;"
                + " convert it with to(F64), or accept what its rounding leaves with allowingFloat32()");
      }
    }
  }

  private int[] elements(int count) {
    if (count <= sampling) {
      return IntStream.range(0, count).toArray();
    }
    return random.ints(0, count).distinct().limit(sampling).sorted().toArray();
  }
}
