package glassprop.nn.train;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.nn.score.QuantityScores;

/** How good predictions are, in terms people use; higher is better. */
public enum Metric {
  /** The share of examples whose largest logit is that of their class. */
  ACCURACY("accuracy") {
    @Override
    public double of(Tensor prediction, Tensor target) {
      return prediction.argmax(1).equalTo(target).to(DType.F64).mean().item();
    }
  },
  /** R², the share of the targets' variance that is explained, as {@link QuantityScores} states it. */
  R2("r2") {
    @Override
    public double of(Tensor prediction, Tensor target) {
      return QuantityScores.of(prediction.toDoubles(), target.toDoubles()).r2();
    }
  };

  private final String label;

  Metric(String label) {
    this.label = label;
  }

  /** The name in records and on the terminal. */
  public String label() {
    return label;
  }

  /**
   * The metric of a set of examples.
   *
   * @param prediction logits (n, classes), or values (n, 1)
   * @param target class labels (n), or values (n, 1)
   */
  public abstract double of(Tensor prediction, Tensor target);
}
