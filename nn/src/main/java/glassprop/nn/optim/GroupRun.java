package glassprop.nn.optim;

import glassprop.array.DType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The rule as it is for one group of parameters, made ready for their types. */
final class GroupRun {
  private final PreparedRule rule;
  private final double rate;
  private final boolean frozen;
  private final Map<DType, BlockLoop> loops = new EnumMap<>(DType.class);
  private final Map<DType, Bounds> bounds = new EnumMap<>(DType.class);

  GroupRun(UpdateRule rule, Group group) {
    Equations equations = rule.equations();
    for (Map.Entry<String, Double> constant : group.constants().entrySet()) {
      equations = equations.with(constant.getKey(), constant.getValue());
    }
    this.rule = new PreparedRule(equations);
    this.rate = rule.rate() * group.rateFactor();
    this.frozen = group.frozen();
  }

  /**
   * Gets ready for parameters of a type.
   *
   * @throws IllegalArgumentException if it doesn't hold a constant of the rule
   */
  void prepare(DType type) {
    if (!loops.containsKey(type)) {
      rule.requireFits(type, rate);
      loops.put(type, new BlockLoop(rule, type));
      bounds.put(type, new Bounds(rule, type, rate));
    }
  }

  PreparedRule rule() {
    return rule;
  }

  boolean isFrozen() {
    return frozen;
  }

  /** The learning rate where the schedule has a factor. */
  double rate(double factor) {
    return rate * factor;
  }

  BlockLoop loop(DType type) {
    return Objects.requireNonNull(loops.get(type), "a loop for each type");
  }

  /** The bounds for a type, for this rate at least. */
  Bounds bounds(DType type, double learningRate) {
    Bounds known = Objects.requireNonNull(bounds.get(type), "bounds for each type");
    if (known.holdFor(learningRate)) {
      return known;
    }
    Bounds wider = known.upTo(2 * learningRate);
    bounds.put(type, wider);
    return wider;
  }
}
