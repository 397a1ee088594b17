package glassprop.nn.optim;

/**
 * How one parameter changes along its gradient: a value that states its {@link Equations}. They are all there is to say: the {@link Optimizer} runs them over
 * parameters of either type, and keeps what they remember between steps.
 */
public interface UpdateRule {

  /** η, the learning rate, from 0 on. */
  double rate();

  /** What the rule says. */
  Equations equations();

  /**
   * This rule with another value of a constant.
   *
   * @param constant by name: "beta1", "weight decay"
   * @throws IllegalArgumentException if it has no such constant, naming those it has, or the constant may not have the value
   */
  default UpdateRule with(String constant, double value) {
    return new AdjustedRule(rate(), equations().with(constant, value));
  }
}
