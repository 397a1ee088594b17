package glassprop.lens.course;

import glassprop.Autodiff;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.lens.worksheet.Numerals;
import glassprop.nn.Activation;
import glassprop.nn.Initializer;
import glassprop.nn.Linear;
import glassprop.nn.loss.CrossEntropy;
import glassprop.nn.loss.Reduction;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** Experiments on how large gradients are, layer by layer. */
final class LayerGradients {
  private static final long SEED = 42;
  private static final int DIGITS = 3;

  private LayerGradients() {}

  /**
   * What came back to each layer of a classifier.
   *
   * @param sums the mean of |∂L/∂z| over a layer's sums, from the first layer
   * @param weights the norm of ∂L/∂W, from the first layer
   */
  private record Gradients(List<Double> sums, List<Double> weights) {}

  /** The gradients of a network on random samples and labels: the widths go from inputs to classes. */
  private static Gradients of(int[] widths, Activation activation, Initializer initializer, int samples) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    Tensor x = Tensor.normal(random, samples, widths[0]);
    int classes = widths[widths.length - 1];
    Tensor labels = Tensor.indices(random.longs(samples, 0, classes).toArray());
    List<Tensor> sums = new ArrayList<>();
    List<Tensor> weights = new ArrayList<>();
    Tensor a = x;
    for (int i = 1; i < widths.length; i++) {
      Linear layer = new Linear(String.valueOf(i), widths[i - 1], widths[i], initializer, DType.F64, random);
      Tensor z = layer.forward(a);
      sums.add(z);
      weights.add(layer.weight());
      a = i == widths.length - 1 ? z : activation.forward(z);
    }
    Tensor loss = new CrossEntropy(Reduction.MEAN).of(a, labels);
    List<Tensor> wanted = new ArrayList<>(sums);
    wanted.addAll(weights);
    List<Tensor> gradients = Autodiff.grad(loss, wanted);
    int layers = sums.size();
    return new Gradients(
        gradients.subList(0, layers).stream().map(g -> g.abs().mean().item()).toList(),
        gradients.subList(layers, 2 * layers).stream().map(g -> Math.sqrt(g.square().sum().item())).toList());
  }

  private static int[] widths(int inputs, int hidden, int layers, int outputs) {
    return IntStream.concat(IntStream.concat(IntStream.of(inputs), IntStream.generate(() -> hidden).limit(layers)), IntStream.of(outputs))
        .toArray();
  }

  private static Exhibit.Table table(String title, String what, List<Double> sigmoid, List<Double> relu) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < sigmoid.size(); i++) {
      rows.add(List.of(String.valueOf(i + 1), text(sigmoid.get(i)), text(relu.get(i))));
    }
    double sigmoidRatio = sigmoid.getFirst() / sigmoid.getLast();
    double reluRatio = relu.getFirst() / relu.getLast();
    rows.add(List.of("first ÷ last", text(sigmoidRatio), text(reluRatio)));
    String finding = "From the last layer to the first, %s shrinks to %s of itself with σ, and comes to %s with ReLU."
        .formatted(what, text(sigmoidRatio), text(reluRatio));
    return new Exhibit.Table(title, List.of("layer", "σ", "ReLU"), rows, finding);
  }

  private static String text(double x) {
    return Numerals.text(x, DIGITS);
  }

  /** Five layers of ten, as in the first exercise by hand. */
  static Exhibit fiveLayers() {
    int[] widths = widths(10, 10, 4, 2);
    Gradients sigmoid = of(widths, Activation.SIGMOID, Activation.SIGMOID.initializer(), 100);
    Gradients relu = of(widths, Activation.RELU, Activation.RELU.initializer(), 100);
    int smallest = IntStream.range(0, 5).reduce((i, j) -> sigmoid.sums().get(j) < sigmoid.sums().get(i) ? j : i).orElseThrow();
    Exhibit.Table table = table("Mean |∂L/∂z| in a network of five layers", "it", sigmoid.sums(), relu.sums());
    return new Exhibit(List.of(new Exhibit.Table(
        table.title(), table.columns(), table.rows(),
        table.finding() + " With σ, layer " + (smallest + 1) + " has the smallest: what it should learn, it learns last.")));
  }

}
