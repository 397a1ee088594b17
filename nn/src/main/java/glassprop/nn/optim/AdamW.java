package glassprop.nn.optim;

import static glassprop.nn.optim.Quantity.Kind.DECAY;
import static glassprop.nn.optim.Quantity.Kind.FACTOR;
import static glassprop.nn.optim.Quantity.Kind.POSITIVE;
import static glassprop.op.Terms.ONE;

import glassprop.op.Term.Symbol;

/**
 * Adam with weights that decay by themselves, and not through their gradients (Loshchilov and Hutter, Decoupled weight decay regularization, 2019; as in PyTorch, the decay
 * follows the learning rate).
 *
 * @param rate η
 * @param beta1 β₁, the decay of the mean of gradients
 * @param beta2 β₂, the decay of the mean of their squares
 * @param epsilon ε, above 0
 * @param weightDecay λ, what part of a weight is taken away in a step of rate 1
 */
public record AdamW(double rate, double beta1, double beta2, double epsilon, double weightDecay) implements UpdateRule {
  /** Requires a rate and a weight decay from 0 on, 0 ≤ β &lt; 1, and ε above 0. */
  public AdamW {
    stated(rate, beta1, beta2, epsilon, weightDecay);
  }

  /** With β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸ and λ = 0.01, as in PyTorch. */
  public AdamW(double rate) {
    this(rate, 0.9, 0.999, 1e-8, 0.01);
  }

  @Override
  public Equations equations() {
    return stated(rate, beta1, beta2, epsilon, weightDecay);
  }

  private static Equations stated(double rate, double beta1, double beta2, double epsilon, double weightDecay) {
    Equations.Statement rule = Equations.of("AdamW", rate);
    Symbol w = rule.parameter();
    Symbol b1 = rule.constant(DECAY, "β₁", "beta1", beta1);
    Symbol b2 = rule.constant(DECAY, "β₂", "beta2", beta2);
    Symbol eps = rule.constant(POSITIVE, "ε", "epsilon", epsilon);
    Symbol lambda = rule.constant(FACTOR, "λ", "weight decay", weightDecay);
    rule.set(w, w.times(ONE.minus(rule.rate().times(lambda))));
    Adam.move(rule, b1, b2, eps);
    return rule.end();
  }
}
