package glassprop;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** Derivatives as values, without side effects on leaves; and the scope in which nothing is recorded. */
public final class Autodiff {
  private static final ScopedValue<Boolean> RECORDING_OFF = ScopedValue.newInstance();

  /** How many rows of a Jacobian a sweep over a batch gives in the time of one column, roughly. */
  private static final int FORWARD_PAYS = 8;

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

  /** Runs a computation without recording it: its results are not tracked, whatever went in. */
  public static <T> T noGrad(Supplier<T> computation) {
    return ScopedValue.where(RECORDING_OFF, true).call(computation::get);
  }

  /** Runs a computation with recording, even inside {@link #noGrad}. */
  static <T> T recording(Supplier<T> computation) {
    return ScopedValue.where(RECORDING_OFF, false).call(computation::get);
  }

  static boolean isRecording() {
    return !RECORDING_OFF.isBound() || !RECORDING_OFF.get();
  }

  /**
   * Runs a part of a computation so that its intermediate values are not kept: the backward pass runs the part a second time. Memory
   * falls, time rises, gradients are the same. Weights and other leaves that the part uses need not be given as inputs.
   *
   * @param f must do the same each time; for randomness see the form with a seed
   * @param inputs tensors that f depends on and that are computed from leaves: one that is used without being given gets no gradient
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
   * The gradients of a single number with respect to some tensors that it was computed from. The {@code .grad()} of leaves is not
   * touched.
   *
   * @param y a single tracked number
   * @param xs tracked tensors, leaves or not
   * @param options {@link BackwardOption#CREATE_GRAPH} for gradients that can be differentiated again
   * @return one gradient for each x, of its type
   * @throws GraphException if y does not depend on one of them, is not a single number, or its graph was freed
   */
  public static List<Tensor> grad(Tensor y, List<Tensor> xs, BackwardOption... options) {
    Node root = BackwardPass.scalarRoot(y, "grad");
    return gradients(y, root, BackwardPass.ones(y), xs, options);
  }

  /**
   * The gradients of ⟨y, cotangent⟩ with respect to some tensors that y was computed from.
   *
   * @param cotangent of y's type
   * @see #grad(Tensor, List, BackwardOption...)
   */
  public static List<Tensor> grad(Tensor y, Tensor cotangent, List<Tensor> xs, BackwardOption... options) {
    Node root = BackwardPass.tracked(y, "grad");
    BackwardPass.requireType(y, cotangent, "grad");
    return gradients(y, root, cotangent, xs, options);
  }

  private static List<Tensor> gradients(
      Tensor y, Node root, Tensor cotangent, List<Tensor> xs, BackwardOption... options) {
    Set<Node> wanted = new HashSet<>();
    int lowest = Integer.MAX_VALUE;
    for (Tensor x : xs) {
      Node node = x.node();
      if (node == null) {
        throw new GraphException(
            "grad: " + x.describe() + " is not tracked; make it a leaf with tracked() before the forward pass");
      }
      wanted.add(node);
      lowest = Math.min(lowest, node.level());
    }
    Map<Node, Tensor> found =
        BackwardPass.byNode(BackwardPass.gradients(y, root, cotangent, wanted::contains, lowest, options));
    return xs.stream().map(x -> gradient(y, x, found)).toList();
  }

  /**
   * The cotangents that pass every place of a graph in a backward pass: the gradients of the sum of y's elements with respect to
   * what each node below it computed. The graph is kept, and the {@code .grad()} of leaves is not touched.
   *
   * @throws GraphException if y is not tracked, or its graph was freed
   */
  public static Map<Node, Tensor> cotangents(Tensor y) {
    Node root = BackwardPass.tracked(y, "cotangents");
    return BackwardPass.byNode(
        BackwardPass.gradients(y, root, BackwardPass.ones(y), _ -> true, 0, BackwardOption.RETAIN_GRAPH));
  }

  private static Tensor gradient(Tensor y, Tensor x, Map<Node, Tensor> found) {
    Tensor gradient = x.node() == null ? null : found.get(x.node());
    if (gradient == null) {
      throw new GraphException(
          "grad: " + y.describe() + " was not computed from " + x.describe() + ", so there is no gradient (which is not zero)");
    }
    return gradient;
  }

  /**
   * A function's value and the vector-Jacobian product: the gradients of ⟨f(xs), cotangent⟩. One backward pass.
   *
   * @param cotangent of the type of the value
   */
  public static ValueAndGradients vjp(Function<List<Tensor>, Tensor> f, List<Tensor> xs, Tensor cotangent) {
    List<Tensor> leaves = xs.stream().map(Tensor::tracked).toList();
    Tensor y = f.apply(leaves);
    return new ValueAndGradients(y.detach(), grad(y, cotangent, leaves));
  }

