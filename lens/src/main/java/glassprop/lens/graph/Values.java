package glassprop.lens.graph;

import glassprop.Leaf;
import glassprop.Node;
import glassprop.Step;
import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.op.Numerics;
import glassprop.op.Term;
import glassprop.op.Terms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The numbers of a graph. The engine drops what no rule mentions; from the leaves and what it kept, the rest is mostly computed
 * again.
 */
final class Values {
  private Values() {}

  /** The values that can be had, by where they were recorded. */
  static Map<Node, NdArray> of(List<Tensor> results, Collection<Tensor> known) {
    List<Node> nodes = GraphReader.nodes(results);
    Map<Node, NdArray> values = new HashMap<>();
    Stream.concat(known.stream(), results.stream())
        .forEach(tensor -> tensor.graph().ifPresent(node -> values.put(node, tensor.array())));
    for (Node node : nodes) {
      switch (node) {
        case Leaf leaf -> values.put(leaf, leaf.value());
        case Step step -> addKept(step, values);
      }
    }
    for (Node node : nodes) {
      if (node instanceof Step step && !values.containsKey(step)) {
        again(step, values).ifPresent(value -> values.put(step, value));
      }
    }
    return values;
  }

  private static void addKept(Step step, Map<Node, NdArray> values) {
    step.saved(Terms.Y).ifPresent(output -> values.put(step, output));
    for (int slot = 0; slot < step.inputCount(); slot++) {
      Optional<Node> input = step.input(slot);
      if (input.isPresent()) {
        step.saved(Term.input(slot)).ifPresent(value -> values.put(input.get(), value));
      }
    }
  }

  private static Optional<NdArray> again(Step step, Map<Node, NdArray> values) {
    List<NdArray> inputs = new ArrayList<>();
    for (int slot = 0; slot < step.inputCount(); slot++) {
      int place = slot;
      Optional<Node> node = step.input(slot);
      Optional<NdArray> value =
          node.isPresent()
              ? Optional.ofNullable(values.get(node.get()))
              : step.saved(Term.input(slot)).or(() -> number(step, place));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      inputs.add(value.get());
    }
    return Optional.of(Numerics.NUMBERS.apply(step.op(), inputs));
  }

  private static Optional<NdArray> number(Step step, int slot) {
    return step.constant(slot).flatMap(constant ->
        constant.number().stream().mapToObj(x -> NdArray.full(step.site().input(slot), x)).findFirst());
  }
}
