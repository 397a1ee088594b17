package glassprop.lens.graph;

import glassprop.GraphException;
import glassprop.Leaf;
import glassprop.Node;
import glassprop.Step;
import glassprop.Tensor;
import glassprop.array.TensorType;
import glassprop.lens.graph.Vertex.Kind;
import glassprop.op.Term;
import glassprop.op.Terms;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads the graph that the engine recorded, without recursion. */
final class GraphReader {
  /** In place of the vertex of a number without a name, which is written in the formula. */
  private static final int WRITTEN = -1;

  private final List<Vertex> vertices = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();
  private final Map<Node, Integer> indices = new HashMap<>();
  private final Map<Data, Integer> data = new HashMap<>();

  /** A constant with a name. Constants of the same name and type are taken for the same. */
  private record Data(String label, TensorType type) {}

  private GraphReader() {}

  static Graph read(List<Tensor> results) {
    Set<Node> roots = new HashSet<>(roots(results));
    GraphReader reader = new GraphReader();
    for (Node node : nodes(results)) {
      reader.add(node, roots.contains(node));
    }
    return new Graph(results, Naming.of(reader.vertices, reader.edges), reader.edges);
  }

  private static List<Node> roots(List<Tensor> results) {
    return results.stream()
        .map(result -> result.graph().orElseThrow(() -> new GraphException(
            "graph: " + result.describe() + " is not tracked, so there is nothing to draw; make what it is computed from leaves"
                + " with tracked() before the forward pass")))
        .toList();
  }

  /** All nodes below some tensors, inputs before what uses them. */
  static List<Node> nodes(List<Tensor> results) {
    Set<Node> seen = new HashSet<>();
    List<Node> nodes = new ArrayList<>();
    Deque<Node> open = new ArrayDeque<>(roots(results));
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (!seen.add(node)) {
        continue;
      }
      nodes.add(node);
      if (node instanceof Step step) {
        requireUnfreed(step);
        for (int slot = step.inputCount() - 1; slot >= 0; slot--) {
          step.input(slot).filter(input -> !seen.contains(input)).ifPresent(open::push);
        }
      }
    }
    nodes.sort(Comparator.comparingInt(Node::level));
    return nodes;
  }

  private static void requireUnfreed(Step step) {
    if (step.isFreed()) {
      throw new GraphException(
          "graph: " + step + " was freed by a backward pass; draw before it, or call it with RETAIN_GRAPH");
    }
  }

  private void add(Node node, boolean isResult) {
    int index =
        switch (node) {
          case Leaf leaf -> add(vertex(Kind.LEAF, leaf, "", false, isResult));
          case Step step -> {
            int[] sources = IntStream.range(0, step.inputCount()).map(slot -> source(step, slot)).toArray();
            int at = add(vertex(Kind.STEP, step, step.op().mnemonic(), step.keeps(Terms.Y), isResult));
            for (int slot = 0; slot < sources.length; slot++) {
              if (sources[slot] != WRITTEN) {
                edges.add(new Edge(sources[slot], at, slot, step.keeps(Term.input(slot))));
              }
            }
            yield at;
          }
        };
    indices.put(node, index);
  }

  /** A vertex that formulas can't refer to yet. */
  private static Vertex vertex(Kind kind, Node node, String what, boolean keepsOutput, boolean isResult) {
    return new Vertex(
        kind, node.label(), "", "", what, node.type(), keepsOutput, isResult, Optional.of(node), Optional.empty(),
        Optional.empty());
  }

  /** The vertex that an input comes from. */
  private int source(Step step, int slot) {
    Node node = step.input(slot).orElse(null);
    if (node != null) {
      return Objects.requireNonNull(indices.get(node), "inputs are read before what uses them");
    }
    TensorType type = step.site().input(slot);
    String label = step.constant(slot).map(Step.Constant::label).orElse("");
    if (label.isEmpty()) {
      return step.constant(slot).isPresent() ? WRITTEN : add(constant(label, type));
    }
    return data.computeIfAbsent(new Data(label, type), _ -> add(constant(label, type)));
  }

  private static Vertex constant(String label, TensorType type) {
    return new Vertex(
        Kind.CONSTANT, label, "", "", "", type, false, false, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private int add(Vertex vertex) {
    vertices.add(vertex);
    return vertices.size() - 1;
  }
}
