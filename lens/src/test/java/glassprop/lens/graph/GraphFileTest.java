package glassprop.lens.graph;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.lens.graph.layout.Layout.Box;
import glassprop.nn.Activation;
import glassprop.nn.Mlp;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

@Tag("slow")
class GraphFileTest {
  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*\"");
  private static final String VALUE = "(?:Q|[\\w.#]+)";
  private static final String ATTRIBUTES = "(?: \\[\\w+=" + VALUE + "(?:, \\w+=" + VALUE + ")*\\])?;";
  private static final Pattern STATEMENT =
      Pattern.compile("digraph \\w+ \\{|  (?:n\\d+|graph|node|edge)" + ATTRIBUTES + "|  n\\d+ -> n\\d+" + ATTRIBUTES + "|\\}");

  @TempDir private Path folder;

  private static Tensor neuron() {
    Tensor x = Tensor.of(1, 2).named("x");
    Tensor w = Tensor.of(0.5, -1).tracked().named("w <&>");
    Tensor b = Tensor.scalar(0.1).tracked().named("b\"\\\n\u0000");
    return w.times(x).sum().plus(b).named("z").sigmoid().named("a").minus(1).square().named("L");
  }

  private static Tensor mlp() {
    var network = new Mlp(3, List.of(5, 4), 2, Activation.RELU).architecture(DType.F64).initialized(1);
    return network.apply(Tensor.normal(new SplittableRandom(2), 7, 3).named("X")).square().mean().named("loss");
  }

  private String text(Graph graph, String name) throws Exception {
    Path file = folder.resolve(name);
    GraphFile.save(graph, file);
    return Files.readString(file);
  }

  private static void requireDot(String line) {
    assertThat(QUOTED.matcher(line).replaceAll("Q")).matches(STATEMENT);
  }

  @Test
  void dotIsInItsGrammarAndComplete() throws Exception {
    Graph graph = Graph.of(neuron()).withValues(List.of()).withGradients();
    String dot = text(graph, "net.dot");
    dot.lines().forEach(GraphFileTest::requireDot);
    assertThat(dot.lines().filter(line -> line.contains(" -> "))).hasSize(graph.edges().size());
    assertThat(dot.lines().filter(line -> line.contains("label="))).hasSize(graph.vertices().size());
    assertThat(dot.lines().filter(line -> line.contains("dotnormal")))
        .hasSize((int) graph.edges().stream().filter(Edge::kept).count());
    assertThat(dot.lines().filter(line -> line.contains("● kept")))
        .hasSize((int) graph.vertices().stream().filter(Vertex::keepsOutput).count());
  }

  @Test
  void aChainOfAMillionStepsIsWrittenAsDot() throws Exception {
    Tensor x = Tensor.scalar(1).tracked().named("x");
    Tensor y = x;
    for (int i = 0; i < 1_000_000; i++) {
      y = y.sin();
    }
    Path file = folder.resolve("chain.dot");
    Graph graph = Graph.of(y);
    GraphFile.save(graph, file);
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      assertThat(lines.lines().filter(line -> line.contains(" -> ")).count()).isEqualTo(1_000_000);
    }
    assertThat(graph.foldedByName().vertices()).hasSize(2);
    assertThatThrownBy(() -> GraphFile.save(graph, folder.resolve("chain.svg")))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1,000,001").hasMessageContaining(".dot");
  }

  @Test
  void svgIsWellFormedAndHasEveryWord() throws Exception {
    Graph graph = Graph.of(neuron()).withValues(List.of()).withGradients();
    String svg = text(graph, "net.svg");
    Document document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    NodeList texts = document.getElementsByTagName("text");
    Set<String> lines = IntStream.range(0, texts.getLength()).mapToObj(i -> texts.item(i).getTextContent()).collect(toSet());
    for (Vertex vertex : graph.vertices()) {
      for (Caption caption : Captions.of(vertex)) {
        switch (caption) {
          case Caption.Line(List<Caption.Run> runs) ->
              assertThat(lines).contains(runs.stream().map(Caption.Run::text).collect(Collectors.joining()));
          case Caption.Grid grid -> grid.rows().forEach(row -> assertThat(lines).containsAll(row));
        }
      }
    }
    assertThat(lines).contains("w <&>", "L = u3²", "a = σ(z)", "●  kept for the backward pass", "∇  gradient of L");
  }

  @Test
  void boxesDoNotOverlap() {
    for (Graph graph : List.of(Graph.of(neuron()).withGradients(), Graph.of(mlp()), Graph.of(mlp()).foldedByName())) {
      for (Direction direction : Direction.values()) {
        List<Box> boxes = Picture.layout(graph, graph.vertices().stream().map(Captions::of).toList(), direction).boxes();
        for (int i = 0; i < boxes.size(); i++) {
          for (int j = 0; j < i; j++) {
            assertThat(overlap(boxes.get(i), boxes.get(j))).as("%d and %d", i, j).isFalse();
          }
        }
      }
    }
  }

  private static boolean overlap(Box a, Box b) {
    return a.x() < b.x() + b.width() && b.x() < a.x() + a.width() && a.y() < b.y() + b.height() && b.y() < a.y() + a.height();
  }

  @Test
  void pngShowsSomethingAndNothingIsCutOff() throws Exception {
    Path file = folder.resolve("Net.PNG");
    GraphFile.save(Graph.of(mlp()).withGradients(), file);
    BufferedImage image = ImageIO.read(file.toFile());
    List<Integer> edge = new ArrayList<>();
    int inked = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        boolean margin = x < 20 || y < 20 || x >= image.getWidth() - 20 || y >= image.getHeight() - 20;
        int colour = image.getRGB(x, y) & 0xffffff;
        inked += colour == 0xffffff ? 0 : 1;
        if (margin && colour != 0xffffff) {
          edge.add(colour);
        }
      }
    }
    assertThat(edge).isEmpty();
    assertThat(inked).isGreaterThan(10_000);
  }

  @Test
  void theLargestPictureIsDrawn() throws Exception {
    Tensor w = Tensor.scalar(1).tracked().named("w");
    Tensor y = Tensor.scalar(1).tracked().named("x");
    for (int i = 0; i < (GraphFile.MOST_DRAWN - 2) / 2; i++) {
      y = y.times(w).sin(); // w is used in every second layer
    }
    Graph graph = Graph.of(y);
    assertThat(graph.vertices()).hasSize(GraphFile.MOST_DRAWN);
    assertThat(text(graph, "large.svg")).contains("</svg>");
  }

  @Test
  void aGraphThatIsTooTangledIsRefusedAtOnce() {
    Tensor y = Tensor.scalar(1).tracked().named("x");
    List<Tensor> states = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      y = y.sin();
      states.add(y);
    }
    for (Tensor state : states.reversed()) {
      y = y.times(state);
    }
    Graph graph = Graph.of(y);
    assertThatThrownBy(() -> GraphFile.save(graph, folder.resolve("net.svg")))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(".dot");
  }

  @Test
  void theExtensionDecides() {
    Graph graph = Graph.of(neuron());
    for (String name : List.of("net.jpg", "net", "svg")) {
      assertThatThrownBy(() -> GraphFile.save(graph, folder.resolve(name)))
          .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expected one of .svg, .png, .dot");
    }
    assertThat(folder).isEmptyDirectory();
  }
}
