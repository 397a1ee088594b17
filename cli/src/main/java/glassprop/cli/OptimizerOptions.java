package glassprop.cli;

import glassprop.nn.optim.NamedRule;
import glassprop.nn.optim.NamedSchedule;
import glassprop.workbench.train.Descent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a network is optimised. */
final class OptimizerOptions {
  @Option(names = "--optimizer", paramLabel = "NAME",
      description = "adam, adamw, sgd, nesterov, rmsprop, adagrad or adadelta; explain --optimizer tells what they do. Default: ${DEFAULT-VALUE}.")
  private String optimizer = "adam";

  @Option(names = "--momentum", paramLabel = "X",
      description = "Of sgd, nesterov and rmsprop, from 0 to below 1. Default: 0.9, and 0 for rmsprop.")
  private @Nullable Double momentum;

  @Option(names = "--weight-decay", paramLabel = "X",
      description = "How much weights decay; not with adam and adadelta. Default: 0, and 0.01 for adamw.")
  private @Nullable Double weightDecay;

  @Option(names = "--lr", paramLabel = "X", description = "The learning rate.")
  private @Nullable Double rate;

  @Option(names = "--schedule", paramLabel = "NAME",
      description = "How the learning rate goes on over all steps: constant, cosine, linear or one-cycle. Default: ${DEFAULT-VALUE}.")
  private String schedule = "constant";

  @Option(names = "--warmup", paramLabel = "N", description = "Steps at the start in which the learning rate rises. Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(names = "--clip", paramLabel = "X", description = "The largest norm of all gradients together; longer ones are shortened.")
  private @Nullable Double clip;

  /** What was asked for. */
  Descent descent(Function<String, RuntimeException> wrong) {
    String name = Choice.of("optimizer", optimizer, Stream.of(NamedRule.values()).map(NamedRule::label).toList(), wrong);
    NamedRule rule = Stream.of(NamedRule.values()).filter(candidate -> candidate.label().equals(name)).findFirst().orElseThrow();
    String course = Choice.of("schedule", schedule, Stream.of(NamedSchedule.values()).map(NamedSchedule::label).toList(), wrong);
    NamedSchedule chosen = Stream.of(NamedSchedule.values()).filter(candidate -> candidate.label().equals(course)).findFirst().orElseThrow();
    Map<String, Double> constants = new LinkedHashMap<>();
    constant("momentum", momentum, rule, constants, wrong);
    constant("weight decay", weightDecay, rule, constants, wrong);
    if (warmUp < 0) {
      throw wrong.apply("--warmup " + warmUp + ": expected a whole number, 0 or more");
    }
    return new Descent(rule, constants, positive("--lr", rate, wrong), positive("--clip", clip, wrong), chosen, warmUp);
  }

  private static void constant(String name, @Nullable Double value, NamedRule rule, Map<String, Double> constants, Function<String, RuntimeException> wrong) {
    if (value == null) {
      return;
    }
    try {
      rule.rule(rule.usualRate(), Map.of(name, value));
    } catch (IllegalArgumentException e) {
      throw wrong.apply("--" + name.replace(' ', '-') + " " + value + ": " + e.getMessage());
    }
    constants.put(name, value);
  }

  private static OptionalDouble positive(String option, @Nullable Double value, Function<String, RuntimeException> wrong) {
    if (value == null) {
      return OptionalDouble.empty();
    }
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw wrong.apply(option + " " + value + ": expected a finite number above 0");
    }
    return OptionalDouble.of(value);
  }
}
