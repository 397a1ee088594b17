package glassprop.parity.command;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Ink;
import glassprop.cli.terminal.Screen;
import glassprop.cli.terminal.Sheet;
import glassprop.parity.oracle.Oracle;
import glassprop.parity.suite.Outcome;
import glassprop.parity.suite.Summary;
import glassprop.text.Figures;
import glassprop.text.Visible;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An expression's gradients beside those of the oracles and of finite differences, for people and as JSON. */
final class ExpressionReport {
  private static final int MOST_ELEMENTS = 6;
  private static final int MOST_NUMBERS = 4;
  private static final MathContext NUMERIC_DIGITS = new MathContext(11);
  private static final String NUMERIC = "finite differences";

  private final Comparison comparison;

  ExpressionReport(Comparison comparison) {
    this.comparison = comparison;
  }

  /** One system's gradient. */
  private record Column(String title, NdArray gradient) {}

  void print(Console console) {
    Screen screen = console.outScreen();
    Sheet sheet = new Sheet(console.out(), screen);
    String name = comparison.result().isEmpty() ? "" : Visible.escaped(comparison.result()) + " = ";
    sheet.section("Value", name + text(comparison.value()));
    if (comparison.value().size() != 1) {
      sheet.more(Ink.DIM, "the gradients are those of the sum of its " + Figures.count(comparison.value().size(), "element"));
    }
    sheet.block("Gradients", rows());
    verdict(sheet, screen);
  }

  private List<Column> columns(int index) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("Glassprop", comparison.ours().gradients().get(index)));
    comparison.theirs()
        .forEach((oracle, answer) ->
            columns.add(new Column(oracle.title() + " " + oracle.version(), answer.gradients().get(index))));
    columns.add(new Column(NUMERIC, comparison.numeric().get(index)));
    return columns;
  }

  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    int width =
        comparison.names().stream().mapToInt(name -> symbol(name).length()).max().orElse(0) + 2;
    for (int i = 0; i < comparison.names().size(); i++) {
      rows.addAll(rows(comparison.names().get(i), columns(i), width));
    }
    return rows;
  }

  private List<String> rows(String name, List<Column> columns, int width) {
    List<String> rows = new ArrayList<>();
    int size = columns.getFirst().gradient().size();
    for (int element = 0; element < Math.min(size, MOST_ELEMENTS); element++) {
      double ours = columns.getFirst().gradient().toDoubles()[element];
      for (int i = 0; i < columns.size(); i++) {
        Column column = columns.get(i);
        boolean first = i == 0;
        double number = column.gradient().toDoubles()[element];
        String shown = column.title().equals(NUMERIC) ? number(rounded(number)) : number(number);
        String symbol = first ? symbol(name) + index(column.gradient(), element) : "";
        rows.add(
            String.format(Locale.ROOT, "%-" + width + "s%-18s  %-22s  %s", symbol, column.title(), shown, first ? "" : error(ours, number)));
      }
    }
    if (size > MOST_ELEMENTS) {
      rows.add("… " + Figures.count(size - MOST_ELEMENTS, "element") + " more of " + symbol(name));
    }
    return rows;
  }

  private String symbol(String name) {
    return "∂" + Visible.escaped(comparison.result()) + "/∂" + Visible.escaped(name);
  }

  private static String index(NdArray gradient, int element) {
    return gradient.shape().rank() == 0 ? "" : gradient.shape().indexOf(element).toString();
  }

  /** As many digits as finite differences have. */
  private static double rounded(double x) {
    return Double.isFinite(x) ? new BigDecimal(x).round(NUMERIC_DIGITS).doubleValue() : x;
  }

  private static String error(double ours, double theirs) {
    boolean equal = ours == theirs || (Double.isNaN(ours) && Double.isNaN(theirs));
    double error = equal ? 0 : Math.abs(ours - theirs) / Math.max(Math.abs(ours), Math.abs(theirs));
    return figure(error);
  }

  private static String figure(double error) {
    return error == 0 ? "0" : String.format(Locale.ROOT, "%.1e", error);
  }

  private void verdict(Sheet sheet, Screen screen) {
    Summary summary = comparison.summary();
    List<Outcome> failures = summary.failures();
    comparison.refusals().values().forEach(said -> sheet.section("Refused", Visible.escaped(said)));
    if (comparison.theirs().isEmpty()) {
      sheet.block("Verdict", List.of(Ink.BAD.on(screen, "✗") + " no oracle answered"));
      return;
    }
    if (failures.isEmpty()) {
      String names =
          comparison.theirs().keySet().stream().map(Oracle::title).collect(Collectors.joining(" and "))
              + (comparison.theirs().size() == 1 ? " agrees" : " agree");
      String largest = figure(summary.maxRelativeError());
      sheet.block(
          "Verdict",
          List.of(Ink.GOOD.on(screen, "✓") + " " + names + "; largest relative difference " + largest));
      return;
    }
    String count = failures.size() + " of " + Figures.count(summary.outcomes().size(), "gradient") + " differ";
    sheet.block("Verdict", List.of(Ink.BAD.on(screen, "✗") + " " + count));
    failures.forEach(failure -> sheet.more(Ink.BAD, Visible.escaped(failure.toString())));
    sheet.more(Ink.DIM, "docs/parity.md lists where the systems differ on purpose");
  }

  private static String number(double x) {
    return Double.toString(x).replace("-", "−");
  }

  private static String text(NdArray value) {
    if (value.shape().rank() == 0) {
      return number(value.get());
    }
    String numbers = Arrays.stream(value.toDoubles()).limit(MOST_NUMBERS).mapToObj(ExpressionReport::number)
        .collect(Collectors.joining(", ", "[", value.size() > MOST_NUMBERS ? ", …]" : "]"));
    return numbers + " of shape " + value.shape();
  }

  /** On one line. Numbers that aren't finite are null. */
  String json() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("value", nested(comparison.value()));
    Map<String, @Nullable Object> gradients = new LinkedHashMap<>();
    for (int i = 0; i < comparison.names().size(); i++) {
      int index = i;
      Map<String, @Nullable Object> systems = new LinkedHashMap<>();
      systems.put("glassprop", nested(comparison.ours().gradients().get(i)));
      comparison.theirs().forEach((oracle, answer) -> systems.put(oracle.name(), nested(answer.gradients().get(index))));
      systems.put("finiteDifferences", nested(comparison.numeric().get(i)));
      gradients.put(comparison.names().get(i), systems);
    }
    all.put("gradients", gradients);
    Map<String, @Nullable Object> refused = new LinkedHashMap<>();
    comparison.refusals().forEach((oracle, said) -> refused.put(oracle.name(), said));
    all.put("refused", refused);
    all.putAll(SuiteReport.fields(comparison.summary()));
    return JsonMapper.builder().build().writeValueAsString(all);
  }

  /** A number, or lists of lists of them. */
  private static @Nullable Object nested(NdArray x) {
    if (x.shape().rank() == 0) {
      return SuiteReport.finite(x.get());
    }
    int[] sizes = x.shape().toArray();
    Shape rest = Shape.of(Arrays.copyOfRange(sizes, 1, sizes.length));
    List<@Nullable Object> parts = new ArrayList<>();
    for (int i = 0; i < sizes[0]; i++) {
      parts.add(nested(x.slice(0, i, 1, 1).reshape(rest)));
    }
    return parts;
  }
}
