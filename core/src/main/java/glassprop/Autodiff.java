package glassprop;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.kernel.Heap;
import glassprop.text.Counted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * Derivatives as values, without side effects on leaves; and the scope in which nothing is recorded.
 *
 * <p>Derivative functions compose: the result of one is tracked if an input or something that its function captured is tracked, and carries their
 * tangents, so that any of them may be called inside a function that another one differentiates. Their function is recorded wherever they
 * are called; inside {@link #noGrad} their result is not tracked.
 *
 * <p>A function is differentiated as far as it is computed by tensors. What it detaches, computes inside {@code noGrad}, or makes of numbers that it
 * read ({@link Tensor#item}, {@link Tensor#array}) is constant. Scopes hold for the thread that opens them, and not for threads of a pool.
 */
public final class Autodiff {
  /** How many rows of a Jacobian a sweep over a batch gives in the time of one column, roughly. */
  private static final int FORWARD_PAYS = 8;

  private static final ReverseSweep.Target EVERYWHERE = new ReverseSweep.Target(_ -> true, 0, false);

  private Autodiff() {}

  /**
   * A value, and the gradients that an upstream gradient gives.
   *
   * @param gradients one for each input, of its type
   */
  public record ValueAndGradients(Tensor value, List<Tensor> gradients) {}

  /**
   * A value, and its rate of change.
   *
   * @param tangent of the value's type
   */
  public record ValueAndTangent(Tensor value, Tensor tangent) {}

  /**
   * Runs a computation without recording it: its results are not tracked, whatever went in, and derivative functions around it take
   * them for constants, in either mode. Derivative functions inside it work as everywhere.
   */
  public static <T> T noGrad(Supplier<T> computation) {
    Objects.requireNonNull(computation, "noGrad: expected a computation, came null");
    return Scope.NO_GRAD.run(computation);
  }

  /** As {@link #noGrad(Supplier)}, of code without a result. */
  public static void noGrad(Runnable computation) {
    Objects.requireNonNull(computation, "noGrad: expected a computation, came null");
    noGrad(
        () -> {
          computation.run();
          return true;
        });
  }

  /** Runs a computation with recording, even inside {@link #noGrad}. */
  public static <T> T recording(Supplier<T> computation) {
    Objects.requireNonNull(computation, "recording: expected a computation, came null");
    return Scope.current().recording(true).run(computation);
  }

  static boolean isRecording() {
    return Scope.current().recording();
  }

  /**
   * Runs a part of a computation so that its intermediate values are not kept: the backward pass runs the part a second time. Memory
   * falls, time rises, gradients are the same, and so is what hooks see. What the part uses need not be given as inputs, be it a weight, something that was
   * computed from weights, or a constant.
   *
   * <p>The second run changes nothing in place that the first run has changed, such as running means. It must give the same bits: if it does not, or
   * if numbers that the part used were changed in place in between, the backward pass fails and says so.
   *
   * @param f must do the same each time; for randomness see the form with a seed
   * @param inputs what f is given
   * @throws GraphException if f gives null, or parts are nested deeper than the stack of this thread
   */
  public static Tensor checkpoint(Function<List<Tensor>, Tensor> f, List<Tensor> inputs) {
    return Checkpoint.run(f, inputs);
  }

  /** As {@link #checkpoint(Function, List)}, of a part that draws random numbers: both runs begin with the same seed. */
  public static Tensor checkpoint(BiFunction<List<Tensor>, RandomGenerator, Tensor> f, long seed, List<Tensor> inputs) {
    RandomGeneratorFactory<RandomGenerator> generators = RandomGeneratorFactory.of("L64X128MixRandom");
    return Checkpoint.run(in -> f.apply(in, generators.create(seed)), inputs);
  }

  /**
   * Adds the gradients of the sum of several single numbers to the leaves that they were computed from: one backward pass. A graph that they
   * share is passed, and freed, once.
   *
   * @param roots single tracked numbers
   * @throws GraphException if one is not a single tracked number, or its graph was freed, or a value it needs was changed
   */
  public static void backward(List<Tensor> roots, BackwardOption... options) {
    requireRoots(roots);
    roots.forEach(root -> BackwardPass.requireSingle(root, "backward"));
    BackwardPass.accumulate(roots, roots.stream().map(BackwardPass::ones).toList(), options);
  }

  private static void requireRoots(List<Tensor> roots) {
    if (roots.isEmpty()) {
      throw new GraphException("backward: no tensor came; expected one or more that were computed from leaves");
    }
  }

  /**
   * Adds to the leaves the gradients of the sum of all elements of several tensors, weighted by upstream gradients: one backward pass.
   *
   * @param upstream one tensor for each root, of its type
   */
  public static void backward(List<Tensor> roots, List<Tensor> upstream, BackwardOption... options) {
    requireRoots(roots);
    if (roots.size() != upstream.size()) {
      throw new GraphException(
          "backward: " + Counted.of(roots.size(), "tensor") + ", but " + Counted.of(upstream.size(), "upstream gradient") + "; give one for each");
    }
    BackwardPass.accumulate(roots, upstream, options);
  }

  /**
   * The gradients of a single number with respect to some tensors that it was computed from. The {@code .grad()} of leaves is not
   * touched. Inside a function that is being differentiated the gradients can be differentiated again, as with CREATE_GRAPH.
   *
   * @param y a single tracked number
   * @param xs tracked tensors, leaves or not
   * @param options {@link BackwardOption#CREATE_GRAPH} for gradients that can be differentiated again
   * @return one gradient for each x, of its type
   * @throws GraphException if y does not depend on one of them, is not a single number, or its graph was freed
   */
  public static List<Tensor> grad(Tensor y, List<Tensor> xs, BackwardOption... options) {
    BackwardPass.requireSingle(y, "grad");
    return grad(y, BackwardPass.ones(y), xs, options);
  }

  /**
   * The gradients of ⟨y, cotangent⟩ with respect to some tensors that y was computed from.
   *
   * @param cotangent of y's type
   * @see #grad(Tensor, List, BackwardOption...)
   */
  public static List<Tensor> grad(Tensor y, Tensor cotangent, List<Tensor> xs, BackwardOption... options) {
    Objects.requireNonNull(options, "grad: expected options, came null");
    Set<BackwardOption> chosen = EnumSet.noneOf(BackwardOption.class);
    chosen.addAll(Arrays.asList(options));
    if (isRecording() && (isDifferentiated(y) || isDifferentiated(cotangent))) {
      chosen.add(BackwardOption.CREATE_GRAPH);
    }
    for (Tensor x : xs) {
      if (!x.isTracked()) {
        throw new GraphException(
            "grad: " + x.describe() + " is not tracked; make it a leaf with tracked() before the forward pass");
      }
    }
    List<Optional<Tensor>> found = gradients(y, cotangent, xs, false, "grad", chosen.toArray(BackwardOption[]::new));
    List<Tensor> gradients = new ArrayList<>();
    for (int i = 0; i < xs.size(); i++) {
      Tensor x = xs.get(i);
      gradients.add(
          found.get(i).orElseGet(
              () -> {
                if (chosen.contains(BackwardOption.ZERO_IF_UNUSED)) {
                  return zeros(x);
                }
                throw new GraphException(
                    "grad: " + y.describe() + " was not computed from " + x.describe()
                        + ", so there is no gradient (which is not zero); if zeros are meant, say ZERO_IF_UNUSED");
              }));
    }
    return gradients;
  }

  /** Whether a derivative function at work around here differentiates what depends on a tensor. */
  private static boolean isDifferentiated(Tensor y) {
    return y.dual() != null || Pass.differentiates(y);
  }

  /**
   * The gradients of ⟨y, cotangent⟩ with respect to tracked tensors; empty where y does not depend on one.
   *
   * @param inputs whether they are the inputs of a function, so that nothing below them matters
   */
  private static List<Optional<Tensor>> gradients(
      Tensor y, Tensor cotangent, List<Tensor> xs, boolean inputs, String what, BackwardOption... options) {
    Node root = BackwardPass.tracked(y, what);
    BackwardPass.requireType(y, cotangent, what);
    List<Node> nodes = xs.stream().map(x -> BackwardPass.tracked(x, what)).toList();
    ReverseSweep.Target target = inputs ? ReverseSweep.Target.inputs(nodes) : ReverseSweep.Target.nodes(nodes);
    Map<Node, Tensor> found =
        BackwardPass.byNode(
            BackwardPass.gradients(y, root, cotangent, target, options));
    Set<Node> given = new HashSet<>();
    return nodes.stream()
        .map(node -> Optional.ofNullable(found.get(node)).map(gradient -> given.add(node) ? gradient : Owned.copy(gradient)))
        .toList(); // the same x twice gets two gradients
  }

  /**
   * The cotangents that pass every place of a graph in a backward pass: the gradients of the sum of y's elements with respect to
   * what each node below it computed. The graph is kept, and the {@code .grad()} of leaves is not touched.
   *
   * @throws GraphException if y is not tracked, or its graph was freed
   */
  public static Map<Node, Tensor> cotangents(Tensor y) {
    Node root = BackwardPass.tracked(y, "cotangents");
    BackwardOption option = isRecording() && isDifferentiated(y) ? BackwardOption.CREATE_GRAPH : BackwardOption.RETAIN_GRAPH;
    return BackwardPass.byNode(BackwardPass.gradients(y, root, BackwardPass.ones(y), EVERYWHERE, option));
  }

  /**
   * A function's value and the vector-Jacobian product: the gradients of ⟨f(xs), cotangent⟩. One backward pass.
   *
   * @param cotangent of the type of the value
   */
  public static ValueAndGradients vjp(Function<List<Tensor>, Tensor> f, List<Tensor> xs, Tensor cotangent) {
    try (Pass pass = new Pass()) {
      List<Tensor> inputs = xs.stream().map(x -> pass.input(x, "vjp")).toList();
      Tensor y = pass.run(() -> Given.by("vjp: the function", f.apply(inputs)));
      BackwardPass.requireType(y, cotangent, "vjp");
      return new ValueAndGradients(Owned.copy(pass.settled(y)), gradients(pass, y, cotangent, inputs, "vjp"));
    }
  }

  /** The gradient of a function with a single number for a value. */
  private static Tensor gradient(Function<Tensor, Tensor> f, Tensor x, String what) {
    try (Pass pass = new Pass()) {
      Tensor input = pass.input(x, what);
      Tensor y = pass.run(() -> Given.by(what + ": the function", f.apply(input)));
      BackwardPass.requireSingle(y, what);
      return gradients(pass, y, BackwardPass.ones(y), List.of(input), what).getFirst();
    }
  }

  /** The gradients of what a pass computed from its inputs; zeros for those on which it does not depend. */
  private static List<Tensor> gradients(Pass pass, Tensor y, Tensor cotangent, List<Tensor> inputs, String what) {
    if (!y.isTracked()) {
      return inputs.stream().map(Autodiff::zeros).toList();
    }
    boolean again = pass.isTrackedOutsideBelow(y) || pass.isTrackedOutsideBelow(cotangent);
    List<Optional<Tensor>> found =
        again
            ? gradients(y, cotangent, inputs, true, what, BackwardOption.CREATE_GRAPH)
            : gradients(y, cotangent, inputs, true, what);
    List<Tensor> gradients = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Tensor input = inputs.get(i);
      gradients.add(found.get(i).map(pass::settled).orElseGet(() -> zeros(input)));
    }
    return gradients;
  }

  /**
   * A function's value and the Jacobian-vector product: the rate at which it changes when its inputs change at the rates
   * {@code tangents}. One forward pass in forward mode, whose memory does not grow with depth.
   *
   * @param tangents one for each input, of its type
   */
  public static ValueAndTangent jvp(Function<List<Tensor>, Tensor> f, List<Tensor> xs, List<Tensor> tangents) {
    Objects.requireNonNull(xs, "jvp: expected a list of inputs, came null");
    Objects.requireNonNull(tangents, "jvp: expected a list of tangents, one for each input, came null");
    if (xs.size() != tangents.size()) {
      throw new GraphException("jvp: " + Counted.of(xs.size(), "input") + ", but " + Counted.of(tangents.size(), "tangent") + "; give one for each");
    }
    return ForwardMode.run(f, xs, tangents, "jvp");
  }

  /**
   * The Jacobian ∂f/∂x: element (i…, j…) is ∂f[i…]/∂x[j…]. By rows from one recorded forward pass, many rows in
   * one sweep; by columns in forward mode if x is much the smaller. Row by row where the Jacobian is itself differentiated,
   * because x, or something that f captured, is tracked; inside {@link #noGrad} it isn't.
   *
   * @return a tensor of the shape of f(x) followed by the shape of x
   */
  public static Tensor jacobian(Function<Tensor, Tensor> f, Tensor x) {
    return jacobian(f, x, "jacobian");
  }

  private static Tensor jacobian(Function<Tensor, Tensor> f, Tensor x, String what) {
    try (Pass pass = new Pass()) {
      Tensor input = pass.input(x, what);
      Tensor y = pass.run(() -> Given.by(what + ": the function", f.apply(input)));
      int m = y.shape().size();
      int n = x.shape().size();
      int[] sizes = concatenated(y.shape(), x.shape());
      Heap.requireRoom((long) m * n, x.dtype().bytes(), "the result of " + what + ", " + m + " × " + n + " elements");
      if (m == 0 || n == 0 || !y.isTracked()) {
        return Tensor.zeros(x.dtype(), sizes);
      }
      return n * FORWARD_PAYS <= m
          ? columns(f, x, m, what).reshape(sizes)
          : pass.settled(rows(pass, y, input, what)).reshape(sizes);
    }
  }

  private static Tensor columns(Function<Tensor, Tensor> f, Tensor x, int m, String what) {
    Tensor[] columns = new Tensor[x.shape().size()];
    for (int j = 0; j < columns.length; j++) {
      columns[j] =
          ForwardMode.run(in -> f.apply(in.getFirst()), List.of(x), List.of(basis(x, j)), what).tangent().reshape(m, 1);
    }
    return Tensor.concat(1, columns);
  }

  /** The rows of the Jacobian of what a pass computed from its input. */
  private static Tensor rows(Pass pass, Tensor y, Tensor input, String what) {
    int m = y.shape().size();
    int n = input.shape().size();
    boolean again = pass.isTrackedOutsideBelow(y);
    boolean single = again || y.dual() != null || Anomaly.isTracing();
    BackwardOption option = again ? BackwardOption.CREATE_GRAPH : BackwardOption.RETAIN_GRAPH;
    int chunk = single ? 1 : BackwardPass.rowsAtOnce(y);
    Tensor[] rows = new Tensor[(m + chunk - 1) / chunk];
    for (int i = 0; i < rows.length; i++) {
      int first = i * chunk;
      int count = Math.min(chunk, m - first);
      Optional<Tensor> part =
          single
              ? gradients(y, basis(y, first), List.of(input), true, what, option).getFirst()
              : BackwardPass.rows(y, input, first, count);
      rows[i] = part.orElseGet(() -> Tensor.zeros(input.dtype(), count, n)).reshape(count, n);
    }
    return Tensor.concat(0, rows);
  }

  /**
   * The Hessian-vector product ∇²f(x)·v of a function with a single number for a value: forward over reverse, at the price of a few
   * gradients.
   *
   * @param v of the type of x
   */
  public static Tensor hvp(Function<Tensor, Tensor> f, Tensor x, Tensor v) {
    Objects.requireNonNull(x, "hvp: expected a tensor x, came null");
    Objects.requireNonNull(v, "hvp: expected a tensor v of the type of x, came null");
    return ForwardMode.run(in -> gradient(f, in.getFirst(), "hvp"), List.of(x), List.of(v), "hvp").tangent();
  }

  /**
   * The Hessian ∂²f/∂x∂x of a function with a single number for a value: the {@link #jacobian} of its gradient. It is exactly
   * symmetric: the two roundings of each pair are averaged.
   *
   * @return a tensor of the shape of x followed by the shape of x
   */
  public static Tensor hessian(Function<Tensor, Tensor> f, Tensor x) {
    int n = x.shape().size();
    Tensor square = jacobian(t -> gradient(f, t, "hessian"), x, "hessian").reshape(n, n);
    return square.plus(square.transpose()).times(0.5).reshape(concatenated(x.shape(), x.shape()));
  }

  private static Tensor zeros(Tensor x) {
    return Tensor.of(NdArray.full(x.type(), 0));
  }

  /** A tensor of the type of x: 1 at one element, 0 elsewhere. */
  private static Tensor basis(Tensor x, int element) {
    double[] numbers = Heap.doubles(x.shape().size(), x.type());
    numbers[element] = 1;
    return Tensor.of(NdArray.over(numbers, x.shape()).to(x.dtype()));
  }

  private static int[] concatenated(Shape first, Shape second) {
    return IntStream.concat(Arrays.stream(first.toArray()), Arrays.stream(second.toArray())).toArray();
  }
}
