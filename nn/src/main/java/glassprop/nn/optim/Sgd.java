package glassprop.nn.optim;

import glassprop.array.DType;
import glassprop.kernel.Kernels;
import java.util.List;

/**
 * Gradient descent with momentum: v ← μv + g, w ← w − ηv (Polyak, 1964; in the form of PyTorch's SGD, whose rate scales the
 * whole velocity).
 *
 * @param rate η
 * @param momentum μ; 0 for plain gradient descent
 */
public record Sgd(double rate, double momentum) implements UpdateRule {
  /** Requires a positive rate and 0 ≤ μ &lt; 1. */
  public Sgd {
    UpdateRule.requireRate(rate);
    UpdateRule.requireDecay("momentum", momentum);
  }

  @Override
  public void requireFits(DType type) {
    type.requireHolds("SGD: the learning rate", rate);
    UpdateRule.requireDecayFits("SGD: momentum", momentum, type);
  }

  @Override
  public int memories() {
    return momentum == 0 ? 0 : 1;
  }

  @Override
  public double reach(double bound, DType type) {
    double velocity = bound * UpdateRule.accumulated(momentum, type);
    return velocity < type.largest() / 2 ? rate * velocity : Double.POSITIVE_INFINITY;
  }

  @Override
  public void update(int step, float[] w, int at, float[] g, int gAt, int n, List<float[]> memory) {
    float eta = (float) rate;
    if (memory.isEmpty()) {
      Kernels.best().floats().addScaled(-eta, g, gAt, w, at, n);
      return;
    }
    float mu = (float) momentum;
    float[] v = memory.getFirst();
    for (int i = 0; i < n; i++) {
      v[i] = mu * v[i] + g[gAt + i];
      w[at + i] -= eta * v[i];
    }
  }

  @Override
  public void update(int step, double[] w, int at, double[] g, int gAt, int n, List<double[]> memory) {
    if (memory.isEmpty()) {
      Kernels.best().doubles().addScaled(-rate, g, gAt, w, at, n);
      return;
    }
    double[] v = memory.getFirst();
    for (int i = 0; i < n; i++) {
      v[i] = momentum * v[i] + g[gAt + i];
      w[at + i] -= rate * v[i];
    }
  }
}
