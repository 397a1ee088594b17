package glassprop;

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
  private final List<Node> captured;

  private Checkpoint(Function<List<Tensor>, Tensor> f, int given, List<Node> captured) {
    this.f = f;
    this.given = given;
    this.captured = captured;
  }

  static Tensor run(Function<List<Tensor>, Tensor> f, List<Tensor> inputs) {
    if (ForwardMode.innermost(inputs.toArray(Tensor[]::new)) != null || !Autodiff.isRecording()) {
      return f.apply(inputs); // nothing to save: forward mode remembers nothing
    }
    try (Pass pass = new Pass()) {
      List<Tensor> xs = inputsOf(pass, inputs);
      Tensor y = pass.run(() -> f.apply(xs));
      if (!y.isTracked() || y.dual() != null) { // a captured tensor may carry a tangent
        return y;
      }
      Set<Node> below = sourcesBelow(y);
      xs.forEach(x -> below.remove(x.node()));
      List<Node> captured = List.copyOf(below);
      List<Node> nodes = new ArrayList<>(Arrays.asList(inputs.stream().map(Tensor::node).toArray(Node[]::new)));
      nodes.addAll(captured);
      Checkpoint checkpoint = new Checkpoint(f, inputs.size(), captured);
      List<Tensor> operands = new ArrayList<>(inputs);
      captured.forEach(node -> operands.add(tensor(node)));
      return Step.recordCode("checkpoint", operands, nodes, y.array(), null, checkpoint::cotangents);
    }
  }

  /** The tracked ones as inputs of the part, connected with what they were computed from where that is recorded. */
  private static List<Tensor> inputsOf(Pass pass, List<Tensor> inputs) {
    return inputs.stream().map(x -> x.isTracked() ? pass.input(x, "checkpoint") : x).toList();
  }

  /** The leaves, and the inputs of derivative functions, that y was computed from. */
  private static Set<Node> sourcesBelow(Tensor y) {
    Set<Node> sources = new LinkedHashSet<>();
    Set<Node> seen = new LinkedHashSet<>();
    Deque<Node> open = new ArrayDeque<>(List.of(BackwardPass.tracked(y, "checkpoint")));
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (!seen.add(node)) {
        continue;
      }
      if (node instanceof Step step && step.inputTensor().isEmpty()) {
        for (int slot = 0; slot < step.inputCount(); slot++) {
          Node input = step.inputOrNull(slot);
          if (input != null) {
            open.push(input);
          }
        }
      } else {
        sources.add(node);
      }
    }
    return sources;
  }

  private static Tensor tensor(Node source) {
    return switch (source) {
      case Leaf leaf -> leaf.tensor();
      case Step input -> input.inputTensor().orElseThrow();
    };
  }

  /** Runs the part again, and a backward pass through it. */
  private List<Tensor> cotangents(List<Tensor> inputs, Tensor output, Tensor cotangent) {
    try (Pass pass = new Pass()) {
      List<Tensor> xs = inputsOf(pass, inputs.subList(0, given));
      Tensor y = pass.run(() -> f.apply(xs));
      Set<Node> wanted = new LinkedHashSet<>(captured);
      xs.stream().filter(Tensor::isTracked).forEach(x -> wanted.add(BackwardPass.tracked(x, "checkpoint")));
      boolean again = Autodiff.isRecording(); // the gradients are to be differentiated again
      BackwardOption[] options = again ? new BackwardOption[] {BackwardOption.CREATE_GRAPH} : new BackwardOption[0];
      Map<Node, Tensor> found =
          BackwardPass.byNode(
              BackwardPass.gradients(
                  y, BackwardPass.tracked(y, "checkpoint"), cotangent, ReverseSweep.Target.inputs(wanted), options));
      List<Tensor> cotangents = new ArrayList<>();
      for (int slot = 0; slot < inputs.size(); slot++) {
        Node node = slot < given ? xs.get(slot).node() : captured.get(slot - given);
        Tensor gradient = node == null ? null : found.get(node);
        cotangents.add(gradient == null ? inputs.get(slot).detach().times(0) : gradient);
      }
      return cotangents;
    }
  }
}
