package glassprop.lens.graph;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.Tensor;
import glassprop.lens.graph.Caption.Grid;
import glassprop.lens.graph.Caption.Tone;
import glassprop.lens.graph.Mark.Anchor;
import glassprop.lens.graph.Mark.Look;
import glassprop.lens.graph.layout.Layout.Box;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.font.FontRenderContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A drawing needs no particular font, and is legible on light and on dark. */
class SvgTest {
  private static final double READABLE = 4.5; // contrast of text, WCAG 2.1, level AA
  private static final double VISIBLE = 3; // of lines

  private static Graph graph() {
    Tensor x = Tensor.of(new double[][] {{1, -2.5}, {0.001, 1e9}}).named("X");
    Tensor w = Tensor.of(new double[][] {{0.1, 0.2, 0.3}, {0.4, -0.5, 0.6}}).tracked().named("W");
    Tensor b = Tensor.of(0.1, 0.2, -0.3).tracked().named("b");
    return Graph.of(x.matmul(w).plus(b).named("Z").tanh().square().mean().named("loss")).withValues(List.of(x)).withGradients();
  }

  private static List<Mark.Words> words(Picture picture) {
    return picture.marks().stream().filter(Mark.Words.class::isInstance).map(Mark.Words.class::cast).toList();
  }

  private static List<Box> panels(Picture picture) {
    return picture.marks().stream().filter(Mark.Panel.class::isInstance).map(mark -> ((Mark.Panel) mark).box()).toList();
  }

  private static boolean holds(Box box, Mark.Words words) {
    return words.at().x() > box.x() && words.at().x() < box.x() + box.width() && words.at().y() > box.y()
        && words.at().y() < box.y() + box.height();
  }

  @ParameterizedTest
  @EnumSource
  void aLineIsAnchoredInTheMiddleOfItsBoxAndItsPiecesFlow(Direction direction) {
    Picture picture = Picture.of(graph(), direction);
    for (Mark.Words line : words(picture)) {
      if (line.anchor() == Anchor.MIDDLE) {
        Box around = panels(picture).stream().filter(box -> holds(box, line)).reduce((_, inner) -> inner).orElseThrow();
        assertThat(line.at().x()).isEqualTo(around.x() + around.width() / 2);
      } else {
        assertThat(line.runs()).as("a number alone").hasSize(1);
      }
    }
    String svg = new String(Svg.of(picture), StandardCharsets.UTF_8);
    assertThat(svg).doesNotContain("□", "textLength", "dx=");
    assertThat(Pattern.compile("<tspan (?!class=\"tone-[a-z]+\">)").matcher(svg).find()).as("a piece with a place of its own").isFalse();
    assertThat(Pattern.compile("<text ").matcher(svg).results()).hasSize(words(picture).size());
  }

  @ParameterizedTest
  @EnumSource
  void numbersOfANodeEndAtTheSameColumns(Direction direction) {
    Graph graph = graph();
    Picture picture = Picture.of(graph, direction);
    List<Box> boxes = panels(picture).subList(1, 1 + graph.vertices().size());
    for (int v = 0; v < boxes.size(); v++) {
      Box box = boxes.get(v);
      List<Grid> grids = Captions.of(graph.vertices().get(v)).stream().filter(Grid.class::isInstance).map(Grid.class::cast).toList();
      Set<Double> ends = new TreeSet<>();
      List<Mark.Words> numbers = words(picture).stream().filter(line -> line.anchor() == Anchor.END && holds(box, line)).toList();
      numbers.forEach(number -> ends.add(number.at().x()));
      assertThat(ends).hasSize(grids.stream().mapToInt(grid -> grid.rows().getFirst().size()).max().orElse(0));
      assertThat(numbers).hasSize(grids.stream().flatMap(grid -> grid.rows().stream()).mapToInt(List::size).sum());
    }
    assertThat(boxes).anyMatch(box -> words(picture).stream().anyMatch(line -> line.anchor() == Anchor.END && holds(box, line)));
  }

  @ParameterizedTest
  @EnumSource
  void everyTextHasRoomInItsBoxAndItsColumn(Direction direction) {
    Picture picture = Picture.of(graph(), direction);
    for (Mark.Words line : words(picture)) {
      Box around = panels(picture).stream().filter(box -> holds(box, line)).reduce((_, inner) -> inner).orElseThrow();
      double right = line.anchor() == Anchor.END ? 0 : Setting.width(line.runs()) / 2;
      double left = Setting.width(line.runs()) - right;
      double free = words(picture).stream()
          .filter(other -> other.anchor() == Anchor.END && other.at().y() == line.at().y() && other.at().x() < line.at().x() && holds(around, other))
          .mapToDouble(other -> other.at().x()).max().orElse(around.x());
      assertThat(line.at().x() - left).as("%s", line).isGreaterThan(free);
      assertThat(line.at().x() + right).as("%s", line).isLessThan(around.x() + around.width());
    }
  }

