package glassprop.nn.optim;

import static glassprop.nn.optim.Quantity.Kind.FACTOR;
import static glassprop.nn.optim.Quantity.Kind.POSITIVE;
import static glassprop.op.Terms.ONE;

import glassprop.op.Term.Symbol;

/**
 * AdaGrad (Duchi, Hazan and Singer, 2011; in PyTorch's form): gradients over the root of the sum of their squares, so that steps become smaller.
 *
 * @param rate η
 * @param rateDecay δ, by which the rate falls with each step besides
 * @param epsilon ε, above 0
 * @param weightDecay λ, what part of the weights is added to their gradient
 */
public record AdaGrad(double rate, double rateDecay, double epsilon, double weightDecay) implements UpdateRule {
  /** Requires a rate and decays from 0 on, and ε above 0. */
  public AdaGrad {
    stated(rate, rateDecay, epsilon, weightDecay);
  }

  /** With ε = 10⁻¹⁰ and neither decay, as in PyTorch. */
  public AdaGrad(double rate) {
    this(rate, 0, 1e-10, 0);
  }

  @Override
  public Equations equations() {
    return stated(rate, rateDecay, epsilon, weightDecay);
  }

  private static Equations stated(double rate, double rateDecay, double epsilon, double weightDecay) {
    Equations.Statement rule = Equations.of("AdaGrad", rate);
    Symbol w = rule.parameter();
    Symbol g = rule.gradient();
    Symbol delta = rule.constant(FACTOR, "δ", "rate decay", rateDecay);
    Symbol eps = rule.constant(POSITIVE, "ε", "epsilon", epsilon);
    Symbol lambda = rule.constant(FACTOR, "λ", "weight decay", weightDecay);
    Symbol v = rule.memory("v");
    rule.set(g, g.plus(lambda.times(w)));
    rule.set(v, v.plus(g.times(g)));
    Symbol a = rule.let("a", rule.rate().dividedBy(ONE.plus(delta.times(rule.step().minus(1)))));
    rule.set(w, w.minus(a.times(g).dividedBy(v.sqrt().plus(eps))));
    return rule.end();
  }
}
