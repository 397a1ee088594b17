package glassprop.nn.optim;

import static glassprop.nn.optim.Quantity.Kind.DECAY;

import glassprop.array.DType;
import glassprop.op.Term.Symbol;

/**
 * Gradient descent with momentum (Polyak, 1964; in the form of PyTorch's SGD, whose rate scales the whole velocity).
 *
 * @param rate η
 * @param momentum μ; 0 for plain gradient descent
 */
public record Sgd(double rate, double momentum) implements UpdateRule {
  /** Requires a rate from 0 on and 0 ≤ μ &lt; 1. */
  public Sgd {
    stated(rate, momentum);
  }

  @Override
  public Equations equations() {
    return stated(rate, momentum);
  }

  private static Equations stated(double rate, double momentum) {
    Equations.Statement rule = Equations.of("SGD", rate);
    Symbol w = rule.parameter();
    Symbol mu = rule.constant(DECAY, "μ", "momentum", momentum);
    Symbol v = rule.memory("v");
    rule.set(v, mu.times(v).plus(rule.gradient()));
    rule.set(w, w.minus(rule.rate().times(v)));
    return rule.end();
  }

  @Override
  public double reach(double bound, DType type) {
    double velocity = bound * UpdateRule.accumulated(momentum, type);
    return velocity < type.largest() / 2 ? rate * velocity : Double.POSITIVE_INFINITY;
  }
}
