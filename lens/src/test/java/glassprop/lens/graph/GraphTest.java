package glassprop.lens.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.BackwardOption;
import glassprop.GraphException;
import glassprop.Leaf;
import glassprop.Step;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.lens.graph.Vertex.Kind;
import glassprop.nn.Activation;
import glassprop.nn.Mlp;
import glassprop.nn.layer.Dense;
import glassprop.nn.network.Architecture;
import glassprop.nn.network.Layer;
import glassprop.nn.network.Network;
import glassprop.nn.network.Part;
import glassprop.op.Term;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a drawing shows is what the engine recorded. */
class GraphTest {
  private final Tensor x = Tensor.scalar(0.5).tracked().named("x");
  private final Tensor a = Tensor.scalar(1).tracked().named("a");

  private static Vertex vertex(Graph graph, String label) {
    return graph.vertices().stream().filter(v -> v.label().equals(label)).findFirst().orElseThrow();
  }

  @Test
  void aValueUsedThreeTimesIsOneVertexWithThreeEdges() {
    Tensor z = x.times(x).plus(x).named("z");
    Graph graph = Graph.of(a.minus(z).square());
    assertThat(graph.vertices().stream().filter(v -> v.label().equals("x"))).hasSize(1);
    int index = graph.vertices().indexOf(vertex(graph, "x"));
    assertThat(graph.edges().stream().filter(edge -> edge.from() == index)).hasSize(3);
    assertThat(graph.vertices()).hasSize(6);
    assertThat(graph.edges()).hasSize(7);
  }

  @Test
  void inputsStandBeforeWhatUsesThem() {
    Graph graph = Graph.of(network(new Modules()).sum());
    assertThat(graph.edges()).allSatisfy(edge -> assertThat(edge.from()).isLessThan(edge.to()));
    assertThat(graph.foldedByName().edges()).allSatisfy(edge -> assertThat(edge.from()).isLessThan(edge.to()));
  }

  @Test
  void keptValuesAreThoseThatTheStepsKeep() {
    Graph graph = Graph.of(network(new Modules()).sigmoid().logSumExp(1).sum());
    assertThat(graph.edges()).anyMatch(Edge::kept).anyMatch(edge -> !edge.kept());
    for (Edge edge : graph.edges()) {
      Step step = (Step) graph.vertices().get(edge.to()).node().orElseThrow();
      assertThat(edge.kept()).as("%s, input %d", step, edge.slot())
          .isEqualTo(step.saved(Term.input(edge.slot())).isPresent());
    }
    assertThat(graph.vertices().stream().filter(Vertex::keepsOutput).map(Vertex::what)).contains("sigmoid");
  }

  @Test
  void whatARuleDoesNotMentionIsNotMarked() {
    Graph sum = Graph.of(x.plus(a));
    assertThat(sum.edges()).hasSize(2).noneMatch(Edge::kept);
    Graph half = Graph.of(x.times(Tensor.of(1, 2).named("data")));
    assertThat(half.edges()).extracting(Edge::kept).containsExactly(false, true); // x̄ = ȳ·data, and data has no gradient
  }

  @Test
  void kindsTellWeightsFromDataAndNumbersFromBoth() {
    Tensor data = Tensor.of(1, 2).named("data");
    Graph graph = Graph.of(x.times(3).times(data).plus(data).sum().named("s"));
    assertThat(vertex(graph, "x").kind()).isEqualTo(Kind.LEAF);
    assertThat(vertex(graph, "data").kind()).isEqualTo(Kind.CONSTANT);
    assertThat(vertex(graph, "s").isResult()).isTrue();
    assertThat(graph.vertices()).extracting(Vertex::formula).containsExactly("", "x·3", "", "u1·data", "u2 + data", "Σ u3");
    assertThat(graph.vertices()).hasSize(6); // data once; 3 is written
  }

