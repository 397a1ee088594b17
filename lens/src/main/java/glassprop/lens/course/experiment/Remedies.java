package glassprop.lens.course.experiment;

import static glassprop.lens.course.experiment.GradientFlow.text;

import glassprop.Tensor;
import glassprop.nn.Activation;
import glassprop.nn.Initializer;
import glassprop.nn.optim.Clipping;
import java.util.ArrayList;
import java.util.List;

/** Three networks that fail, each before and after its remedy. */
final class Remedies {
  private static final int SAMPLES = 50;
  private static final int STEPS = 8;

  private Remedies() {}

  static Exhibit all() {
    return Exhibit.of(residual(), normalisation(), clipping());
  }

  private static Exhibit.Table residual() {
    List<List<String>> rows = new ArrayList<>();
    double last = 0;
    for (int layers : new int[] {10, 20, 40}) {
      DeepNet plain = new DeepNet(20, 20, layers, 5, Activation.TANH, Initializer.normal(0.1));
      double before = plain.probe(SAMPLES).ratio();
      last = plain.withResidual().probe(SAMPLES).ratio();
      rows.add(List.of(String.valueOf(layers), text(before), text(last)));
    }
    return new Exhibit.Table(
        "Residual connections: the share of the gradient that reaches the first of so many tanh layers",
        List.of("hidden layers", "plain", "residual"), rows,
        "With small weights each plain layer loses most of the gradient. Around a block it passes unchanged, and what the block"
            + " does is added: after 40 layers a factor of " + text(last) + " is left.");
  }

  private static Exhibit.Table normalisation() {
    List<List<String>> rows = new ArrayList<>();
    for (double deviation : new double[] {0.1, 1, 3}) {
      DeepNet plain = new DeepNet(20, 20, 10, 5, Activation.SIGMOID, Initializer.normal(deviation));
      rows.add(List.of(
          text(deviation), text(plain.probe(SAMPLES).ratio()), text(plain.withNormalisation().probe(SAMPLES).ratio())));
    }
    return new Exhibit.Table(
        "Batch normalisation: the same share through ten σ layers, by the deviation of the weights",
        List.of("deviation", "plain", "normalised"), rows,
        "Normalised, the scale of the weights hardly matters any more: too small and too large begin alike.");
  }

  /** (w¹⁰ − 1)² from w = 2: steep like a recurrent network that multiplies by the same weight again and again. */
  private static Exhibit.Table clipping() {
    double plain = 2;
    double clipped = 2;
    List<List<String>> rows = new ArrayList<>();
    for (int step = 0; step <= STEPS; step++) {
      rows.add(List.of(
          String.valueOf(step), text(plain), text(slope(plain)), text(clipped), text(slope(clipped))));
      plain -= 0.1 * slope(plain);
      Tensor g = Tensor.scalar(slope(clipped));
      clipped -= 0.1 * Clipping.byNorm(1).of(List.of(g)).getFirst().item();
    }
    return new Exhibit.Table(
        "Clipping by the norm 1: descent on (w¹⁰ − 1)², ten equal layers of one weight, at rate 0.1",
        List.of("step", "w", "gradient", "w, clipped", "gradient"), rows,
        "One step at full length leaves the region where the gradient means anything. Clipped, the direction stays and the"
            + " length becomes bearable.");
  }

  private static double slope(double at) {
    if (!Double.isFinite(at)) {
      return Double.NaN;
    }
    Tensor w = Tensor.scalar(at).tracked();
    w.pow(10).minus(1).square().backward();
    return w.grad().item();
  }
}
