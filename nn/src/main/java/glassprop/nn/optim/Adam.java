package glassprop.nn.optim;

import glassprop.array.DType;
import java.util.List;

/**
 * Adam (Kingma and Ba, 2015, algorithm 1): m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², w ← w − η·m̂/(√v̂ + ε), with m̂ = m/(1−β₁ᵗ) and
 * v̂ = v/(1−β₂ᵗ).
 *
 * @param rate η
 * @param beta1 β₁, the decay of the mean of gradients
 * @param beta2 β₂, the decay of the mean of their squares
 * @param epsilon ε, above 0
 */
public record Adam(double rate, double beta1, double beta2, double epsilon) implements UpdateRule {
  /** Requires a positive rate and ε, and 0 ≤ β &lt; 1. */
  public Adam {
    UpdateRule.requireRate(rate);
    UpdateRule.requireDecay("beta1", beta1);
    UpdateRule.requireDecay("beta2", beta2);
    if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("epsilon " + epsilon + ": expected a finite number above 0");
    }
  }

  /** With the paper's β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸. */
  public Adam(double rate) {
    this(rate, 0.9, 0.999, 1e-8);
  }

  @Override
  public void requireFits(DType type) {
    type.requireHolds("Adam: the learning rate", rate);
    type.requireHolds("Adam: the first step's factor, the learning rate over 1 − beta1,", rate / (1 - beta1));
    UpdateRule.requireDecayFits("Adam: beta1", beta1, type);
    UpdateRule.requireDecayFits("Adam: beta2", beta2, type);
    type.requireHolds("Adam: epsilon", epsilon);
  }

  @Override
  public int memories() {
    return 2;
  }

  /** The mean of gradients over ε: a bound far above what steps are, and far below what overflows. */
  @Override
  public double reach(double bound, DType type) {
    double m = (1 - beta1) * bound * UpdateRule.accumulated(beta1, type);
    double v = (1 - beta2) * bound * bound * UpdateRule.accumulated(beta2, type);
    double numerator = rate / (1 - beta1) * m;
    return Math.max(v, numerator) < type.largest() / 4 ? numerator / epsilon : Double.POSITIVE_INFINITY;
  }

  @Override
  public void update(int step, float[] w, int at, float[] g, int gAt, int n, List<float[]> memory) {
    float[] m = memory.get(0);
    float[] v = memory.get(1);
    float decay1 = (float) beta1;
    float decay2 = (float) beta2;
    float fresh1 = (float) (1 - beta1);
    float fresh2 = (float) (1 - beta2);
    float eta = (float) (rate / (1 - Math.pow(beta1, step)));
    float scale = (float) (1 / Math.sqrt(1 - Math.pow(beta2, step)));
    float eps = (float) epsilon;
    for (int i = 0; i < n; i++) {
      float gradient = g[gAt + i];
      m[i] = decay1 * m[i] + fresh1 * gradient;
      v[i] = decay2 * v[i] + fresh2 * gradient * gradient;
      w[at + i] -= eta * m[i] / ((float) Math.sqrt(v[i]) * scale + eps);
    }
  }

  @Override
  public void update(int step, double[] w, int at, double[] g, int gAt, int n, List<double[]> memory) {
    double[] m = memory.get(0);
    double[] v = memory.get(1);
    double eta = rate / (1 - Math.pow(beta1, step));
    double scale = 1 / Math.sqrt(1 - Math.pow(beta2, step));
    for (int i = 0; i < n; i++) {
      double gradient = g[gAt + i];
      m[i] = beta1 * m[i] + (1 - beta1) * gradient;
      v[i] = beta2 * v[i] + (1 - beta2) * gradient * gradient;
      w[at + i] -= eta * m[i] / (Math.sqrt(v[i]) * scale + epsilon);
    }
  }
}
