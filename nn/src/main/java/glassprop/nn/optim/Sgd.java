package glassprop.nn.optim;

import static glassprop.nn.optim.Quantity.Kind.DECAY;
import static glassprop.nn.optim.Quantity.Kind.FACTOR;

import glassprop.op.Term;
import glassprop.op.Term.Symbol;

/**
 * Gradient descent with momentum (Polyak, 1964; in the form of PyTorch's SGD, whose rate scales the whole velocity).
 *
 * @param rate η
 * @param momentum μ; 0 for plain gradient descent
 * @param nesterov whether the step looks ahead along the velocity (Nesterov, 1983; Sutskever et al., 2013)
 * @param weightDecay λ, what part of the weights is added to their gradient
 */
public record Sgd(double rate, double momentum, boolean nesterov, double weightDecay) implements UpdateRule {
  /** Requires a rate and a weight decay from 0 on, and 0 ≤ μ &lt; 1. */
  public Sgd {
    stated(rate, momentum, nesterov, weightDecay);
  }

  /** Without looking ahead, and without decay. */
  public Sgd(double rate, double momentum) {
    this(rate, momentum, false, 0);
  }

  @Override
  public Equations equations() {
    return stated(rate, momentum, nesterov, weightDecay);
  }

  private static Equations stated(double rate, double momentum, boolean nesterov, double weightDecay) {
    Equations.Statement rule = Equations.of("SGD", rate);
    Symbol w = rule.parameter();
    Symbol g = rule.gradient();
    Symbol mu = rule.constant(DECAY, "μ", "momentum", momentum);
    Symbol lambda = rule.constant(FACTOR, "λ", "weight decay", weightDecay);
    Symbol v = rule.memory("v");
    rule.set(g, g.plus(lambda.times(w)));
    rule.set(v, mu.times(v).plus(g));
    Term direction = nesterov ? g.plus(mu.times(v)) : v;
    rule.set(w, w.minus(rule.rate().times(direction)));
    return rule.end();
  }
}
