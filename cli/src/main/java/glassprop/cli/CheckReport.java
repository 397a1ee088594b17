package glassprop.cli;

import glassprop.AnomalyException;
import glassprop.Tensor;
import glassprop.check.GradCheck;
import glassprop.check.Slope;
import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Ink;
import glassprop.cli.terminal.Screen;
import glassprop.cli.terminal.Sheet;
import glassprop.lens.check.Comparison;
import glassprop.lens.check.ProgramCheck;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What {@code glassprop check} found, for people and as JSON. */
final class CheckReport {
  private static final int MOST_ROWS = 6;
  private static final int MOST_FAILURES = 5;
  private static final int MOST_NUMBERS = 8;
  private static final int NUMERIC_DIGITS = 12; // finite differences have no more
  private static final int SIDE_DIGITS = 4;

  private final ProgramCheck check;

  CheckReport(ProgramCheck check) {
    this.check = check;
  }

  void print(Console console) {
    Screen screen = console.outScreen();
    Sheet sheet = new Sheet(console.out(), screen);
    sheet.section("Value", (check.name().isEmpty() ? "" : Visible.escaped(check.name()) + " = ") + text(check.value()));
    if (check.value().shape().size() != 1) {
      sheet.more(
          Ink.DIM, "the gradients are those of the sum of its " + Figures.count(check.value().shape().size(), "element"));
    }
    check.notes().forEach(note -> sheet.more(Ink.WARNING, "note: " + Visible.escaped(note)));
    sheet.block("Gradients", table(check.first()));
    if (!check.second().isEmpty()) {
      sheet.block("Second", table(check.second()));
      if (check.second().stream().anyMatch(c -> c.analytic().shape().size() > 1)) {
        sheet.more(Ink.DIM, "gradients of several elements are weighted with fixed random numbers and summed");
      }
    }
    verdict(sheet, screen);
  }

  private static List<String> table(List<Comparison> comparisons) {
    int width = comparisons.stream().mapToInt(c -> symbol(c, c.analytic().shape().size() - 1).length()).max().orElse(0);
    String columns = "%-" + Math.max(1, width) + "s  %-22s  %-18s  %s";
    List<String> rows = new ArrayList<>();
    rows.add(String.format(Locale.ROOT, columns, "", "backward", "finite differences", "relative error"));
    for (Comparison comparison : comparisons) {
      int size = comparison.analytic().shape().size();
      for (int i = 0; i < Math.min(size, MOST_ROWS); i++) {
        rows.add(row(columns, comparison, i));
      }
      if (size > MOST_ROWS) {
        String rest = Figures.count(size - MOST_ROWS, "element") + " more";
        rows.add(String.format(Locale.ROOT, columns, "…", rest, "", "≤ " + figure(comparison.report().maxRelativeError())));
      }
    }
    return rows;
  }

  private static String row(String columns, Comparison comparison, int element) {
    GradCheck.Element found = comparison.report().elements().get(element);
    Slope slope = found.slope();
    String numeric = switch (slope.nature()) {
      case SMOOTH -> number(rounded(slope.value(), NUMERIC_DIGITS));
      case KINK, JUMP, STEEP -> side(slope.left()) + " and " + side(slope.right());
      case ROUGH -> "no limit";
      case NOWHERE -> "none";
    };
    String error = switch (found.verdict()) {
      case AGREES, DISAGREES -> figure(found.error());
      case SMALL -> "too small";
      case KINK -> slope.nature() == Slope.Nature.JUMP ? "a jump" : "a kink";
      case NOT_FINITE -> "not finite";
      case UNDECIDED -> "undecided";
    };
    return String.format(Locale.ROOT, columns, symbol(comparison, element), number(found.analytic()), numeric, error);
  }

  /** The slope to one side of a kink, where the step leaves few digits. */
  private static String side(double slope) {
    return number(rounded(slope, SIDE_DIGITS));
  }

  private static String symbol(Comparison comparison, int element) {
    return Visible.escaped(comparison.symbol()) + index(comparison.analytic(), element);
  }

  private static double rounded(double x, int digits) {
    return Double.isFinite(x) ? new BigDecimal(x).round(new MathContext(digits)).doubleValue() : x;
  }

