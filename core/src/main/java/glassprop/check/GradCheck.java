package glassprop.check;

import glassprop.Autodiff;
import glassprop.BackwardOption;
import glassprop.GraphException;
import glassprop.Tensor;
import glassprop.array.DType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares the gradients that backward passes give with finite differences, element by element.
 *
 * <p>An element agrees if |analytic − numeric| ≤ max(absolute, relative · max(|analytic|, |numeric|)). Where it does not, smaller
 * steps are tried before it counts as a failure: a wrong gradient stays wrong, but a stencil that reached over a kink no longer
 * does. Where the function has a kink at the very point, its slopes to the left and to the right differ at every step; finite
 * differences can say nothing there, and the element is reported as a kink rather than as a failure.
 *
 * @param relative the relative tolerance
 * @param absolute the absolute tolerance
 * @param stencil the finite-difference formula
 * @param step its step h
 * @param float32 whether float32 leaves are allowed; their rounding leaves two or three digits to compare
 * @param sampling how many elements of each leaf are checked at most
 * @param random chooses them
 */
public record GradCheck(
    double relative, double absolute, Stencil stencil, double step, boolean float32, int sampling, RandomGenerator random) {

  private static final int SMALLER_STEPS = 3;
  private static final double SHRINK = 16;
  private static final double KINK_STEP = 1e-4;
  private static final long DIRECTION_SEED = 20;

  /** What the comparison of one element came to. */
  public enum Verdict {
    /** The gradients are equal, up to the tolerances. */
    AGREES,
    /** They are not. */
    DISAGREES,
    /** The slopes to the left and to the right differ: finite differences say nothing. */
    KINK
  }

  /**
   * One element that was compared.
   *
   * @param input the position of its leaf among those that were checked; −1 of a slope along a direction
   * @param leaf the leaf's label
   * @param index of the element in the leaf
   * @param analytic the gradient that the backward pass gives
   * @param numeric by finite differences, of the steps that were tried the one that comes nearest
   * @param error |a − n| / max(|a|, |n|, absolute/relative)
   * @param left the slope to the left of a kink; elsewhere the numeric one
   * @param right the slope to the right of a kink; elsewhere the numeric one
   */
  public record Element(
      int input, String leaf, List<Integer> index, double analytic, double numeric, double error, Verdict verdict, double left,
      double right) {
    /** Copies the index. */
    public Element {
      index = List.copyOf(index);
    }

    /** As in {@code W1[0, 3]: backward gives 0.25, finite differences 0.5 (relative error 0.5)}. */
    @Override
    public String toString() {
      String where = leaf + (index.isEmpty() ? "" : index);
      return verdict == Verdict.KINK
          ? "%s: backward gives %s at a kink, with slopes %s to the left and %s to the right".formatted(where, analytic, left, right)
          : "%s: backward gives %s, finite differences %s (relative error %.3g)".formatted(where, analytic, numeric, error);
    }
  }

  /**
   * What a check found.
   *
   * @param elements all that were looked at, in the order of the leaves
   * @param control whether an error of 0.05 % (or ten times the tolerance, if that is more), planted into the largest gradient that was
   *     compared, would have been seen: a check that cannot fail is none. True if every gradient is zero.
   */
  public record Report(List<Element> elements, boolean control) {
    /** Copies the elements. */
    public Report {
      elements = List.copyOf(elements);
    }

    private Stream<Element> compared() {
      return elements.stream().filter(element -> element.verdict != Verdict.KINK);
    }

    /** How many elements were compared; those on a kink are not. */
    public int checked() {
      return (int) compared().count();
    }

    /** How many elements lie on a kink, where there is nothing to compare with. */
    public int kinks() {
      return elements.size() - checked();
    }

    /** The largest error of the elements that were compared, NaN if one is; an element agrees if it is at most the relative tolerance. */
    public double maxRelativeError() {
      return compared().mapToDouble(Element::error).reduce(0, Math::max);
    }

    /** The elements that disagree, worst first. */
    public List<Element> failures() {
      Comparator<Element> worstFirst = Comparator.comparingDouble(Element::error).reversed();
      return elements.stream().filter(element -> element.verdict == Verdict.DISAGREES).sorted(worstFirst).toList();
    }

    /** Whether every element agreed. */
    public boolean ok() {
      return compared().allMatch(element -> element.verdict == Verdict.AGREES);
    }

    /**
     * Fails unless every element agreed.
     *
     * @throws AssertionError naming the parameter, the index and both numbers of each disagreement; or if the check could not have failed
     */
    public void requireOk() {
      if (!control) {
        throw new AssertionError(
            "gradient check: a planted error of 0.05 % would not have been seen; use tighter tolerances or larger gradients");
      }
      if (!ok()) {
        List<Element> failures = failures();
        StringBuilder message = new StringBuilder("gradient check: %d of %d elements disagree".formatted(failures.size(), checked()));
        failures.stream().limit(10).forEach(failure -> message.append("\n  ").append(failure));
        throw new AssertionError(message.toString());
      }
    }
  }

  /** The strict check in float64: relative and absolute tolerance 10⁻⁹, five-point stencil, every element. */
  public static GradCheck strict() {
    return new GradCheck(
        1e-9, 1e-9, Stencil.FIVE_POINT, Stencil.FIVE_POINT.step(), false, Integer.MAX_VALUE, RandomGenerator.of("L64X128MixRandom"));
  }

  /** This check with other tolerances. */
  public GradCheck withTolerance(double newRelative, double newAbsolute) {
    return new GradCheck(newRelative, newAbsolute, stencil, step, float32, sampling, random);
  }

  /** This check with another step. */
  public GradCheck withStep(double newStep) {
    return new GradCheck(relative, absolute, stencil, newStep, float32, sampling, random);
  }

  /** This check of at most so many elements of each leaf, chosen at random. */
  public GradCheck withSampling(int elements, RandomGenerator newRandom) {
    return new GradCheck(relative, absolute, stencil, step, float32, elements, newRandom);
  }

  /** This check for float32 leaves: tolerances of 2 % and 10⁻³, since rounding leaves no more. */
  public GradCheck allowingFloat32() {
    return new GradCheck(2e-2, 1e-3, stencil, 2e-2, true, sampling, random);
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
    requireDeterministic(perturbation);
    leaves.forEach(Tensor::zeroGrad);
    Tensor y = f.get();
    if (y.isTracked()) {
      y.backward();
    }
    List<Element> compared = new ArrayList<>();
    for (int input = 0; input < leaves.size(); input++) {
      Tensor leaf = leaves.get(input);
      double[] analytic = leaf.hasGrad() ? leaf.grad().toDoubles() : new double[leaf.shape().size()];
      for (int element : elements(leaf.shape().size())) {
        compared.add(compare(perturbation, input, leaf, element, analytic[element]));
      }
      leaf.zeroGrad();
    }
    return new Report(compared, control(compared));
  }

  /** The negative control: the comparison of the largest gradient that agreed, with an error planted into it. */
  private boolean control(List<Element> elements) {
    return elements.stream()
        .filter(element -> element.verdict == Verdict.AGREES && element.analytic != 0)
        .max(Comparator.comparingDouble(element -> Math.abs(element.analytic)))
        .map(largest -> {
          double planted = largest.analytic * (1 + Math.max(5e-4, 10 * relative));
          return !(error(planted, largest.numeric) <= relative);
        })
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
          Tensor y = f.apply(in);
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
   * each. If one disagrees, every element is checked, to say which is wrong.
   *
   * @param directions how many; a fault in one element escapes all of them with probability 0 but for rounding
   */
  public Report checkAlongDirections(Function<List<Tensor>, Tensor> f, List<Tensor> xs, int directions) {
    return Autodiff.recording(() -> compareAlongDirections(f, xs, directions));
  }

  private Report compareAlongDirections(Function<List<Tensor>, Tensor> f, List<Tensor> xs, int directions) {
    requirePrecision(xs);
    RandomGenerator generator = RandomGeneratorFactory.of("L64X128MixRandom").create(DIRECTION_SEED);
    List<Element> slopes = new ArrayList<>();
    for (int d = 0; d < directions; d++) {
      List<Tensor> along = xs.stream().map(x -> Tensor.of(Samples.directions(x.type(), generator))).toList();
      List<Tensor> leaves = xs.stream().map(x -> Tensor.of(x.array().copy()).tracked()).toList();
      Tensor y = f.apply(leaves);
      if (y.isTracked()) {
        y.backward();
      }
      double analytic = 0;
      for (int i = 0; i < leaves.size(); i++) {
        analytic += leaves.get(i).hasGrad() ? leaves.get(i).grad().times(along.get(i)).sum().item() : 0;
      }
      double numeric = stencil.derivative(t -> f.apply(moved(xs, along, t)).item(), step);
      double error = error(analytic, numeric);
      if (!(error <= relative)) {
        return check(f, xs);
      }
      slopes.add(new Element(-1, "direction " + d, List.of(), analytic, numeric, error, Verdict.AGREES, numeric, numeric));
    }
    return new Report(slopes, control(slopes));
  }

  private static List<Tensor> moved(List<Tensor> xs, List<Tensor> along, double distance) {
    return IntStream.range(0, xs.size())
        .mapToObj(i -> xs.get(i).detach().plus(along.get(i).times(distance)))
        .toList();
  }

  private void requirePrecision(List<Tensor> leaves) {
    for (Tensor leaf : leaves) {
      if (leaf.dtype() == DType.F32 && !float32) {
        throw new GraphException(
            "gradient check: " + leaf.describe() + " is F32, whose rounding hides all but gross errors;"
                + " convert it with to(F64), or accept loose tolerances with allowingFloat32()");
      }
    }
  }

  private static void requireDeterministic(Perturbation perturbation) {
    double first = perturbation.value();
    double second = perturbation.value();
    if (Double.doubleToLongBits(first) != Double.doubleToLongBits(second)) {
      throw new GraphException(
          "gradient check: the function is not deterministic: it gave %s and then %s for the same input; fix its seed and state"
              .formatted(first, second));
    }
  }

  private int[] elements(int count) {
    if (count <= sampling) {
      return IntStream.range(0, count).toArray();
    }
    return random.ints(0, count).distinct().limit(sampling).sorted().toArray();
  }

  private Element compare(Perturbation perturbation, int input, Tensor leaf, int element, double analytic) {
    double h = step;
    double numeric = NumericalGradient.slope(perturbation, leaf, element, stencil, h);
    double error = error(analytic, numeric);
    for (int i = 0; i < SMALLER_STEPS && !(error <= relative) && !float32; i++) {
      h /= SHRINK;
      double closer = NumericalGradient.slope(perturbation, leaf, element, stencil, h);
      if (error(analytic, closer) < error) {
        numeric = closer;
        error = error(analytic, closer);
      }
    }
    double left = numeric;
    double right = numeric;
    Verdict verdict = error <= relative ? Verdict.AGREES : Verdict.DISAGREES;
    if (verdict == Verdict.DISAGREES && isKink(perturbation, leaf, element)) {
      verdict = Verdict.KINK;
      double narrow = KINK_STEP / SHRINK;
      left = sideways(perturbation, leaf, element, -narrow);
      right = sideways(perturbation, leaf, element, narrow);
    }
    String label = leaf.label().isEmpty() ? "a leaf" : leaf.label();
    return new Element(input, label, leaf.shape().indexOf(element), analytic, numeric, error, verdict, left, right);
  }

  /**
   * Whether the slopes to the left and to the right differ, and go on differing as the step shrinks: by curvature they would
   * approach each other.
   */
  private static boolean isKink(Perturbation perturbation, Tensor leaf, int element) {
    double wide = gap(perturbation, leaf, element, KINK_STEP);
    double narrow = gap(perturbation, leaf, element, KINK_STEP / SHRINK);
    double rounding = 1e-15 * Math.max(1, Math.abs(perturbation.value())) * SHRINK / KINK_STEP;
    return narrow > 100 * rounding && narrow > wide / 2;
  }

  /** The difference between the slopes to the right and to the left. */
  private static double gap(Perturbation perturbation, Tensor leaf, int element, double h) {
    return Math.abs(sideways(perturbation, leaf, element, h) - sideways(perturbation, leaf, element, -h));
  }

  /** The slope to one side: to the left if h is negative. */
  private static double sideways(Perturbation perturbation, Tensor leaf, int element, double h) {
    return (perturbation.value(leaf, element, h) - perturbation.value()) / h;
  }

  private double error(double analytic, double numeric) {
    if (analytic == numeric) {
      return 0;
    }
    return Math.abs(analytic - numeric) / Math.max(absolute / relative, Math.max(Math.abs(analytic), Math.abs(numeric)));
  }
}
