package glassprop;

import glassprop.array.NdArray;
import glassprop.kernel.Heap;
import glassprop.rule.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Chooses what a reverse sweep carries, and runs it. */
final class BackwardPass {
  private static final int LARGEST_BATCH = 1 << 20;
  private static final ReverseSweep.Target LEAVES = new ReverseSweep.Target(Leaf.class::isInstance, 0, false);

  private BackwardPass() {}

  /** The gradient of a node, over numbers that are nobody else's. */
  record Found(Node node, Tensor gradient) {}

  /** Adds the gradients of Σ⟨y, cotangent⟩ to the leaves below the ys: one sweep. */
  static void accumulate(List<Tensor> ys, List<Tensor> cotangents, BackwardOption... options) {
    Objects.requireNonNull(options, "backward: expected options, came null");
    List<Node> roots = new ArrayList<>(ys.size());
    for (int i = 0; i < ys.size(); i++) {
      roots.add(tracked(ys.get(i), "backward"));
      requireType(ys.get(i), cotangents.get(i), "backward");
    }
    boolean severs = !Arrays.asList(options).contains(BackwardOption.CREATE_GRAPH) && areDifferentiated(ys, cotangents);
    Context here = Context.current();
    for (Found found : gradients(roots, ys, cotangents, LEAVES, options)) {
      Tensor gradient = severs ? severed(found.gradient(), ys, cotangents) : found.gradient();
      Leaf leaf = (Leaf) found.node();
      if (Checkpoint.mayChange(here, leaf)) {
        leaf.accumulate(gradient);
      }
    }
  }

  /** Whether a derivative function at work around here differentiates what depends on one of these. */
  private static boolean areDifferentiated(List<Tensor> ys, List<Tensor> cotangents) {
    for (int i = 0; i < ys.size(); i++) {
      if (Pass.differentiates(ys.get(i)) || Pass.differentiates(cotangents.get(i))) {
        return Autodiff.isRecording();
      }
    }
    return false;
  }

  /** A gradient that is numbers only, with the memory of what it depends on: to differentiate it is an error, not a silent zero. */
  private static Tensor severed(Tensor gradient, List<Tensor> ys, List<Tensor> cotangents) {
    List<Tensor> sources = new ArrayList<>(ys);
    sources.addAll(cotangents);
    Dual dual = gradient.dual();
    Dual carried =
        dual == null
            ? null
            : new Dual(dual.pass(), severed(dual.primal(), ys, cotangents), severed(dual.tangent(), ys, cotangents));
    List<Node> nodes = Arrays.asList(sources.stream().map(Tensor::node).toArray(Node[]::new));
    Tensor severed = Step.recordCode("backward", sources, nodes, gradient.array(), carried, new Code.Rule(BackwardPass::refused));
    Reads.note(sources, severed);
    return severed;
  }

  private static List<Tensor> refused(List<Tensor> inputs, Tensor output, Tensor cotangent) {
    throw new GraphException(
        "a function that is being differentiated called backward() without CREATE_GRAPH, and its value depends on the gradient: that is"
            + " numbers only, so its own derivative is not known; use Autodiff.grad there, or backward(CREATE_GRAPH), or detach() the"
            + " gradient if it is meant as a constant");
  }

  /**
   * The gradients of ⟨y, cotangent⟩ with respect to the wanted nodes.
   */
  static List<Found> gradients(Tensor y, Node root, Tensor cotangent, ReverseSweep.Target target, BackwardOption... options) {
    return gradients(List.of(root), List.of(y), List.of(cotangent), target, options);
  }

  private static List<Found> gradients(
      List<Node> roots, List<Tensor> ys, List<Tensor> cotangents, ReverseSweep.Target target, BackwardOption... options) {
    List<BackwardOption> chosen = Arrays.asList(options);
    if (chosen.contains(BackwardOption.CREATE_GRAPH)) {
      return sweep(Carrier.Differentiable.DIFFERENTIABLE, roots, cotangents, target, false);
    }
    boolean free = !chosen.contains(BackwardOption.RETAIN_GRAPH);
    if (carriesTangent(ys) || carriesTangent(cotangents)) { // inside a forward pass: gradients carry tangents too
      return Scope.current().recording(false).run(
          () -> sweep(Carrier.Differentiable.DIFFERENTIABLE, roots, cotangents, target, free));
    }
    List<NdArray> seeds = new ArrayList<>(cotangents.size());
    for (Tensor cotangent : cotangents) {
      seeds.add(cotangent.array());
    }
    List<Found> found = sweep(Carrier.Plain.PLAIN, roots, seeds, target, free);
    if (Reads.isNoting()) {
      List<Tensor> sources = new ArrayList<>(ys);
      sources.addAll(cotangents);
      found.forEach(one -> Reads.note(sources, one.gradient()));
    }
    return found;
  }

