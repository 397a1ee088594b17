package glassprop.nn.optim;

import static glassprop.nn.optim.Quantity.Kind.DECAY;
import static glassprop.nn.optim.Quantity.Kind.FACTOR;
import static glassprop.nn.optim.Quantity.Kind.POSITIVE;
import static glassprop.op.Terms.ONE;

import glassprop.op.Term.Symbol;

/**
 * RMSProp (Hinton, lecture 6e of Neural networks for machine learning, 2012; in PyTorch's form): gradients over the root of the mean of their squares.
 *
 * @param rate η
 * @param decay α, of the mean of squares
 * @param epsilon ε, above 0
 * @param momentum μ
 * @param weightDecay λ, what part of the weights is added to their gradient
 */
public record RmsProp(double rate, double decay, double epsilon, double momentum, double weightDecay) implements UpdateRule {
  /** Requires a rate and a weight decay from 0 on, 0 ≤ α, μ &lt; 1, and ε above 0. */
  public RmsProp {
    stated(rate, decay, epsilon, momentum, weightDecay);
  }

  /** With α = 0.99, ε = 10⁻⁸ and neither momentum nor weight decay, as in PyTorch. */
  public RmsProp(double rate) {
    this(rate, 0.99, 1e-8, 0, 0);
  }

  @Override
  public Equations equations() {
    return stated(rate, decay, epsilon, momentum, weightDecay);
  }

  private static Equations stated(double rate, double decay, double epsilon, double momentum, double weightDecay) {
    Equations.Statement rule = Equations.of("RMSProp", rate);
    Symbol w = rule.parameter();
    Symbol g = rule.gradient();
    Symbol alpha = rule.constant(DECAY, "α", "decay", decay);
    Symbol eps = rule.constant(POSITIVE, "ε", "epsilon", epsilon);
    Symbol mu = rule.constant(DECAY, "μ", "momentum", momentum);
    Symbol lambda = rule.constant(FACTOR, "λ", "weight decay", weightDecay);
    Symbol v = rule.memory("v");
    Symbol b = rule.memory("b");
    rule.set(g, g.plus(lambda.times(w)));
    rule.set(v, alpha.times(v).plus(ONE.minus(alpha).times(g).times(g)));
    rule.set(b, mu.times(b).plus(g.dividedBy(v.sqrt().plus(eps))));
    rule.set(w, w.minus(rule.rate().times(b)));
    return rule.end();
  }
}