  /** What has no name gets one, as soon as a formula needs it; so the reader finds what a formula is about. */
  @Test
  void formulasReferByNameToWhatTheyUse() {
    Modules modules = new Modules();
    Tensor nameless = Tensor.of(1, 2).tracked();
    Tensor constant = Tensor.of(3, 4);
    Tensor u = nameless.times(constant).named("u");
    for (Graph graph : List.of(
        Graph.of(u.times(nameless).minus(u.sin()).square().mean()), Graph.of(u.times(2).sin().mean()).foldedByName(),
        Graph.of(network(modules).square().mean()).folded(modules))) {
      for (Vertex vertex : graph.vertices()) {
        assertThat(vertex.formula()).doesNotContain("□");
        assertThat(vertex.formula().isEmpty()).isEqualTo(vertex.kind() != Kind.STEP);
      }
      for (Edge edge : graph.edges()) {
        Vertex to = graph.vertices().get(edge.to());
        String name = graph.vertices().get(edge.from()).name();
        assertThat(to.kind() != Kind.STEP || (!name.isEmpty() && to.formula().contains(name))).as("%s in %s", name, to.formula()).isTrue();
      }
      assertThat(graph.vertices().stream().map(Vertex::name).filter(name -> !name.isEmpty())).doesNotHaveDuplicates();
    }
  }

  @Test
  void aLayerThatAFormulaRefersToHasANameAndOthersHaveNone() {
    Modules modules = new Modules();
    Graph folded = Graph.of(network(modules).square().mean()).folded(modules);
    assertThat(vertex(folded, "2 dense").name()).isEqualTo("u1");
    assertThat(vertex(folded, "1 dense").name()).isEmpty();
    assertThat(folded.vertices()).extracting(Vertex::formula).contains("u1⊙²", "mean(u2)");
  }

  @Test
  void opsThatAreNotWrittenAreNamed() {
    assertThat(Graph.of(x.reshape(1, 1)).vertices()).extracting(Vertex::formula).contains("reshape(x)");
  }

  @Test
  void valuesAreThoseOfTheForwardPass() {
    Tensor u = x.times(x);
    Tensor v = u.plus(3);
    Tensor w = v.sin().named("w");
    Graph graph = Graph.of(w.times(2)).withValues(List.of());
    assertThat(graph.vertices()).extracting(vertex -> vertex.value().orElseThrow().get())
        .containsExactly(x.item(), u.item(), v.item(), w.item(), 2 * w.item());
  }

  @Test
  void aValueThatCannotBeHadIsLeftOut() {
    Tensor data = Tensor.of(1, 2).named("data");
    Tensor shifted = x.plus(data).named("shifted");
    Graph graph = Graph.of(shifted.sum());
    assertThat(vertex(graph.withValues(List.of()), "shifted").value()).isEmpty();
    assertThat(vertex(graph.withValues(List.of(shifted)), "shifted").value().orElseThrow().toDoubles()).containsExactly(1.5, 2.5);
    assertThat(vertex(graph.withValues(List.of(data)), "data").value().orElseThrow().toDoubles()).containsExactly(1, 2);
  }

  @Test
  void gradientsAreThoseOfABackwardPassAndLeaveNoTrace() {
    Tensor z = x.times(x).named("z");
    Tensor loss = a.minus(z).square();
    Graph graph = Graph.of(loss).withGradients();
    assertThat(x.hasGrad()).isFalse();
    loss.backward(BackwardOption.RETAIN_GRAPH);
    assertThat(vertex(graph, "x").gradient().orElseThrow().get()).isEqualTo(x.grad().item());
    assertThat(vertex(graph, "a").gradient().orElseThrow().get()).isEqualTo(a.grad().item());
    assertThat(vertex(graph, "z").gradient().orElseThrow().get()).isEqualTo(-2 * (a.item() - z.item()));
  }

  @Test
  void gradientsOfSeveralResultsAddUp() {
    Graph graph = Graph.of(x.times(2), x.times(5)).withGradients();
    assertThat(vertex(graph, "x").gradient().orElseThrow().get()).isEqualTo(7);
  }

