package glassprop.nn.optim;

import static glassprop.nn.optim.Quantity.Kind.DECAY;
import static glassprop.nn.optim.Quantity.Kind.POSITIVE;
import static glassprop.op.Terms.ONE;

import glassprop.op.Term.Symbol;

/**
 * AdaDelta (Zeiler, 2012, algorithm 1): gradients in units of earlier steps, so that a rate of 1 fits whatever the scale of the loss.
 *
 * @param rate η, which the paper doesn't have
 * @param decay ρ, of the means of squares
 * @param epsilon ε, above 0: the first steps are about √ε
 */
public record AdaDelta(double rate, double decay, double epsilon) implements UpdateRule {
  /** Requires a rate from 0 on, 0 ≤ ρ &lt; 1, and ε above 0. */
  public AdaDelta {
    stated(rate, decay, epsilon);
  }

  /** With ρ = 0.9 and ε = 10⁻⁶, as in PyTorch. */
  public AdaDelta(double rate) {
    this(rate, 0.9, 1e-6);
  }

  @Override
  public Equations equations() {
    return stated(rate, decay, epsilon);
  }

  private static Equations stated(double rate, double decay, double epsilon) {
    Equations.Statement rule = Equations.of("AdaDelta", rate);
    Symbol w = rule.parameter();
    Symbol g = rule.gradient();
    Symbol rho = rule.constant(DECAY, "ρ", "decay", decay);
    Symbol eps = rule.constant(POSITIVE, "ε", "epsilon", epsilon);
    Symbol v = rule.memory("v");
    Symbol u = rule.memory("u");
    rule.set(v, rho.times(v).plus(ONE.minus(rho).times(g).times(g)));
    Symbol d = rule.let("d", u.plus(eps).sqrt().dividedBy(v.plus(eps).sqrt()).times(g));
    rule.set(u, rho.times(u).plus(ONE.minus(rho).times(d).times(d)));
    rule.set(w, w.minus(rule.rate().times(d)));
    return rule.end();
  }
}
