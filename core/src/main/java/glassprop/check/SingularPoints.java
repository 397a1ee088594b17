package glassprop.check;

import glassprop.Autodiff;
import glassprop.BackwardOption;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.op.Domain;
import glassprop.op.Elementwise;
import glassprop.op.Term;
import glassprop.rule.Derivatives;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The points of one specimen where its op may be singular, and whether its second and third derivatives there are true.
 *
 * <p>A rule often states a slope where calculus leaves it open, or where its formula would be 0/0. The slope's own slope is then that of
 * whatever stands in for the formula, a plausible number that is wrong. An op need not say where it does so: zeros, ones, ties, kinks and
 * every number that its rules mention are tried.
 *
 * <p>Let g be a first (or second) derivative. A finite slope of g along an axis is true if differences of g from the point, to one side,
 * tend to it. At a kink such as that of |x| they do not, since g jumps: there the slope must lie between the limits of those at points
 * nearby, in every direction of which there must be one. If all differences have limits and no direction contradicts another, the op has
 * a derivative, and owes it: NaN is not enough. Where the op's value is NaN itself, as that of a remainder by 0 is, the point is outside
 * its domain: nothing is silent there, and nothing is compared.
 */
final class SingularPoints {
  private static final double[] STEPS = {1e-2, 1e-4, 1e-6};
  private static final int MOST_ELEMENTS = 6;
  private static final int MOST_ELEMENTS_OF_THIRD_ORDER = 3;
  private static final int DIRECTIONS = 6;
  private static final double TOLERANCE = 1e-3;

  private final LawCase c;
  private final List<NdArray> samples;
  private final NdArray weights;
  private final int n;

  SingularPoints(LawCase c) {
    this.c = c;
    this.samples = Samples.of(c.specimen, DType.F64, c.random);
    this.weights = Samples.directions(c.site.output(), c.random);
    this.n = c.slots().stream().mapToInt(slot -> c.site.shape(slot).size()).sum();
  }

  void check() {
    boolean numbers = n == c.slots().size();
    if (n == 0 || n > MOST_ELEMENTS || c.site.output().shape().size() == 0 || c.isStrided()
        || (c.op instanceof Elementwise && !numbers)) { // which does to each element what it does to numbers
      return;
    }
    for (double[] x : points()) {
      if (Double.isNaN(weighted(Tensor.of(x)).item())) {
        continue;
      }
      compare(x);
      for (int i = 0; i < n && n <= MOST_ELEMENTS_OF_THIRD_ORDER; i++) {
        compare(x, i);
      }
    }
  }

  /** All combinations of suspicious numbers for an op on scalars; else the sample with suspicious numbers in some places. */
  private List<double[]> points() {
    double[] suspicious = suspicious();
    List<double[]> points = new ArrayList<>();
    if (n == c.slots().size() && n <= 2) {
      for (double a : suspicious) {
        for (double b : n == 1 ? new double[1] : suspicious) {
          points.add(n == 1 ? new double[] {a} : new double[] {a, b});
        }
      }
      return points;
    }
    double[] sample = c.slots().stream().flatMapToDouble(slot -> Arrays.stream(samples.get(slot).toDoubles())).toArray();
    for (double number : suspicious) {
      double[] all = new double[n];
      Arrays.fill(all, number);
      points.add(all);
      double[] one = sample.clone();
      one[0] = number;
      points.add(one);
    }
    double[] tie = sample.clone();
    tie[n - 1] = tie[0];
    points.add(tie);
    return points;
  }

  /** Where a formula may fail, where the op says it has a kink, and the numbers in its rules. */
  private double[] suspicious() {
    TreeSet<Double> numbers = new TreeSet<>(List.of(-1.0, 0.0, 1.0, 2.0));
    for (int slot : c.slots()) {
      if (c.specimen.inputs().get(slot).domain() instanceof Domain.Reals reals) {
        reals.kinks().forEach(kink -> numbers.add(kink.at() + 0.0));
      }
      addLiterals(Derivatives.pullback(c.op, c.site, slot), numbers);
    }
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void addLiterals(Term term, Set<Double> numbers) {
    switch (term) {
      case Term.Literal(double value) -> {
        if (Math.abs(value) < 1 / TOLERANCE) {
          numbers.add(value + 0.0); // −0 is 0
        }
      }
      case Term.Symbol symbol -> {}
      case Term.Apply apply -> apply.operands().forEach(operand -> addLiterals(operand, numbers));
    }
  }

  /** Compares the slopes of the derivatives ∂f/∂x_prefix∂xᵢ with differences. */
  private void compare(double[] x, int... prefix) {
    double[] g = derivatives(x, prefix);
    double[][] right = new double[n][];
    double[][] left = new double[n][];
    for (int j = 0; j < n; j++) {
      right[j] = oneSided(x, g, j, 1, prefix);
      left[j] = oneSided(x, g, j, -1, prefix);
    }
    boolean exists = true;
    List<String> notFinite = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      if (Double.isNaN(g[i])) {
        exists = false; // and has been named
        continue;
      }
      int[] order = Arrays.copyOf(prefix, prefix.length + 1);
      order[prefix.length] = i;
      double[] reverse = derivatives(x, order);
      for (int j = 0; j < n; j++) {
        double[] limits = {right[j][i], left[j][i]};
        exists &= isOneNumber(limits);
        for (double slope : new double[] {reverse[j], forward(x, order, j)}) {
          if (Double.isFinite(slope)) {
            boolean holds =
                Arrays.stream(limits).anyMatch(limit -> isNear(slope, limit)) || isBetweenNeighbours(slope, x, i, j, prefix);
            int along = j;
            c.require(
                holds,
                () -> String.format(Locale.ROOT,
                    "at %s the slope along input element %d of derivative %s is %s; differences tend to %s from the right, %s from the left",
                    Arrays.toString(x), along, Arrays.toString(order), slope, limits[0], limits[1]));
          } else {
            notFinite.add(Arrays.toString(order) + " along " + j + ": " + slope);
          }
        }
      }
    }
    if (exists) {
      c.require(notFinite.isEmpty(), () -> "at " + Arrays.toString(x) + " there are derivatives, but came " + notFinite);
    }
  }

