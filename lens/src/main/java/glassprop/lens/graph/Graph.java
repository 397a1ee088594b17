package glassprop.lens.graph;

import glassprop.Autodiff;
import glassprop.Node;
import glassprop.Tensor;
import glassprop.array.NdArray;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The computation that led to some tensors, as a drawing shows it.
 *
 * <pre>{@code
 * Graph graph = Graph.of(loss).withValues(List.of()).withGradients();
 * GraphFile.save(graph, Path.of("loss.svg"));
 * }</pre>
 *
 * <p>A value that is used several times is one vertex with several edges. Nothing here recurses over the graph: a chain of a
 * million steps needs no stack.
 */
public final class Graph {
  private final List<Tensor> results;
  private final List<Vertex> vertices;
  private final List<Edge> edges;

  Graph(List<Tensor> results, List<Vertex> vertices, List<Edge> edges) {
    this.results = results;
    this.vertices = List.copyOf(vertices);
    this.edges = List.copyOf(edges);
  }

  /**
   * The graph below some tensors.
   *
   * @throws glassprop.GraphException if one is not tracked, or its graph was freed by a backward pass
   */
  public static Graph of(Tensor... results) {
    return GraphReader.read(List.of(results));
  }

  /** The vertices; those of inputs come before those that use them. */
  public List<Vertex> vertices() {
    return vertices;
  }

  /** The edges, by the vertex that they lead to and then by slot. Their ends are indices of {@link #vertices}. */
  public List<Edge> edges() {
    return edges;
  }

  /**
   * This graph with numbers. The engine keeps few of them; what can be had is computed again from what it kept. Steps whose
   * value is no longer to be had show none.
   *
   * @param known tensors at hand that the graph may go through: what is among them need not be computed again, and constants with
   *     a name are looked for here only
   */
  public Graph withValues(Collection<Tensor> known) {
    Map<Node, NdArray> values = Values.of(results, known);
    return with(v -> v.withValue(
        v.node().isPresent() ? Optional.ofNullable(values.get(v.node().get())) : constant(v, known)));
  }

  private static Optional<NdArray> constant(Vertex vertex, Collection<Tensor> known) {
    return known.stream()
        .filter(tensor -> !tensor.isTracked() && !tensor.label().isEmpty())
        .filter(tensor -> tensor.label().equals(vertex.label()) && tensor.type().equals(vertex.type()))
        .map(Tensor::array).findFirst();
  }

  /**
   * This graph with gradients: of the sum of all elements of the results, with respect to each value. A backward pass is run for
   * this; it leaves the graph and the gradients of leaves as they were.
   */
  public Graph withGradients() {
    Map<Node, Tensor> gradients = new HashMap<>();
    for (Tensor result : results) {
      Autodiff.cotangents(result).forEach((node, gradient) -> gradients.merge(node, gradient, Tensor::plus));
    }
    return with(v -> v.withGradient(v.node().map(gradients::get).map(Tensor::array)));
  }

  private Graph with(UnaryOperator<Vertex> change) {
    return new Graph(results, vertices.stream().map(change).toList(), edges);
  }

  /**
   * This graph with each named step and the nameless steps that lead to it alone as one block: {@code z = x·W + b} is one box.
   */
  public Graph foldedByName() {
    return Folding.byName(this);
  }

  /** This graph with what each watched layer computed as one block. */
  public Graph folded(Modules modules) {
    return Folding.byModule(this, modules.uses());
  }

  List<Tensor> results() {
    return results;
  }
}
