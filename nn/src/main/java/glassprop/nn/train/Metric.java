package glassprop.nn.train;

import glassprop.Tensor;
import glassprop.array.DType;

/** How good predictions are, in terms people use; higher is better. */
public enum Metric {
  /** The share of examples whose largest logit is that of their class. */
  ACCURACY("accuracy") {
    @Override
    public double of(Tensor prediction, Tensor target) {
      return prediction.argmax(1).equalTo(target).to(DType.F64).mean().item();
    }
  },
  /** R², the share of the targets' variance that is explained: 1 − Σ(y − ŷ)²/Σ(y − ȳ)². */
  R2("r2") {
    @Override
    public double of(Tensor prediction, Tensor target) {
      Tensor y = target.to(DType.F64);
      double residual = prediction.to(DType.F64).minus(y).square().sum().item();
      double total = y.minus(y.mean()).square().sum().item();
      return 1 - residual / total;
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