  private void verdict(Sheet sheet, Screen screen) {
    int checked = check.comparisons().mapToInt(c -> c.report().checked()).sum();
    List<GradCheck.Element> failures = check.comparisons().flatMap(c -> c.report().failures().stream()).toList();
    int notFinite = check.notFinite().size();
    if (!check.isFinite()) {
      String mark = Ink.BAD.on(screen, "✗");
      sheet.block("Check", List.of(mark + " the value is not finite here, so there is nothing to compare"));
    } else if (failures.isEmpty() && notFinite > 0) {
      String mark = Ink.BAD.on(screen, "✗");
      sheet.block("Check", List.of(mark + " the rules give no number at this point for " + Figures.count(notFinite, "element") + "; "
          + checked + " compared"));
    } else if (failures.isEmpty() && !check.undecided().isEmpty()) {
      String mark = Ink.WARNING.on(screen, "?");
      sheet.block("Check", List.of(mark + " undecided: finite differences are not accurate enough for "
          + Figures.count(check.undecided().size(), "element") + "; " + checked + " compared"));
    } else if (failures.isEmpty() && checked == 0) {
      sheet.block("Check", List.of(Ink.WARNING.on(screen, "?") + " nothing was compared"));
    } else if (failures.isEmpty()) {
      String mark = Ink.GOOD.on(screen, "✓");
      sheet.block("Check", List.of(
          mark + " ok: " + Figures.count(checked, "element") + " compared; largest relative error " + figure(check.maxRelativeError())));
    } else {
      sheet.block("Check", List.of(
          Ink.BAD.on(screen, "✗") + " " + failures.size() + " of " + Figures.count(checked, "element") + " disagree"));
      failures.stream().limit(MOST_FAILURES)
          .forEach(failure -> sheet.more(Ink.BAD, Visible.escaped(failure.toString())));
    }
    if (notFinite > 0) {
      printAnomaly(sheet);
    }
    if (check.isFinite()) {
      check.undecided().stream().limit(MOST_FAILURES).forEach(one -> sheet.more(Ink.WARNING, Visible.escaped(one.toString())));
    }
    if (check.isFinite() && check.small() > 0) {
      sheet.more(
          Ink.DIM,
          Figures.count(check.small(), "element") + " too small to be compared relatively: what remains of the difference is"
              + " within the rounding of the value");
    }
    if (check.kinks() > 0) {
      sheet.more(
          Ink.WARNING,
          Figures.count(check.kinks(), "element") + " on a kink, where there is no derivative: the backward pass takes the value"
              + " that the op states, which may be any between the slopes to the left and to the right");
    }
  }

  /** Where numbers that are not finite begin, and what can be done. */
  private void printAnomaly(Sheet sheet) {
    if (check.anomaly().isEmpty()) {
      sheet.more(Ink.WARNING, "an input is not finite itself");
      return;
    }
    AnomalyException anomaly = check.anomaly().orElseThrow();
    sheet.more(Ink.WARNING, Visible.escaped(anomaly.event()));
    sheet.more(
        Ink.DIM,
        check.isFinite()
            ? "move the point, or write the expression in another way, in which this does not arise there"
            : "move the point to where " + anomaly.op() + " has a finite value");
  }

  private static String index(Tensor x, int element) {
    if (x.shape().rank() == 0) {
      return "";
    }
    int[] index = new int[x.shape().rank()];
    for (int i = 0; i < element; i++) {
      x.shape().advance(index);
    }
    return Arrays.toString(index);
  }

  private static String number(double x) {
    return Double.toString(x).replace("-", "−");
  }

  private static String figure(double error) {
    return error == 0 ? "0" : Double.isNaN(error) ? "undefined" : String.format(Locale.ROOT, "%.1e", error);
  }

  private static String text(Tensor value) {
    if (value.shape().rank() == 0) {
      return number(value.item());
    }
    String numbers = Arrays.stream(value.toDoubles()).limit(MOST_NUMBERS).mapToObj(CheckReport::number)
        .collect(Collectors.joining(", ", "[", value.shape().size() > MOST_NUMBERS ? ", …]" : "]"));
    return numbers + " of shape " + value.shape();
  }

  /** On one line. Numbers that aren't finite are null. */
  String json() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("value", nested(check.value()));
    Map<String, @Nullable Object> gradients = new LinkedHashMap<>();
    Map<String, @Nullable Object> numeric = new LinkedHashMap<>();
    for (Comparison comparison : check.first()) {
      gradients.put(comparison.input(), nested(comparison.analytic()));
      numeric.put(comparison.input(), nested(comparison.numeric()));
    }
    all.put("gradients", gradients);
    all.put("numeric", numeric);
    if (!check.second().isEmpty()) {
      all.put("second", check.second().stream().map(CheckReport::pair).toList());
    }
    all.put("maxRelativeError", finite(check.maxRelativeError()));
    all.put("kinks", check.kinks());
    all.put("sides", check.comparisons().flatMap(CheckReport::sides).toList());
    all.put("small", check.small());
    all.put("undecided", check.undecided().stream().map(GradCheck.Element::toString).toList());
    all.put("notFinite", check.notFinite().stream().map(GradCheck.Element::toString).toList());
    all.put("anomaly", check.anomaly().map(AnomalyException::event).orElse(null));
    all.put("notes", check.notes());
    all.put("ok", check.ok());
    return JsonMapper.builder().build().writeValueAsString(all);
  }

  /** The slopes to both sides of each element on a kink. */
  private static Stream<Map<String, @Nullable Object>> sides(Comparison comparison) {
    return comparison.report().elements().stream().filter(found -> found.verdict() == GradCheck.Verdict.KINK).map(found -> {
      Map<String, @Nullable Object> sides = new LinkedHashMap<>();
      sides.put("by", comparison.by());
      sides.put("index", found.index());
      sides.put("left", finite(found.slope().left()));
      sides.put("right", finite(found.slope().right()));
      return sides;
    });
  }

  private static Map<String, @Nullable Object> pair(Comparison comparison) {
    Map<String, @Nullable Object> pair = new LinkedHashMap<>();
    pair.put("by", comparison.by());
    pair.put("gradient", nested(comparison.analytic()));
    pair.put("numeric", nested(comparison.numeric()));
    return pair;
  }

  /** A number, or lists of lists of them. */
  private static @Nullable Object nested(Tensor x) {
    if (x.shape().rank() == 0) {
      return finite(x.item());
    }
    List<@Nullable Object> parts = new ArrayList<>();
    for (int i = 0; i < x.shape().get(0); i++) {
      parts.add(nested(x.select(0, i)));
    }
    return parts;
  }

  private static @Nullable Double finite(double x) {
    return Double.isFinite(x) ? x : null;
  }
}
