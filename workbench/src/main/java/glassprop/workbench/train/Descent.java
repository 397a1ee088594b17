package glassprop.workbench.train;

import glassprop.nn.optim.Clipping;
import glassprop.nn.optim.NamedRule;
import glassprop.nn.optim.NamedSchedule;
import glassprop.nn.optim.Optimization;
import glassprop.nn.optim.Quantity;
import glassprop.nn.optim.UpdateRule;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What was asked for of the optimizer.
 *
 * @param constants of the rule that were given, by name
 * @param rate empty where it is left to the data
 * @param clip the largest norm of the gradients
 * @param warmUp how many steps the rate rises
 */
public record Descent(NamedRule rule, Map<String, Double> constants, OptionalDouble rate, OptionalDouble clip, NamedSchedule schedule, int warmUp) {
  private static final double SMALL_RATE = 0.005;
  private static final Set<NamedRule> QUICK = EnumSet.of(NamedRule.ADAM, NamedRule.ADAMW); // with small tables
  private static final List<String> TOLD = List.of("momentum", "weight decay");

  /** What is taken where nothing is asked for: Adam, with its usual constants. */
  public static final Descent USUAL = new Descent(NamedRule.ADAM, Map.of(), OptionalDouble.empty(), OptionalDouble.empty(), NamedSchedule.CONSTANT, 0);

  /** Copies the map, and requires that the rule has these constants. */
  public Descent {
    constants = Map.copyOf(constants);
    rule.rule(rate.orElse(rule.usualRate()), constants);
  }

  /** What the optimizer does in a training of so many steps. */
  Optimization optimization(boolean wide, int steps) {
    double chosen = rate.orElse(!wide && QUICK.contains(rule) ? SMALL_RATE : rule.usualRate());
    return Optimization.by(rule.rule(chosen, constants))
        .schedule(schedule.schedule(steps, warmUp))
        .clipping(clip.isPresent() ? Clipping.byNorm(clip.getAsDouble()) : Clipping.none());
  }

  /** An optimizer of this choice in words. */
  String describe(UpdateRule made) {
    StringBuilder words = new StringBuilder(rule == NamedRule.SGD ? "gradient descent" : rule == NamedRule.NESTEROV ? "Nesterov's gradient descent" : made.equations().rule());
    words.append(", learning rate ").append(made.rate());
    for (Quantity quantity : made.equations().quantities()) {
      if (TOLD.contains(quantity.name()) && (quantity.value() != 0 || constants.containsKey(quantity.name()))) {
        words.append(", ").append(quantity.name()).append(' ').append(quantity.value());
      }
    }
    if (schedule != NamedSchedule.CONSTANT) {
      words.append(", schedule ").append(schedule.label());
    }
    if (warmUp > 0) {
      words.append(", ").append(warmUp).append(warmUp == 1 ? " step" : " steps").append(" of warm-up");
    }
    clip.ifPresent(most -> words.append(", gradients of norm ").append(most).append(" at most"));
    return words.toString();
  }
}
