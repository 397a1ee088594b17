package glassprop.cli;

import glassprop.cli.terminal.Failure;
import glassprop.lens.typeset.Numerals;
import glassprop.nn.optim.Equations;
import glassprop.nn.optim.NamedRule;
import glassprop.nn.optim.Quantity;
import glassprop.nn.optim.UpdateRule;
import glassprop.nn.optim.WorkedStep;
import glassprop.text.Visible;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** How an update rule comes about: its quantities and equations, and with values a step in numbers. */
final class RuleReport {
  private RuleReport() {}

  /**
   * The lines.
   *
   * @param name of the rule
   * @param at values as they were given: {@code w=1, g=0.5}
   */
  static List<String> lines(String name, List<String> at, Numerals numerals) {
    String chosen = Choice.of("optimizer", name, Stream.of(NamedRule.values()).map(NamedRule::label).toList(), Failure::ofInput);
    NamedRule named = Stream.of(NamedRule.values()).filter(candidate -> candidate.label().equals(chosen)).findFirst().orElseThrow();
    UpdateRule rule = named.rule(named.usualRate(), Map.of());
    Map<String, Double> values = values(at);
    try {
      return values.isEmpty() ? symbols(chosen, rule.equations(), numerals) : numbers(WorkedStep.of(rule, values), numerals);
    } catch (IllegalArgumentException e) {
      throw Failure.ofInput("--at: " + Visible.escaped(String.valueOf(e.getMessage())));
    }
  }

  private static Map<String, Double> values(List<String> at) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String part : String.join(",", at).split(",", -1)) {
      String[] sides = part.strip().split("\\s*=\\s*", -1);
      if (part.isBlank()) {
        continue;
      }
      if (sides.length != 2 || !sides[1].matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
        throw Failure.ofInput("--at: expected a name and a number, as in w=1, g=0.5, t=3; found '" + Visible.escaped(part.strip()) + "'");
      }
      String quantity = sides[0].equals("lr") ? "learning rate" : sides[0].replaceAll("[_-]", " ");
      if (values.put(quantity, Double.valueOf(sides[1])) != null) {
        throw Failure.ofInput("--at: " + Visible.escaped(sides[0]) + " has two values");
      }
    }
    return values;
  }

  private static List<String> symbols(String name, Equations equations, Numerals numerals) {
    List<String> lines = new ArrayList<>(quantities(equations, equations.quantities().stream().map(RuleReport::beginning).toList(), numerals));
    lines.add("");
    lines.addAll(equations.lines());
    lines.add("");
    lines.add("With numbers: glassprop explain --optimizer " + name + " --at \"w=1, g=0.5\"");
    return lines;
  }

  private static List<String> numbers(WorkedStep step, Numerals numerals) {
    List<String> lines = new ArrayList<>(quantities(step.equations(), step.given(), numerals));
    lines.add("");
    step.lines().forEach(line -> lines.add(step.text(line, numerals::text)));
    return lines;
  }

  private static double beginning(Quantity quantity) {
    return switch (quantity.kind()) {
      case PARAMETER, GRADIENT -> Double.NaN;
      case STEP -> 1;
      case RATE, DECAY, POSITIVE, FACTOR -> quantity.value();
      case MEMORY, AUXILIARY -> 0;
    };
  }

  private static List<String> quantities(Equations equations, List<Double> values, Numerals numerals) {
    List<String> lines = new ArrayList<>();
    for (int slot = 0; slot < values.size(); slot++) {
      Quantity quantity = equations.quantities().get(slot);
      String what = switch (quantity.kind()) {
        case PARAMETER -> "a number of the parameter";
        case GRADIENT -> "its gradient";
        case STEP -> "the step, counted from 1";
        case RATE, DECAY, POSITIVE, FACTOR -> quantity.name();
        case MEMORY -> "remembered from step to step";
        case AUXILIARY -> "";
      };
      if (!what.isEmpty()) {
        double value = values.get(slot);
        lines.add(String.format(Locale.ROOT, "%-3s %-28s %s", quantity.symbol(), what, Double.isNaN(value) ? "" : numerals.text(value)).stripTrailing());
      }
    }
    return lines;
  }
}