  /**
   * A function's value and the Jacobian-vector product: the rate at which it changes when its inputs change at the rates
   * {@code tangents}. One forward pass in forward mode, whose memory does not grow with depth.
   *
   * @param tangents one for each input, of its type
   */
  public static ValueAndTangent jvp(Function<List<Tensor>, Tensor> f, List<Tensor> xs, List<Tensor> tangents) {
    if (xs.size() != tangents.size()) {
      throw new GraphException("jvp: " + xs.size() + " inputs, but " + tangents.size() + " tangents; give one for each");
    }
    return ForwardMode.run(f, xs, tangents);
  }

  /**
   * The Jacobian ∂f/∂x: element (i…, j…) is ∂f[i…]/∂x[j…]. By rows from one recorded forward pass, many rows in
   * one sweep; by columns in forward mode if x is much the smaller.
   *
   * @return a tensor of the shape of f(x) followed by the shape of x
   */
  public static Tensor jacobian(Function<Tensor, Tensor> f, Tensor x) {
    Tensor leaf = x.detach().tracked();
    Tensor y = f.apply(leaf);
    int m = y.shape().size();
    int n = x.shape().size();
    int[] sizes = concatenated(y.shape(), x.shape());
    if (m == 0 || n == 0 || y.node() == null) {
      return Tensor.zeros(x.dtype(), sizes);
    }
    if (n * FORWARD_PAYS <= m) {
      Tensor[] columns = new Tensor[n];
      for (int j = 0; j < n; j++) {
        Tensor column = jvp(in -> f.apply(in.getFirst()), List.of(x.detach()), List.of(basis(x, j))).tangent();
        columns[j] = column.reshape(m, 1);
      }
      return Tensor.concat(1, columns).reshape(sizes);
    }
    return rows(y, leaf).reshape(sizes);
  }

  /** The rows of the Jacobian of what was computed from a leaf. */
  private static Tensor rows(Tensor y, Tensor leaf) {
    int m = y.shape().size();
    int chunk = y.dual() != null || Anomaly.isTracing() ? 1 : BackwardPass.rowsAtOnce(y);
    Tensor[] rows = new Tensor[(m + chunk - 1) / chunk];
    for (int i = 0; i < rows.length; i++) {
      int first = i * chunk;
      Tensor part =
          chunk == 1
              ? grad(y, basis(y, first), List.of(leaf), BackwardOption.RETAIN_GRAPH).getFirst()
              : BackwardPass.rows(y, leaf, first, Math.min(chunk, m - first));
      rows[i] = part.reshape(Math.min(chunk, m - first), leaf.shape().size());
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
    Function<List<Tensor>, Tensor> gradient =
        in -> {
          Tensor leaf = in.getFirst().tracked();
          Tensor y = f.apply(leaf);
          return y.node() == null ? leaf.times(0) : grad(y, List.of(leaf)).getFirst();
        };
    return jvp(gradient, List.of(x.detach()), List.of(v)).tangent();
  }

  /**
   * The Hessian ∂²f/∂x∂x of a function with a single number for a value: the {@link #jacobian} of its gradient. It is exactly
   * symmetric: the two roundings of each pair are averaged.
   *
   * @return a tensor of the shape of x followed by the shape of x
   */
  public static Tensor hessian(Function<Tensor, Tensor> f, Tensor x) {
    int n = x.shape().size();
    Function<Tensor, Tensor> gradient =
        leaf -> {
          Tensor y = f.apply(leaf);
          return y.node() == null ? leaf.detach().times(0) : grad(y, List.of(leaf), BackwardOption.CREATE_GRAPH).getFirst();
        };
    Tensor square = jacobian(gradient, x).reshape(n, n);
    return square.plus(square.transpose()).times(0.5).reshape(concatenated(x.shape(), x.shape()));
  }

  /** A tensor of the type of x: 1 at one element, 0 elsewhere. */
  private static Tensor basis(Tensor x, int element) {
    double[] numbers = new double[x.shape().size()];
    numbers[element] = 1;
    return Tensor.of(NdArray.over(numbers, x.shape()).to(x.dtype()));
  }

  private static int[] concatenated(Shape first, Shape second) {
    return IntStream.concat(Arrays.stream(first.toArray()), Arrays.stream(second.toArray())).toArray();
  }
}
