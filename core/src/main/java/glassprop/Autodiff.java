package glassprop;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.op.Algebra;
import glassprop.op.Numerics;
import glassprop.op.Op;
import glassprop.op.Term;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gradients as values, and the scope in which nothing is recorded. */
public final class Autodiff {
  private static final ScopedValue<Boolean> RECORDING_OFF = ScopedValue.newInstance();

  private Autodiff() {}

  /** Runs a computation without recording it: its results are not tracked, whatever went in. */
  public static <T> T noGrad(Supplier<T> computation) {
    return ScopedValue.where(RECORDING_OFF, true).call(computation::get);
  }

  static boolean isRecording() {
    return !RECORDING_OFF.isBound();
  }

  /**
   * The gradients of a scalar with respect to some tensors that it was computed from. The {@code .grad()} of leaves is not touched.
   *
   * @param y a single tracked number
   * @param xs tracked tensors, leaves or not
   * @param options {@link BackwardOption#CREATE_GRAPH} for gradients that can be differentiated again
   * @return one gradient for each x, of its type
   * @throws GraphException if y does not depend on one of them, is not a single number, or its graph was freed
   */
  public static List<Tensor> grad(Tensor y, List<Tensor> xs, BackwardOption... options) {
    Node root = root(y, "grad");
    Set<Node> wanted = new HashSet<>();
    int lowest = Integer.MAX_VALUE;
    for (Tensor x : xs) {
      Node node = x.node();
      if (node == null) {
        throw new GraphException("grad: " + x.describe() + " is not tracked; make it a leaf with tracked() before the forward pass");
      }
      wanted.add(node);
      lowest = Math.min(lowest, node.level());
    }
    Map<Node, Tensor> found = sweep(root, ones(y), wanted::contains, lowest, options);
    return xs.stream().map(x -> gradient(y, x, found)).toList();
  }

  private static Tensor gradient(Tensor y, Tensor x, Map<Node, Tensor> found) {
    Tensor gradient = x.node() == null ? null : found.get(x.node());
    if (gradient == null) {
      throw new GraphException(
          "grad: " + y.describe() + " was not computed from " + x.describe() + ", so there is no gradient (which is not zero)");
    }
    return gradient;
  }

  /** Runs a backward pass into the leaves below a tensor. */
  static void backward(Tensor y, Tensor cotangent, BackwardOption... options) {
    if (!y.type().equals(cotangent.type())) {
      throw new GraphException(
          "backward: the upstream gradient is %s, but %s is %s"
              .formatted(cotangent.type(), y.label().isEmpty() ? "the tensor" : y.label(), y.type()));
    }
    Map<Node, Tensor> found = sweep(tracked(y, "backward"), cotangent, Leaf.class::isInstance, 0, options);
    found.forEach((leaf, gradient) -> ((Leaf) leaf).accumulate(gradient));
  }

  private static Map<Node, Tensor> sweep(
      Node root, Tensor seed, Predicate<Node> wanted, int lowest, BackwardOption... options) {
    List<BackwardOption> chosen = Arrays.asList(options);
    if (chosen.contains(BackwardOption.CREATE_GRAPH)) {
      return new ReverseSweep<>(Recorded.RECORDED, Tensor::type, Autodiff::trackedValue)
          .run(root, seed, wanted, lowest, false);
    }
    boolean free = !chosen.contains(BackwardOption.RETAIN_GRAPH);
    Map<Node, NdArray> numbers =
        new ReverseSweep<>(Numerics.NUMBERS, NdArray::type, Autodiff::value).run(root, seed.array(), wanted, lowest, free);
    Map<Node, Tensor> tensors = new HashMap<>();
    numbers.forEach((node, gradient) -> tensors.put(node, Tensor.of(gradient)));
    return tensors;
  }

  private static NdArray value(Step step, Term.Symbol symbol) {
    return step.saved(symbol).orElseThrow();
  }

  /** A saved value as the tracked tensor that it was. */
  private static Tensor trackedValue(Step step, Term.Symbol symbol) {
    NdArray value = step.saved(symbol).orElseThrow();
    @Nullable Node node = symbol.role() == Term.Role.INPUT ? step.inputOrNull(symbol.slot()) : step;
    return new Tensor(value, node, "");
  }

  /** The meaning of terms as tensors, which record how they are computed. */
  private enum Recorded implements Algebra<Tensor> {
    RECORDED;

    @Override
    public Tensor apply(Op op, List<Tensor> operands) {
      return Tensor.apply(op, operands.toArray(Tensor[]::new));
    }

    @Override
    public Tensor literal(double value, DType dtype) {
      return Tensor.of(Numerics.NUMBERS.literal(value, dtype));
    }
  }

  /** The node of a single tracked number. */
  static Node root(Tensor y, String what) {
    Node node = tracked(y, what);
    if (y.shape().size() != 1) {
      throw new GraphException(
          "%s: %s is not a single number; reduce it with sum() or mean(), or give the upstream gradient, a tensor of shape %s"
              .formatted(what, y.describe(), y.shape()));
    }
    return node;
  }

  private static Node tracked(Tensor y, String what) {
    Node node = y.node();
    if (node == null) {
      throw new GraphException(
          what + ": " + y.describe() + " is not tracked: it was computed from no tracked tensor, under noGrad or after detach();"
              + " make the inputs leaves with tracked()");
    }
    return node;
  }

  static Tensor ones(Tensor y) {
    return Tensor.of(NdArray.full(y.type(), 1));
  }
}
