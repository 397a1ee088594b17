package glassprop.lens.graph;

import glassprop.Node;
import glassprop.Step;
import glassprop.lens.derivation.InnerNames;
import glassprop.lens.graph.Vertex.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/** Names for what a formula of a drawing refers to and the user has not named: u1, u2, …, as derivations call them. */
final class Naming {
  private Naming() {}

  /** The vertices with their names, and the steps with formulas in these names. */
  static List<Vertex> of(List<Vertex> vertices, List<Edge> edges) {
    BitSet referred = new BitSet();
    for (Edge edge : edges) {
      if (vertices.get(edge.to()).kind() == Kind.STEP) {
        referred.set(edge.from());
      }
    }
    InnerNames inner = new InnerNames(vertices.stream().map(Naming::ownName).collect(Collectors.toSet()));
    String[] names = new String[vertices.size()];
    for (int v = 0; v < names.length; v++) {
      String own = ownName(vertices.get(v));
      names[v] = own.isEmpty() && referred.get(v) ? inner.next() : own;
    }
    List<Vertex> named = new ArrayList<>(names.length);
    int e = 0; // edges are in the order of the vertices that they lead to
    for (int v = 0; v < names.length; v++) {
      Vertex vertex = vertices.get(v);
      int first = e;
      while (e < edges.size() && edges.get(e).to() == v) {
        e++;
      }
      named.add(vertex.named(names[v], vertex.kind() == Kind.STEP ? formula(vertex, edges.subList(first, e), names) : ""));
    }
    return named;
  }

  /** The name of the tensor, which is not always that of its vertex: a layer in one block has a name, and what it computed may have none. */
  private static String ownName(Vertex vertex) {
    return vertex.node().map(Node::label).orElse(vertex.label());
  }

  private static String formula(Vertex vertex, List<Edge> inputs, String[] names) {
    Step step = (Step) vertex.node().orElseThrow();
    String[] operands = new String[step.inputCount()];
    Arrays.fill(operands, "");
    inputs.forEach(edge -> operands[edge.slot()] = names[edge.from()]);
    return Formulas.of(step, operands);
  }
}
