package glassprop.nn.loss;

import glassprop.Tensor;
import glassprop.array.ShapeException;
import java.util.Objects;

/**
 * The focal loss of many classes, −αₜ (1 − ŷₜ)^γ ln ŷₜ with ŷ = softmax(z), for each row z of logits (n, classes) and its class label t, an
 * I64 vector (n): see {@link BinaryFocal}. The mean is over the number of rows, whatever the weights. With γ = 0 and no weights it is
 * cross-entropy.
 *
 * <p>Written in the log-odds of the label against all other classes, −ln Σ exp(z − zₜ) over the others.
 *
 * @param gamma γ, the focus, 0 or more
 * @param weights α, how much each class counts
 */
public record Focal(Reduction reduction, double gamma, ClassWeights weights) implements Loss {
  private static final String NAME = "focal loss";

  /** Requires γ ≥ 0. */
  public Focal {
    Objects.requireNonNull(reduction, "focal loss: expected a reduction, came null");
    Objects.requireNonNull(weights, "focal loss: expected weights of classes, came null");
    BinaryFocal.requireGamma(gamma);
  }

  /** With γ = 2 and every class counting the same. */
  public Focal(Reduction reduction) {
    this(reduction, 2, ClassWeights.EQUAL);
  }

  @Override
  public Tensor of(Tensor logits, Tensor labels) {
    ClassLabels.requireRows(NAME, logits, labels);
    int classes = logits.shape().get(1);
    if (classes < 2) {
      throw new ShapeException(
          NAME + ": logits " + logits.shape() + " have one class, against which there is no other; use BinaryFocal for a single logit");
    }
    double[] numbers = labels.toDoubles();
    for (int row = 0; row < numbers.length; row++) {
      ClassLabels.requireWithin(NAME, numbers[row], row, classes);
    }
    Tensor chosen = logits.gather(1, labels.unsqueeze(1));
    Tensor isLabel = labels.oneHot(classes, logits.dtype()).greaterThan(0);
    Tensor others = logits.minus(chosen).maskedFill(isLabel, Double.NEGATIVE_INFINITY);
    Tensor losses = BinaryFocal.focal(others.logSumExp(1).negate(), gamma);
    return reduction.of(
        weights.areEqual() ? losses : losses.times(weights.vector(NAME, classes, logits.dtype()).indexSelect(0, labels)));
  }
}
