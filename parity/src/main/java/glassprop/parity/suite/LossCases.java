package glassprop.parity.suite;

import glassprop.Tensor;
import glassprop.nn.loss.BinaryCrossEntropy;
import glassprop.nn.loss.BinaryFocal;
import glassprop.nn.loss.ClassWeights;
import glassprop.nn.loss.CrossEntropy;
import glassprop.nn.loss.Focal;
import glassprop.nn.loss.GaussianNll;
import glassprop.nn.loss.InfoNce;
import glassprop.nn.loss.KullbackLeibler;
import glassprop.nn.loss.Loss;
import glassprop.nn.loss.MeanSquaredError;
import glassprop.nn.loss.Reduction;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Losses, each with every reduction and off its defaults too. */
final class LossCases {
  private static final int CLASSES = 4;

  private LossCases() {}

  static List<ComponentRow> rows() {
    List<ComponentRow> rows = new ArrayList<>();
    for (Reduction reduction : Reduction.values()) {
      for (int batch : new int[] {1, 6}) {
        rows.addAll(ofNumbers(reduction, batch));
        rows.addAll(ofClasses(reduction, batch));
        rows.addAll(ofDistributions(reduction, batch));
      }
      rows.addAll(ofLargeLogits(reduction));
    }
    return rows;
  }

  private static RandomGenerator random() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(23);
  }

  private static List<ComponentRow> ofNumbers(Reduction reduction, int batch) {
    Tensor prediction = Tensor.normal(random(), batch, CLASSES);
    Tensor shares = Tensor.uniform(random(), 0, 1, batch, CLASSES);
    Tensor hard = Tensor.of(shares.greaterThan(0.5).to(prediction.dtype()).array());
    return List.of(
        ComponentRow.loss("mean squared error", new MeanSquaredError(reduction), prediction, shares),
        ComponentRow.loss("binary cross-entropy", new BinaryCrossEntropy(reduction), prediction, shares),
        ComponentRow.loss("binary focal", new BinaryFocal(reduction), prediction, hard),
        ComponentRow.loss("binary focal", new BinaryFocal(reduction, 0.5, OptionalDouble.empty()), prediction, hard),
        ComponentRow.loss("binary focal", new BinaryFocal(reduction, 0, OptionalDouble.of(0.75)), prediction, hard));
  }

  /** The label 1, which the second row has, is ignored where one is. */
  private static List<ComponentRow> ofClasses(Reduction reduction, int batch) {
    Tensor logits = Tensor.normal(random(), batch, CLASSES);
    long[] classes = random().longs(batch, 0, CLASSES).toArray();
    long[] withPadding = classes.clone();
    for (int row = 1; row < batch; row += 2) {
      withPadding[row] = -7;
    }
    Tensor labels = Tensor.indices(classes);
    Tensor padded = Tensor.indices(withPadding);
    CrossEntropy plain = new CrossEntropy(reduction);
    double[] weights = {0.5, 2, 1, 0.25};
    List<Loss> all =
        List.of(
            plain, plain.smoothing(0.1), plain.smoothing(1), plain.weighting(weights), plain.smoothing(0.2).weighting(weights));
    List<ComponentRow> rows = new ArrayList<>();
    all.forEach(loss -> rows.add(ComponentRow.loss("cross-entropy", loss, logits, labels)));
    rows.add(ComponentRow.loss("cross-entropy", plain.ignoring(-7), logits, padded));
    rows.add(ComponentRow.loss("cross-entropy", plain.ignoring(-7).smoothing(0.2).weighting(weights), logits, padded));
    rows.add(ComponentRow.loss("focal", new Focal(reduction), logits, labels));
    rows.add(ComponentRow.loss("focal", new Focal(reduction, 0.5, ClassWeights.of(weights)), logits, labels));
    return rows;
  }

  private static List<ComponentRow> ofDistributions(Reduction reduction, int batch) {
    Tensor q = Tensor.of(Tensor.normal(random(), batch, CLASSES).logSoftmax(1).array());
    Tensor p = Tensor.of(Tensor.uniform(random(), -2, 2, batch, CLASSES).softmax(1).array());
    Tensor means = Tensor.normal(random(), batch, CLASSES);
    Tensor targets = Tensor.uniform(random(), -1, 1, batch, CLASSES / 2);
    Tensor keys = Tensor.uniform(random(), -1, 1, batch, CLASSES);
    return List.of(
        ComponentRow.ofBoth("KL divergence", new KullbackLeibler(reduction), q, p),
        ComponentRow.ofBoth("KL divergence", new KullbackLeibler(reduction, true), q, Tensor.of(p.log().array())),
        ComponentRow.ofBoth("Gaussian NLL", new GaussianNll(reduction), means, targets),
        ComponentRow.ofBoth("Gaussian NLL", new GaussianNll(reduction, true, 1e-3), means, targets),
        ComponentRow.ofBoth("InfoNCE", new InfoNce(reduction, 0.1, false), means, keys),
        ComponentRow.ofBoth("InfoNCE", new InfoNce(reduction, 0.5, true), means, keys));
  }

  private static List<ComponentRow> ofLargeLogits(Reduction reduction) {
    Tensor large = Tensor.of(new double[][] {{1e9, -1e9, 0, 40}});
    Tensor wrong = Tensor.of(new double[][] {{0, 1, 0.5, 0}});
    Tensor hard = Tensor.of(new double[][] {{0, 1, 1, 0}});
    return List.of(
        ComponentRow.loss("binary cross-entropy of large logits", new BinaryCrossEntropy(reduction), large, wrong),
        ComponentRow.loss("binary focal of large logits", new BinaryFocal(reduction), large, hard),
        ComponentRow.loss("cross-entropy of large logits", new CrossEntropy(reduction), large, Tensor.indices(1)),
        ComponentRow.loss("focal of large logits", new Focal(reduction), large, Tensor.indices(1)));
  }
}
