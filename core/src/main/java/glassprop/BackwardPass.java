package glassprop;

import glassprop.array.NdArray;
import glassprop.op.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Chooses what a reverse sweep carries, and runs it. */
final class BackwardPass {
  private static final int LARGEST_BATCH = 1 << 20;

  private BackwardPass() {}

  /** The gradient of a node, and whether its numbers are nobody else's. */
  record Found(Node node, Tensor gradient, boolean owned) {}

  /** Adds the gradients of ⟨y, cotangent⟩ to the leaves below y. */
  static void accumulate(Tensor y, Tensor cotangent, BackwardOption... options) {
    Node root = tracked(y, "backward");
    requireType(y, cotangent, "backward");
    for (Found found : gradients(y, root, cotangent, Leaf.class::isInstance, 0, options)) {
      ((Leaf) found.node()).accumulate(found.gradient(), found.owned());
    }
  }

  /**
   * The gradients of ⟨y, cotangent⟩ with respect to the wanted nodes.
   *
   * @param lowest no node below this level is wanted
   */
  static List<Found> gradients(
      Tensor y, Node root, Tensor cotangent, Predicate<Node> wanted, int lowest, BackwardOption... options) {
    List<BackwardOption> chosen = Arrays.asList(options);
    if (chosen.contains(BackwardOption.CREATE_GRAPH)) {
      return sweep(Carrier.Differentiable.DIFFERENTIABLE, root, cotangent, wanted, lowest, false);
    }
    boolean free = !chosen.contains(BackwardOption.RETAIN_GRAPH);
    if (y.dual() != null || cotangent.dual() != null) { // inside a forward pass: gradients carry tangents too
      return Autodiff.noGrad(
          () -> sweep(Carrier.Differentiable.DIFFERENTIABLE, root, cotangent, wanted, lowest, free));
    }
    return sweep(Carrier.Plain.PLAIN, root, cotangent.array(), wanted, lowest, free);
  }

  private static <V> List<Found> sweep(
      Carrier<V> carrier, Node root, V seed, Predicate<Node> wanted, int lowest, boolean free) {
    List<ReverseSweep.Arrival<V>> arrivals = new ReverseSweep<>(carrier).run(root, seed, wanted, lowest, free);
    List<Found> found = new ArrayList<>(arrivals.size());
    for (ReverseSweep.Arrival<V> arrival : arrivals) {
      found.add(new Found(arrival.node(), carrier.tensor(arrival.cotangent()), arrival.isOwned()));
    }
    return found;
  }

  /** The gradients by node. */
  static Map<Node, Tensor> byNode(List<Found> found) {
    Map<Node, Tensor> gradients = new HashMap<>();
    found.forEach(one -> gradients.put(one.node(), one.gradient()));
    return gradients;
  }

  /** Some rows of the Jacobian of y with respect to a leaf, as an array whose first axis counts them: one sweep. */
  static Tensor rows(Tensor y, Tensor leaf, int first, int count) {
    double[] identity = new double[Math.multiplyExact(count, y.shape().size())];
    for (int i = 0; i < count; i++) {
      identity[i * y.shape().size() + first + i] = 1;
    }
    Batch batch = new Batch(count);
    Batch.Value seed = new Batch.Value(NdArray.over(identity, y.shape().batched(count)).to(y.dtype()), true);
    Node wanted = tracked(leaf, "jacobian");
    List<ReverseSweep.Arrival<Batch.Value>> found =
        new ReverseSweep<>(new Carrier.Batched(batch)).run(tracked(y, "jacobian"), seed, wanted::equals, wanted.level(), false);
    if (found.isEmpty()) {
      throw new GraphException("jacobian: " + y.describe() + " was not computed from " + leaf.describe());
    }
    return Tensor.of(batch.array(found.getFirst().cotangent()));
  }

  /** How many rows of a Jacobian one sweep may carry, so that no cotangent exceeds {@link #LARGEST_BATCH} elements. */
  static int rowsAtOnce(Tensor y) {
    Set<Node> seen = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>(List.of(tracked(y, "jacobian")));
    int widest = 1;
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (seen.add(node)) {
        widest = Math.max(widest, node.type().shape().size());
        if (node instanceof Step step) {
          for (int slot = 0; slot < step.inputCount(); slot++) {
            step.input(slot).ifPresent(open::push);
          }
        }
      }
    }
    return Math.clamp(LARGEST_BATCH / widest, 1, y.shape().size());
  }

  /** The node of a single tracked number. */
  static Node scalarRoot(Tensor y, String what) {
    Node node = tracked(y, what);
    if (y.shape().size() != 1) {
      throw new GraphException(
          "%s: %s is not a single number; reduce it with sum() or mean(), or give the upstream gradient, a tensor of shape %s"
              .formatted(what, y.describe(), y.shape()));
    }
    return node;
  }

  /** The node of a tracked tensor. */
  static Node tracked(Tensor y, String what) {
    Node node = y.node();
    if (node == null) {
      throw new GraphException(
          what + ": " + y.describe() + " is not tracked: it was computed from no tracked tensor, under noGrad or after detach();"
              + " make the inputs leaves with tracked()");
    }
    return node;
  }

  /** Requires an upstream gradient to have the type of what it belongs to. */
  static void requireType(Tensor y, Tensor cotangent, String what) {
    if (!y.type().equals(cotangent.type())) {
      throw new GraphException(
          "%s: the upstream gradient is %s, but %s is %s"
              .formatted(what, cotangent.type(), y.label().isEmpty() ? "the tensor" : y.label(), y.type()));
    }
  }

  static Tensor ones(Tensor y) {
    return Tensor.of(NdArray.full(y.type(), 1));
  }
}
