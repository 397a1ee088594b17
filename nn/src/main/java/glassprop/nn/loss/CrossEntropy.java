package glassprop.nn.loss;

import glassprop.Tensor;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * −ln softmax(z)ₜ for each row z of logits (n, classes) and its class label t, an I64 vector (n); the gradient is ŷ − onehot(t).
 *
 * <p>Computed without overflow, and without loss of digits where all logits of a row are large. In its full form it is, with class weights w and smoothing ε of C classes,
 * (1 − ε)·wₜ·(−ln ŷₜ) + (ε/C)·Σ w_c·(−ln ŷ_c), and the mean is over the total weight Σ wₜ, as in PyTorch. A row whose label is the ignored
 * one doesn't count: neither its loss nor its gradient, nor in the mean. If none is left, the mean is NaN (0/0) and the sum 0.
 *
 * @param smoothing ε, the share of the target that is spread evenly over all classes: Szegedy et al., Rethinking the Inception
 *     architecture, 2016
 * @param weights how much each class counts
 * @param ignored the label of rows that are left out, such as padding; it needn't be a class
 */
public record CrossEntropy(Reduction reduction, double smoothing, ClassWeights weights, OptionalLong ignored) implements Loss {
  private static final String NAME = "cross-entropy";

  /** Requires a smoothing from 0 to 1. */
  public CrossEntropy {
    Objects.requireNonNull(reduction, "cross-entropy: expected a reduction, came null");
    Objects.requireNonNull(weights, "cross-entropy: expected weights of classes, came null");
    Objects.requireNonNull(ignored, "cross-entropy: expected OptionalLong.empty() for no ignored label, came null");
    if (!(smoothing >= 0 && smoothing <= 1)) {
      throw new IllegalArgumentException("label smoothing " + smoothing + ": expected a number from 0 to 1");
    }
  }

  /** Without smoothing, weights or an ignored label. */
  public CrossEntropy(Reduction reduction) {
    this(reduction, 0, ClassWeights.EQUAL, OptionalLong.empty());
  }

  /** This loss with smoothed labels. */
  public CrossEntropy smoothing(double share) {
    return new CrossEntropy(reduction, share, weights, ignored);
  }

  /** This loss with a weight for each class. */
  public CrossEntropy weighting(double... classWeights) {
    return new CrossEntropy(reduction, smoothing, ClassWeights.of(classWeights), ignored);
  }

  /** This loss without the rows that have this label. */
  public CrossEntropy ignoring(long label) {
    return new CrossEntropy(reduction, smoothing, weights, OptionalLong.of(label));
  }

  @Override
  public Tensor of(Tensor logits, Tensor labels) {
    ClassLabels.requireRows(NAME, logits, labels);
    if (ignored.isEmpty() && isPlain()) { // the op itself requires that labels are classes
      return ofAll(logits, labels);
    }
    long[] kept = kept(labels, logits.shape().get(1));
    if (kept.length < labels.shape().get(0)) { // dropped, not multiplied by 0: a NaN in an ignored row stays there
      Tensor rows = Tensor.indices(kept);
      return ofAll(logits.indexSelect(0, rows), labels.indexSelect(0, rows));
    }
    return ofAll(logits, labels);
  }

  private boolean isPlain() {
    return smoothing == 0 && weights.areEqual();
  }

  private Tensor ofAll(Tensor logits, Tensor labels) {
    if (isPlain()) {
      return Tensor.apply(new glassprop.op.catalogue.CrossEntropy(reduction == Reduction.MEAN), logits, labels);
    }
    int classes = logits.shape().get(1);
    Tensor surprise = logits.logSoftmax(1).negate(); // not ln Σ eᶻ − z, a difference of large numbers where all logits are large
    Tensor losses = surprise.gather(1, labels.unsqueeze(1)).squeeze(1);
    Tensor weight = weights.vector(NAME, classes, logits.dtype());
    Tensor ofLabels = weight.indexSelect(0, labels);
    Tensor weighted = losses.times(ofLabels);
    if (smoothing == 0) { // not 0 times the others: a logit of −∞ would make that NaN
      return reduction.of(weighted, ofLabels.sum());
    }
    Tensor spread = surprise.times(weight).sum(1);
    return reduction.of(weighted.times(1 - smoothing).plus(spread.times(smoothing / classes)), ofLabels.sum());
  }

  /** The rows that count, whose labels must be classes. */
  private long[] kept(Tensor labels, int classes) {
    double[] numbers = labels.toDoubles();
    return IntStream.range(0, numbers.length)
        .filter(row -> ignored.isEmpty() || numbers[row] != ignored.getAsLong())
        .peek(row -> ClassLabels.requireWithin(NAME, numbers[row], row, classes))
        .asLongStream().toArray();
  }
}
