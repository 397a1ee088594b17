package glassprop.nn.optim;

import java.util.Objects;

/** A rule that is its equations: another one with other constants. */
record AdjustedRule(double rate, Equations equations) implements UpdateRule {
  /** Requires equations. */
  public AdjustedRule {
    Objects.requireNonNull(equations, "update rule: expected equations, came null");
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(equations.rule()).append("[rate=").append(rate);
    for (Quantity quantity : equations.quantities()) {
      if (quantity.kind().isConstant()) {
        text.append(", ").append(quantity.name()).append("=").append(quantity.value());
      }
    }
    return text.append("]").toString();
  }
}
