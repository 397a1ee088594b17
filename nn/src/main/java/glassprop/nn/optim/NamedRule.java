package glassprop.nn.optim;

import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;

/** The update rules by the names under which they are asked for, with their usual constants. */
public enum NamedRule {
  /** Adam. */
  ADAM(0.001, Adam::new),
  /** Adam with weight decay. */
  ADAMW(0.001, AdamW::new),
  /** Gradient descent with momentum. */
  SGD(0.05, rate -> new Sgd(rate, 0.9)),
  /** Gradient descent that looks ahead along its momentum. */
  NESTEROV(0.05, rate -> new Sgd(rate, 0.9, true, 0)),
  /** RMSProp. */
  RMSPROP(0.001, RmsProp::new),
  /** AdaGrad. */
  ADAGRAD(0.01, AdaGrad::new),
  /** AdaDelta. */
  ADADELTA(1, AdaDelta::new);

  private final double usualRate;
  private final DoubleFunction<UpdateRule> maker;

  NamedRule(double usualRate, DoubleFunction<UpdateRule> maker) {
    this.usualRate = usualRate;
    this.maker = maker;
  }

  /** The name, as in "adam". */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A learning rate to begin with. */
  public double usualRate() {
    return usualRate;
  }

  /**
   * The rule with a rate, and with other values of some of its constants.
   *
   * @param constants by name: "momentum", "weight decay"
   * @throws IllegalArgumentException if it has no such constant, or the constant may not have the value
   */
  public UpdateRule rule(double rate, Map<String, Double> constants) {
    UpdateRule rule = maker.apply(rate);
    for (Map.Entry<String, Double> constant : constants.entrySet()) {
      rule = rule.with(constant.getKey(), constant.getValue());
    }
    return rule;
  }
}
