package glassprop;

import glassprop.op.Reshape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A part of a computation that is run again in the backward pass instead of being remembered.
 *
 * <p>The leaves that the function uses without being given them, such as weights, are found by recording it once and forgetting the
 * record; they become inputs of the one step that stays.
 */
final class Checkpoint {
  private final Function<List<Tensor>, Tensor> f;
  private final int given;
  private final List<Leaf> captured;

  private Checkpoint(Function<List<Tensor>, Tensor> f, int given, List<Leaf> captured) {
    this.f = f;
    this.given = given;
    this.captured = captured;
  }

  static Tensor run(Function<List<Tensor>, Tensor> f, List<Tensor> inputs) {
    if (ForwardMode.innermost(inputs.toArray(Tensor[]::new)) != null || !Autodiff.isRecording()) {
      return f.apply(inputs); // nothing to save: forward mode remembers nothing
    }
    List<Tensor> apart = inputs.stream().map(x -> x.isTracked() ? x.detach().tracked() : x).toList();
    Tensor y = f.apply(apart);
    if (!y.isTracked()) {
      return y;
    }
    Set<Leaf> leaves = leavesBelow(y);
    apart.forEach(x -> leaves.remove(x.node()));
    List<Leaf> captured = List.copyOf(leaves);
    List<Node> nodes = new ArrayList<>(Arrays.asList(inputs.stream().map(Tensor::node).toArray(Node[]::new)));
    nodes.addAll(captured);
    Checkpoint checkpoint = new Checkpoint(f, inputs.size(), captured);
    List<Tensor> operands = new ArrayList<>(inputs);
    captured.forEach(leaf -> operands.add(leaf.tensor()));
    return Step.recordCode("checkpoint", operands, nodes, y.array(), null, checkpoint::cotangents);
  }

  private static Set<Leaf> leavesBelow(Tensor y) {
    Set<Leaf> leaves = new LinkedHashSet<>();
    Set<Node> seen = new LinkedHashSet<>();
    Deque<Node> open = new ArrayDeque<>(List.of(BackwardPass.tracked(y, "checkpoint")));
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (!seen.add(node)) {
        continue;
      }
      switch (node) {
        case Leaf leaf -> leaves.add(leaf);
        case Step step -> {
          for (int slot = 0; slot < step.inputCount(); slot++) {
            Node input = step.inputOrNull(slot);
            if (input != null) {
              open.push(input);
            }
          }
        }
      }
    }
    return leaves;
  }

  /** Runs the part again, and a backward pass through it. */
  private List<Tensor> cotangents(List<Tensor> inputs, Tensor output, Tensor cotangent) {
    boolean again = Autodiff.isRecording(); // the gradients are to be differentiated again
    List<Tensor> xs = inputs.subList(0, given).stream().map(x -> again ? through(x) : apart(x)).toList();
    Tensor y = Autodiff.recording(() -> f.apply(xs));
    Set<Node> wanted = new LinkedHashSet<>(captured);
    xs.stream().filter(Tensor::isTracked).forEach(x -> wanted.add(BackwardPass.tracked(x, "checkpoint")));
    BackwardOption[] options = again ? new BackwardOption[] {BackwardOption.CREATE_GRAPH} : new BackwardOption[0];
    Map<Node, Tensor> found =
        BackwardPass.byNode(
            BackwardPass.gradients(y, BackwardPass.tracked(y, "checkpoint"), cotangent, wanted::contains, 0, options));
    List<Tensor> cotangents = new ArrayList<>();
    for (int slot = 0; slot < inputs.size(); slot++) {
      Node node = slot < given ? xs.get(slot).node() : captured.get(slot - given);
      Tensor gradient = node == null ? null : found.get(node);
      cotangents.add(gradient == null ? inputs.get(slot).detach().times(0) : gradient);
    }
    return cotangents;
  }

  /** The same numbers as a leaf of their own. */
  private static Tensor apart(Tensor x) {
    return x.isTracked() ? x.detach().tracked() : x;
  }

  /** The same numbers as a step of their own, connected to where they came from. */
  private static Tensor through(Tensor x) {
    return Tensor.apply(new Reshape(x.shape()), x);
  }
}