  /** What (g(x + h) − g(x))/h tends to, with steps to one side. */
  private double[] oneSided(double[] x, double[] g, int j, int side, int... prefix) {
    double[][] quotients = new double[STEPS.length][];
    for (int k = 0; k < STEPS.length; k++) {
      double h = side * STEPS[k];
      double[] there = derivatives(moved(x, j, h), prefix);
      quotients[k] = IntStream.range(0, n).mapToDouble(i -> (there[i] - g[i]) / h).toArray();
    }
    return IntStream.range(0, n).mapToDouble(i -> limit(quotients[0][i], quotients[1][i], quotients[2][i])).toArray();
  }

  /** Whether a slope lies between those that g has nearby, where it has one in every direction. */
  private boolean isBetweenNeighbours(double slope, double[] x, int i, int j, int... prefix) {
    boolean first = prefix.length == 0; // beyond it 0 is admitted, which is what the sign of 0 leaves of the slope of a jump
    double low = first ? Double.POSITIVE_INFINITY : 0;
    double high = first ? Double.NEGATIVE_INFINITY : 0;
    for (int d = 0; d < DIRECTIONS; d++) {
      double[] direction = new double[n]; // no two of a length, so that no step nearby reaches over a tie
      for (int e = 0; e < n; e++) {
        boolean up = n == 1 ? d % 2 == 0 : c.random.nextBoolean();
        direction[e] = (up ? 1.0 : -1.0) * (1 + (e + d) % n) / n;
      }
      double[] slopes = new double[STEPS.length];
      for (int k = 0; k < STEPS.length; k++) {
        double h = STEPS[k];
        double[] near = IntStream.range(0, n).mapToDouble(e -> x[e] + h * direction[e]).toArray();
        double step = h / 100;
        slopes[k] = (derivatives(moved(near, j, step), prefix)[i] - derivatives(moved(near, j, -step), prefix)[i]) / (2 * step);
      }
      double limit = limit(slopes[0], slopes[1], slopes[2]);
      if (Double.isInfinite(limit)) {
        return false;
      }
      low = Double.isNaN(limit) ? low : Math.min(low, limit);
      high = Double.isNaN(limit) ? high : Math.max(high, limit);
    }
    double room = TOLERANCE * Math.max(1, Math.abs(slope));
    return low - room <= slope && slope <= high + room;
  }

  /** The last of three numbers if they settle, ∞ if they do not, and NaN if one is not a number: outside the op's domain. */
  private static double limit(double first, double second, double third) {
    if (Double.isNaN(first + second + third)) {
      return Double.NaN;
    }
    double before = Math.abs(second - first);
    double after = Math.abs(third - second);
    boolean settles = after <= TOLERANCE / 10 * Math.max(1, Math.abs(third)) || after < before / 2;
    return settles && Double.isFinite(third) ? third : Double.POSITIVE_INFINITY;
  }

  /** Whether the limits within the domain are one finite number. */
  private static boolean isOneNumber(double... limits) {
    double[] within = Arrays.stream(limits).filter(limit -> !Double.isNaN(limit)).toArray();
    return within.length > 0 && Arrays.stream(within).allMatch(limit -> isNear(limit, within[0]));
  }

  private static boolean isNear(double a, double b) {
    return Double.isFinite(b) && Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b));
  }

  private static double[] moved(double[] x, int j, double h) {
    double[] there = x.clone();
    there[j] += h;
    return there;
  }

  /** By reverse mode, the derivatives of ∂f/∂x_order by every element. */
  private double[] derivatives(double[] x, int... order) {
    Tensor p = Tensor.of(x).tracked();
    return Autodiff.grad(derivative(p, order), List.of(p)).getFirst().toDoubles();
  }

  /** By forward mode over reverse mode, the derivative of ∂f/∂x_order by an element. */
  private double forward(double[] x, int[] order, int j) {
    double[] axis = new double[n];
    axis[j] = 1;
    return Autodiff.jvp(
            in -> derivative(in.getFirst().isTracked() ? in.getFirst() : in.getFirst().tracked(), order),
            List.of(Tensor.of(x)), List.of(Tensor.of(axis)))
        .tangent().item();
  }

  /** ∂f/∂x_order; it depends on p even where it is flat. */
  private Tensor derivative(Tensor p, int... order) {
    Tensor nothing = p.sum().times(0);
    Tensor f = weighted(p).plus(nothing);
    for (int i : order) {
      f = Autodiff.grad(f, List.of(p), BackwardOption.CREATE_GRAPH).getFirst().slice(0, i, i + 1).sum().plus(nothing);
    }
    return f;
  }

  /** f, the op's output along fixed weights. */
  private Tensor weighted(Tensor p) {
    Tensor[] inputs = samples.stream().map(Tensor::of).toArray(Tensor[]::new);
    int at = 0;
    for (int slot : c.slots()) {
      Shape shape = c.site.shape(slot);
      inputs[slot] = p.slice(0, at, at + shape.size()).reshape(shape.toArray());
      at += shape.size();
    }
    return Tensor.apply(c.op, inputs).times(Tensor.of(weights)).sum();
  }
}