  @Test
  void aGradientOfManyNumbersHasItsSignOnALineOfItsOwn() {
    for (Vertex vertex : graph().vertices()) {
      List<Caption> captions = Captions.of(vertex);
      captions.stream().filter(Grid.class::isInstance).map(Grid.class::cast).filter(grid -> grid.tone() == Tone.GRADIENT)
          .forEach(grid -> assertThat(captions.get(captions.indexOf(grid) - 1)).isEqualTo(new Caption.Line("∇", Tone.GRADIENT)));
    }
  }

  @Test
  void fromLeftToRightEveryArrowGoesToTheRight() {
    for (Mark mark : Picture.of(graph(), Direction.LEFT_TO_RIGHT).marks()) {
      if (mark instanceof Mark.Curve(var points, Look _)) {
        assertThat(points.getLast().x()).isGreaterThan(points.getFirst().x());
      }
    }
    for (Mark mark : Picture.of(graph(), Direction.TOP_TO_BOTTOM).marks()) {
      if (mark instanceof Mark.Curve(var points, Look _)) {
        assertThat(points.getLast().y()).isGreaterThan(points.getFirst().y());
      }
    }
  }

  /** Room is left for the widest of the fonts for screens, of which this machine may have some. */
  @Test
  void noFontOfThisMachineNeedsMoreRoomThanThereIs() {
    FontRenderContext paper = new FontRenderContext(null, true, true);
    List<String> samples = List.of(
        "z1 = X·W1 + b1", "softmax(relu(u12))", "matmul · (128, 784)", "−0.0002345", "6.022e23", "from −12.34 to 1.5e−7", "∂L/∂θ",
        "y ⊙ ln(p)", "σ(α·β + γ²)", "WWWWmmmm", "Σ[axis 1] exp(x − max[axis 1] x)", "∇  gradient of loss");
    List<String> families = Stream.concat(
        Stream.of(Font.SANS_SERIF),
        Stream.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames())
            .filter(name -> List.of("DejaVu Sans", "Verdana", "Liberation Sans", "Arial", "Helvetica", "Noto Sans", "Roboto", "Segoe UI")
                .contains(name))).toList();
    for (String family : families) {
      for (int style : new int[] {Font.PLAIN, Font.BOLD}) {
        Font font = new Font(family, style, 100);
        for (String sample : samples) {
          assertThat(font.getStringBounds(sample, paper).getWidth() / 100).as("%s in %s, style %d", sample, family, style)
              .isLessThanOrEqualTo(Widths.of(sample, style == Font.BOLD));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void textAndLinesStandOutFromWhatIsBehindThem(Look look) {
    for (boolean dark : new boolean[] {false, true}) {
      look.fill().filter(fill -> look != Look.SOLID).ifPresent(fill -> {
        for (Tone tone : Tone.values()) {
          assertThat(contrast(tone.ink().css(dark), fill.css(dark))).as("%s, dark: %s", tone, dark).isGreaterThan(READABLE);
        }
      });
      look.stroke().ifPresent(ink -> assertThat(contrast(ink.css(dark), Ink.PAPER.css(dark))).isGreaterThan(VISIBLE));
    }
  }

  /** The contrast of two colours, WCAG 2.1. */
  private static double contrast(String a, String b) {
    double one = luminance(a) + 0.05;
    double other = luminance(b) + 0.05;
    return Math.max(one, other) / Math.min(one, other);
  }

  private static double luminance(String css) {
    int rgb = Integer.parseInt(css.substring(1), 16);
    double sum = 0;
    double[] weights = {0.0722, 0.7152, 0.2126};
    for (int i = 0; i < 3; i++) {
      double part = (rgb >> (8 * i) & 0xff) / 255.0;
      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  @Test
  void everyClassHasAColourOnLightAndOnDark() {
    String svg = new String(Svg.of(Picture.of(graph(), Direction.TOP_TO_BOTTOM)), StandardCharsets.UTF_8);
    String light = svg.substring(svg.indexOf("<style>"), svg.indexOf("@media"));
    String dark = svg.substring(svg.indexOf("@media (prefers-color-scheme: dark)"), svg.indexOf("</style>"));
    Pattern.compile("class=\"([a-z-]+)\"").matcher(svg).results().map(match -> match.group(1)).distinct()
        .filter(name -> !name.equals("end"))
        .forEach(name -> assertThat(List.of(light, dark)).allMatch(style -> style.contains("." + name + " { fill: ")));
  }
}
