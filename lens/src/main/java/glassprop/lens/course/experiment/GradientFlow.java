package glassprop.lens.course.experiment;

import glassprop.lens.worksheet.Numerals;
import glassprop.nn.Activation;
import glassprop.nn.Initializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Experiments on how large gradients are, layer by layer. */
final class GradientFlow {
  private static final int DIGITS = 3;
  private static final int SAMPLES = 100;

  private GradientFlow() {}

  static String text(double x) {
    return Numerals.text(x, DIGITS);
  }

  private static Exhibit.Table layers(String title, String finding, List<String> columns, List<List<Double>> figures) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < figures.getFirst().size(); i++) {
      List<String> row = new ArrayList<>(List.of(String.valueOf(i + 1)));
      for (List<Double> column : figures) {
        row.add(text(column.get(i)));
      }
      rows.add(row);
    }
    List<String> ratios = new ArrayList<>(List.of("first ÷ last"));
    figures.forEach(column -> ratios.add(text(column.getFirst() / column.getLast())));
    rows.add(ratios);
    List<String> names = new ArrayList<>(List.of("layer"));
    names.addAll(columns);
    return new Exhibit.Table(title, names, rows, finding);
  }

  private static String shrinks(DeepNet.Layers sigmoid, DeepNet.Layers relu) {
    return String.format(Locale.ROOT,
        "From the last layer to the first the gradient changes by a factor of %s with σ, and of %s with ReLU.",
        text(sigmoid.ratio()), text(relu.ratio()));
  }

  /** Five layers of ten units. */
  static Exhibit fiveLayers() {
    DeepNet.Layers sigmoid = new DeepNet(10, 10, 4, 2, Activation.SIGMOID, Initializer.xavier()).probe(SAMPLES);
    DeepNet.Layers relu = new DeepNet(10, 10, 4, 2, Activation.RELU, Initializer.he()).probe(SAMPLES);
    int smallest = IntStream.range(0, sigmoid.deltas().size())
        .reduce((i, j) -> sigmoid.deltas().get(j) < sigmoid.deltas().get(i) ? j : i).orElseThrow();
    return Exhibit.of(layers(
        "Mean |∂L/∂z| in a network of five layers",
        shrinks(sigmoid, relu) + " With σ, layer " + (smallest + 1) + " has the smallest: it learns last.",
        List.of("σ", "ReLU"), List.of(sigmoid.deltas(), relu.deltas())));
  }

  /** Fifteen hidden layers of fifty units, initialised after He. */
  static Exhibit fifteenLayers() {
    DeepNet.Layers sigmoid = new DeepNet(100, 50, 15, 10, Activation.SIGMOID, Initializer.he()).probe(SAMPLES);
    DeepNet.Layers relu = new DeepNet(100, 50, 15, 10, Activation.RELU, Initializer.he()).probe(SAMPLES);
    double layers = sigmoid.deltas().size() - 1.0;
    String finding = shrinks(sigmoid, relu)
        + String.format(Locale.ROOT,
            " With σ that is a factor of %s per layer: a straight line on a logarithmic scale.",
            text(Math.pow(sigmoid.ratio(), 1 / layers)));
    return Exhibit.of(layers(
        "Mean |δ| through [100] + [50]×15 + [10], He initialisation", finding, List.of("σ", "ReLU"),
        List.of(sigmoid.deltas(), relu.deltas())));
  }

  /** Ten hidden layers with weights from N(0, 1). */
  static Exhibit unitNormal() {
    DeepNet.Layers sigmoid = new DeepNet(20, 20, 10, 5, Activation.SIGMOID, Initializer.normal(1)).probe(SAMPLES);
    DeepNet.Layers relu = new DeepNet(20, 20, 10, 5, Activation.RELU, Initializer.normal(1)).probe(SAMPLES);
    String finding = "Weights of deviation 1 are too large for 20 inputs. With σ most units are saturated, and the gradient"
        + " shrinks; with ReLU nothing saturates, so every layer enlarges signal and gradient by about √(20/2) = 3.2: its"
        + String.format(Locale.ROOT,
            " gradients are %s times those of σ at the last layer. ReLU does not vanish, it explodes, until the weights begin at",
            text(relu.weights().getLast() / sigmoid.weights().getLast()))
        + " the scale that He found.";
    return Exhibit.of(layers(
        "‖∂L/∂W‖ through ten hidden layers of 20, weights from N(0, 1)", finding, List.of("σ", "ReLU"),
        List.of(sigmoid.weights(), relu.weights())));
  }

  /** Growing depth. */
  static Exhibit depth() {
    List<List<String>> rows = new ArrayList<>();
    for (int layers : new int[] {2, 5, 10, 20, 30, 50}) {
      DeepNet.Layers sigmoid = new DeepNet(20, 30, layers - 1, 5, Activation.SIGMOID, Initializer.xavier()).probe(SAMPLES);
      DeepNet.Layers relu = new DeepNet(20, 30, layers - 1, 5, Activation.RELU, Initializer.he()).probe(SAMPLES);
      rows.add(List.of(
          String.valueOf(layers), text(Math.pow(0.25, layers - 1)), text(sigmoid.ratio()), text(relu.ratio())));
    }
    return Exhibit.of(new Exhibit.Table(
        "How much of the last layer's gradient reaches the first, by depth",
        List.of("layers", "0.25^(layers − 1)", "σ", "ReLU"), rows,
        "The bound from σ′ ≤ ¼ alone and the network fall on the same kind of curve; the weights decide how steep it is. With"
            + " ReLU and weights to suit it the gradient arrives."));
  }

  /** The fifteen layers with and without batch normalisation. */
  static Exhibit batchNormalisation() {
    DeepNet plain = new DeepNet(100, 50, 15, 10, Activation.SIGMOID, Initializer.normal(1));
    DeepNet.Layers before = plain.probe(SAMPLES);
    DeepNet.Layers after = plain.withNormalisation().probe(SAMPLES);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < before.slopes().size(); i++) {
      rows.add(List.of(
          String.valueOf(i + 1), text(before.slopes().get(i)), text(before.entropies().get(i)),
          text(before.deltas().get(i)), text(after.slopes().get(i)), text(after.entropies().get(i)),
          text(after.deltas().get(i))));
    }
    rows.add(List.of(
        "first ÷ last", "", "", text(before.deltas().getFirst() / before.deltas().get(14)), "", "",
        text(after.deltas().getFirst() / after.deltas().get(14))));
    String finding = String.format(Locale.ROOT,
            "Without normalisation the sums are large, units are sure of themselves (%s bits on average in the last"
        + " hidden layer) and their slope is %s. Normalised sums keep units undecided, at %s bits and a slope of %s of at most"
        + " 0.25: entropy and slope peak together, as A7 shows, so the gradient has a way through.",
                text(before.entropies().getLast()), text(before.slopes().getLast()), text(after.entropies().getLast()),
                text(after.slopes().getLast()));
    return Exhibit.of(new Exhibit.Table(
        "Mean slope σ′, mean entropy in bits and mean |δ| per hidden layer, without and with batch normalisation",
        List.of("layer", "slope", "entropy", "|δ|", "slope, norm", "entropy, norm", "|δ|, norm"), rows, finding));
  }
}
