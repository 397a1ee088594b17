package glassprop.nn.optim;

import static glassprop.nn.optim.Quantity.Kind.DECAY;
import static glassprop.nn.optim.Quantity.Kind.POSITIVE;
import static glassprop.op.Terms.ONE;

import glassprop.op.Term;
import glassprop.op.Term.Symbol;

/**
 * Adam (Kingma and Ba, 2015, algorithm 1): a step of about the learning rate for each number, whatever the size of its gradients.
 *
 * @param rate η
 * @param beta1 β₁, the decay of the mean of gradients
 * @param beta2 β₂, the decay of the mean of their squares
 * @param epsilon ε, above 0
 */
public record Adam(double rate, double beta1, double beta2, double epsilon) implements UpdateRule {
  /** Requires a rate from 0 on, 0 ≤ β &lt; 1, and ε above 0. */
  public Adam {
    stated(rate, beta1, beta2, epsilon);
  }

  /** With the paper's β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸. */
  public Adam(double rate) {
    this(rate, 0.9, 0.999, 1e-8);
  }

  @Override
  public Equations equations() {
    return stated(rate, beta1, beta2, epsilon);
  }

  private static Equations stated(double rate, double beta1, double beta2, double epsilon) {
    Equations.Statement rule = Equations.of("Adam", rate);
    Symbol b1 = rule.constant(DECAY, "β₁", "beta1", beta1);
    Symbol b2 = rule.constant(DECAY, "β₂", "beta2", beta2);
    Symbol eps = rule.constant(POSITIVE, "ε", "epsilon", epsilon);
    move(rule, b1, b2, eps);
    return rule.end();
  }

  /** Adam's step: of the mean of gradients over the root of the mean of their squares, both freed of their beginning at 0. */
  static void move(Equations.Statement rule, Term b1, Term b2, Term eps) {
    Symbol w = rule.parameter();
    Symbol g = rule.gradient();
    Symbol t = rule.step();
    Symbol m = rule.memory("m");
    Symbol v = rule.memory("v");
    rule.set(m, b1.times(m).plus(ONE.minus(b1).times(g)));
    rule.set(v, b2.times(v).plus(ONE.minus(b2).times(g).times(g)));
    Symbol a = rule.let("a", rule.rate().dividedBy(ONE.minus(b1.pow(t))));
    Symbol s = rule.let("s", ONE.dividedBy(ONE.minus(b2.pow(t)).sqrt()));
    rule.set(w, w.minus(a.times(m).dividedBy(v.sqrt().times(s).plus(eps))));
  }
}
