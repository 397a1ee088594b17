package glassprop.lens.graph;

import glassprop.Node;
import glassprop.lens.graph.Vertex.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several vertices as one. Each vertex is given a head, the vertex that stands for it; a block must be convex, so that no way
 * leads out of it and in again, or the folded graph would have a cycle.
 */
final class Folding {
  private static final int LISTED = 3;

  private final Graph graph;
  private final int[] heads;
  private final Map<Integer, String> names = new HashMap<>();
  private final List<List<Edge>> inputs; // by the vertex that they lead to
  private final List<List<Edge>> uses; // by the vertex that they come from

  private Folding(Graph graph) {
    this.graph = graph;
    int count = graph.vertices().size();
    heads = new int[count];
    Arrays.setAll(heads, i -> i);
    inputs = new ArrayList<>(count);
    uses = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      inputs.add(new ArrayList<>(2));
      uses.add(new ArrayList<>(2));
    }
    for (Edge edge : graph.edges()) {
      inputs.get(edge.to()).add(edge);
      uses.get(edge.from()).add(edge);
    }
  }

  /** A nameless step joins the block of those who use it, if that is one block. */
  static Graph byName(Graph graph) {
    Folding folding = new Folding(graph);
    for (int v = graph.vertices().size() - 1; v >= 0; v--) {
      Vertex vertex = graph.vertices().get(v);
      if (vertex.kind() == Kind.STEP && vertex.label().isEmpty() && !vertex.isResult()) {
        folding.joinUsers(v);
      }
    }
    return folding.folded();
  }

  private void joinUsers(int v) {
    int[] users = uses.get(v).stream().mapToInt(edge -> heads[edge.to()]).distinct().toArray();
    if (users.length == 1) {
      heads[v] = users[0];
    }
  }

  /** What lies between a layer's output and its input is a block, with the parameters that nothing else uses. */
  static Graph byModule(Graph graph, List<Modules.Use> modules) {
    Folding folding = new Folding(graph);
    Map<Node, Integer> indices = new HashMap<>();
    for (int v = 0; v < graph.vertices().size(); v++) {
      int index = v;
      graph.vertices().get(v).node().ifPresent(node -> indices.put(node, index));
    }
    for (Modules.Use use : modules) {
      Integer output = indices.get(use.output());
      if (output != null && folding.heads[output] == output) {
        BitSet below = new BitSet();
        folding.names.keySet().forEach(block -> folding.mark(block, below));
        use.input().map(indices::get).ifPresent(input -> folding.mark(input, below));
        folding.take(output, below, use.name());
      }
    }
    return folding.folded();
  }

  /** Marks a vertex and all that it was computed from. */
  private void mark(int from, BitSet marked) {
    List<Integer> open = new ArrayList<>(List.of(from));
    while (!open.isEmpty()) {
      int v = open.removeLast();
      if (!marked.get(v)) {
        marked.set(v);
        inputs.get(v).forEach(edge -> open.add(edge.from()));
      }
    }
  }

  /** Folds what the output was computed from, down to what lies below the input or another block. */
  private void take(int output, BitSet below, String name) {
    BitSet taken = new BitSet();
    List<Integer> open = new ArrayList<>(List.of(output));
    while (!open.isEmpty()) {
      int v = open.removeLast();
      if (!below.get(v) && !taken.get(v) && graph.vertices().get(v).kind() == Kind.STEP) {
        taken.set(v);
        inputs.get(v).forEach(edge -> open.add(edge.from()));
      }
    }
    if (taken.isEmpty()) {
      return;
    }
    taken.stream().forEach(v -> heads[v] = output);
    names.put(output, name);
    for (int v = 0; v < heads.length; v++) {
      if (graph.vertices().get(v).kind() == Kind.LEAF && !graph.vertices().get(v).isResult()) {
        joinUsersWithin(v, output);
      }
    }
  }

  private void joinUsersWithin(int leaf, int block) {
    if (!uses.get(leaf).isEmpty() && uses.get(leaf).stream().allMatch(edge -> heads[edge.to()] == block)) {
      heads[leaf] = block;
    }
  }

  private Graph folded() {
    Map<Integer, List<Vertex>> blocks = new LinkedHashMap<>();
    for (int v = 0; v < heads.length; v++) {
      blocks.computeIfAbsent(heads[v], _ -> new ArrayList<>()).add(graph.vertices().get(v));
    }
    int[] places = new int[heads.length];
    BitSet folded = new BitSet();
    List<Vertex> vertices = new ArrayList<>();
    for (int v = 0; v < heads.length; v++) {
      if (heads[v] == v) {
        places[v] = vertices.size();
        Vertex head = graph.vertices().get(v);
        List<Vertex> members = blocks.getOrDefault(v, List.of());
        String name = names.getOrDefault(v, head.label());
        folded.set(v, members.size() > 1 || names.containsKey(v));
        vertices.add(folded.get(v) ? head.asBlock(name, contents(members)) : head);
      }
    }
    List<Edge> edges = edges(places, folded);
    return new Graph(graph.results(), Naming.of(vertices, edges), edges);
  }

  /** Into a block one edge from each vertex; into others the edges that were there. */
  private List<Edge> edges(int[] places, BitSet folded) {
    Map<List<Integer>, Edge> edges = new LinkedHashMap<>();
    for (Edge edge : graph.edges()) {
      int from = heads[edge.from()];
      int to = heads[edge.to()];
      if (from != to) {
        Edge moved = new Edge(places[from], places[to], edge.slot(), edge.kept());
        edges.merge(
            List.of(from, to, folded.get(to) ? 0 : edge.slot()), moved,
            (a, b) -> new Edge(a.from(), a.to(), Math.min(a.slot(), b.slot()), a.kept() || b.kept()));
      }
    }
    return edges.values().stream().sorted((a, b) -> Integer.compare(a.to(), b.to())).toList();
  }

  /** A few ops by name, more by number. */
  private static String contents(List<Vertex> members) {
    List<String> ops = members.stream().filter(v -> v.kind() == Kind.STEP).map(Vertex::what).toList();
    return ops.size() <= LISTED ? String.join(", ", ops) : ops.size() + " ops";
  }
}