  @Test
  void aNamedStepFoldsWhatLeadsToItAlone() {
    Tensor z = x.times(a).plus(a).named("z");
    Tensor half = z.times(0.5);
    Graph folded = Graph.of(half.plus(half.sin()).named("y")).foldedByName();
    assertThat(folded.vertices()).extracting(Vertex::label).containsExactly("x", "a", "z", "y");
    assertThat(vertex(folded, "z").what()).isEqualTo("mul, add");
    assertThat(vertex(folded, "y").kind()).isEqualTo(Kind.BLOCK);
    assertThat(folded.edges()).hasSize(3); // x, a to z, z to y
  }

  @Test
  void aStepThatTwoBlocksUseStaysOutside() {
    Tensor shared = x.times(a);
    Graph folded = Graph.of(shared.sin().named("s").plus(shared.cos().named("c")).named("y")).foldedByName();
    assertThat(folded.vertices()).extracting(Vertex::formula).contains("x·a");
  }

  private static final int INPUTS = 2;

  private static Tensor network(Modules modules) {
    Network mlp = new Mlp(INPUTS, List.of(4, 3), 2, Activation.TANH).architecture(DType.F64).initialized(1);
    Tensor data = Tensor.normal(new SplittableRandom(2), 5, INPUTS).named("X");
    return modules.watch(mlp).apply(data);
  }

  @Test
  void layersOfAnMlpFoldToOneBlockEach() {
    Modules modules = new Modules();
    Graph folded = Graph.of(network(modules).square().mean().named("loss")).folded(modules);
    assertThat(folded.vertices().stream().filter(v -> v.kind() == Kind.BLOCK).map(Vertex::label))
        .containsExactly("0 dense", "1 dense", "2 dense");
    assertThat(folded.vertices()).noneMatch(v -> v.kind() == Kind.LEAF);
    assertThat(folded.vertices()).hasSize(6); // and X, the square and its mean
    assertThat(folded.edges()).hasSize(5);
  }

  @Test
  void aParameterThatTwoLayersShareStaysOutside() {
    Modules modules = new Modules();
    Layer twice = (scope, in) -> {
      Part shared = scope.part("shared", new Dense(2));
      return shared.apply(scope.apply("tanh", Activation.TANH, shared.apply(in)));
    };
    Network network = modules.watch(Architecture.of(twice, DType.F64, 2).initialized(1));
    Graph folded = Graph.of(network.apply(Tensor.zeros(DType.F64, 1, 2)).sum()).folded(modules);
    assertThat(folded.vertices().stream().filter(v -> v.kind() == Kind.LEAF).map(Vertex::label)).containsExactly("shared.weight", "shared.bias");
    assertThat(folded.edges().stream().filter(edge -> edge.from() <= 1)).hasSize(4);
  }

  @Test
  void aLayerThatBypassesItsInputFoldsWithoutACycle() {
    Modules modules = new Modules();
    Tensor before = x.times(a);
    Network bypass = modules.watch("bypass", "**", Architecture.of((_, y) -> y.sin().plus(before), DType.F64).initialized(1));
    Graph folded = Graph.of(bypass.apply(before.exp()).sum()).folded(modules);
    assertThat(folded.vertices()).extracting(Vertex::label).contains("bypass");
    assertThat(folded.vertices()).extracting(Vertex::what).contains("mul", "exp");
    assertThat(Picture.of(folded, Direction.TOP_TO_BOTTOM).width()).isPositive(); // a cycle has no layers
  }

  @Test
  void whatCannotBeDrawnIsSaid() {
    assertThatThrownBy(() -> Graph.of(Tensor.scalar(1).named("t"))).isInstanceOf(GraphException.class)
        .hasMessageContaining("the scalar t").hasMessageContaining("tracked()");
    Tensor loss = x.square();
    loss.backward();
    assertThatThrownBy(() -> Graph.of(loss)).isInstanceOf(GraphException.class).hasMessageContaining("RETAIN_GRAPH");
  }

  @Test
  void aLeafAloneIsAGraph() {
    Graph graph = Graph.of(x);
    assertThat(graph.vertices()).hasSize(1);
    assertThat(graph.vertices().getFirst().node()).containsInstanceOf(Leaf.class);
    assertThat(graph.vertices().getFirst().value()).isEqualTo(Optional.empty());
  }
}