  private static boolean carriesTangent(List<Tensor> tensors) {
    for (Tensor tensor : tensors) {
      if (tensor.dual() != null) {
        return true;
      }
    }
    return false;
  }

  private static <V> List<Found> sweep(
      Carrier<V> carrier, List<Node> roots, List<V> seeds, ReverseSweep.Target target, boolean free) {
    List<ReverseSweep.Arrival<V>> arrivals = new ReverseSweep<>(carrier).run(roots, seeds, target, free);
    List<Found> found = new ArrayList<>(arrivals.size());
    for (ReverseSweep.Arrival<V> arrival : arrivals) {
      Tensor gradient = carrier.tensor(arrival.cotangent());
      found.add(new Found(arrival.node(), arrival.isOwned() && gradient.array().isContiguous() ? gradient : Owned.copy(gradient)));
    }
    return found;
  }

  /** The gradients by node. */
  static Map<Node, Tensor> byNode(List<Found> found) {
    Map<Node, Tensor> gradients = new HashMap<>();
    found.forEach(one -> gradients.put(one.node(), one.gradient()));
    return gradients;
  }

  /**
   * Some rows of the Jacobian of y with respect to a tensor below it, as an array whose first axis counts them: one sweep. Empty if y was not
   * computed from it.
   */
  static Optional<Tensor> rows(Tensor y, Tensor x, int first, int count) {
    double[] identity = Heap.doubles((long) count * y.shape().size(), "the cotangents of " + count + " rows of a Jacobian");
    for (int i = 0; i < count; i++) {
      identity[i * y.shape().size() + first + i] = 1;
    }
    Batch batch = new Batch(count);
    Batch.Value seed = new Batch.Value(NdArray.over(identity, y.shape().batched(count)).to(y.dtype()), true);
    Node wanted = tracked(x, "jacobian");
    List<ReverseSweep.Arrival<Batch.Value>> found =
        new ReverseSweep<>(new Carrier.Batched(batch))
            .run(List.of(tracked(y, "jacobian")), List.of(seed), ReverseSweep.Target.inputs(List.of(wanted)), false);
    Optional<Tensor> rows = found.stream().findFirst().map(arrival -> Tensor.of(batch.array(arrival.cotangent())));
    rows.ifPresent(part -> Reads.note(List.of(y), part));
    return rows;
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
        if (node instanceof Step step && !step.isFreed()) {
          for (int slot = 0; slot < step.inputCount(); slot++) {
            step.input(slot).ifPresent(open::push);
          }
        }
      }
    }
    return Math.clamp(LARGEST_BATCH / widest, 1, y.shape().size());
  }

  /** Requires a single number. */
  static void requireSingle(Tensor y, String what) {
    if (y.shape().size() != 1) {
      throw new GraphException(
          String.format(Locale.ROOT,
              "%s: %s is not a single number; reduce it with sum() or mean(), or give the upstream gradient, a tensor of shape %s",
              what, y.describe(), y.shape()));
    }
  }

  /** The node of a tracked tensor. */
  static Node tracked(Tensor y, String what) {
    Node node = y.node();
    if (node == null) {
      throw new GraphException(
          what + ": " + y.describe() + " is not tracked: "
              + (Autodiff.isRecording()
                  ? "it was computed from no tracked tensor, under noGrad or after detach() or copy(); make the inputs leaves with tracked()"
                  : Scope.current().remedy()));
    }
    return node;
  }

  /** Requires an upstream gradient to have the type of what it belongs to. */
  static void requireType(Tensor y, Tensor cotangent, String what) {
    if (!y.type().equals(cotangent.type())) {
      throw new GraphException(
          String.format(Locale.ROOT,
              "%s: the upstream gradient is %s, but %s is %s",
              what, cotangent.type(), y.label().isEmpty() ? "the tensor" : y.label(), y.type()));
    }
  }

  static Tensor ones(Tensor y) {
    return Tensor.of(NdArray.full(y.type(), 1));
  }
}
