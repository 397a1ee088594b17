package glassprop.parity.command;

import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Ink;
import glassprop.cli.terminal.Screen;
import glassprop.cli.terminal.Sheet;
import glassprop.parity.oracle.Oracle;
import glassprop.parity.suite.Outcome;
import glassprop.parity.suite.Outcome.Verdict;
import glassprop.parity.suite.Summary;
import glassprop.text.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the suite found, for people and as JSON. */
final class SuiteReport {
  private static final int MOST_FAILURES = 20;

  private final Summary summary;

  SuiteReport(Summary summary) {
    this.summary = summary;
  }

  void print(Console console) {
    Screen screen = console.outScreen();
    Sheet sheet = new Sheet(console.out(), screen);
    sheet.block("Oracles", summary.oracles().stream().map(oracle -> oracle.title() + " " + oracle.version()).toList());
    sheet.gap();
    sheet.block("Cases", table());
    sheet.gap();
    verdict(sheet, screen);
  }

  /** A line for each kind of case, and a column for each oracle: how many agree, and how many differ as listed. */
  private List<String> table() {
    List<String> rows = new ArrayList<>();
    StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-12s", ""));
    summary.oracles().forEach(oracle -> head.append(String.format(Locale.ROOT, "  %12s", oracle.title())));
    rows.add(head + "  largest relative error");
    groups().forEach((group, outcomes) -> {
      StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-12s", group));
      for (Oracle oracle : summary.oracles()) {
        long count = outcomes.stream().filter(o -> o.oracle().name().equals(oracle.name())).count();
        row.append(String.format(Locale.ROOT, "  %,12d", count));
      }
      double worst = outcomes.stream().filter(o -> o.listed().isEmpty()).mapToDouble(Outcome::error).reduce(0, Math::max);
      rows.add(row + String.format(Locale.ROOT, "  %.1e", worst));
    });
    rows.add(line("agree", Verdict.AGREES));
    rows.add(line("as listed", Verdict.LISTED));
    return rows;
  }

  private String line(String name, Verdict verdict) {
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-12s", name));
    summary.oracles()
        .forEach(oracle -> row.append(String.format(Locale.ROOT, "  %,12d", summary.count(oracle, verdict))));
    return row.toString();
  }

  private SequencedMap<String, List<Outcome>> groups() {
    SequencedMap<String, List<Outcome>> groups = new LinkedHashMap<>();
    summary.outcomes()
        .forEach(o -> groups.computeIfAbsent(o.tried().subject().group(), group -> new ArrayList<>()).add(o));
    return groups;
  }

  private void verdict(Sheet sheet, Screen screen) {
    List<Outcome> failures = summary.failures();
    if (failures.isEmpty()) {
      String mark = Ink.GOOD.on(screen, "✓");
      String listed = summary.count(Verdict.LISTED) + " differ on purpose, as docs/parity.md lists";
      sheet.block("Verdict", List.of(mark + " all agree; " + listed));
      return;
    }
    sheet.block("Verdict", List.of(
        Ink.BAD.on(screen, "✗") + " " + failures.size() + " of "
            + Figures.count(summary.outcomes().size(), "comparison") + " differ unlisted"));
    failures.stream().limit(MOST_FAILURES).forEach(o -> sheet.more(Ink.BAD, described(o)));
    if (failures.size() > MOST_FAILURES) {
      sheet.more(Ink.DIM, "… and " + (failures.size() - MOST_FAILURES) + " more; --json has them all");
    }
  }

  private static String described(Outcome outcome) {
    return outcome.verdict() == Verdict.OUTDATED
        ? outcome + ", though a difference is listed: the list is out of date"
        : outcome.toString();
  }

  /** On one line. */
  String json() {
    return JsonMapper.builder().build().writeValueAsString(fields(summary));
  }

  /** What every form of verification reports. */
  static Map<String, @Nullable Object> fields(Summary summary) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("oracles", summary.oracles().stream().map(oracle -> oracle(summary, oracle)).toList());
    all.put("cases", summary.outcomes().size());
    all.put("agree", summary.count(Verdict.AGREES));
    all.put("listed", summary.count(Verdict.LISTED));
    all.put("differ", summary.failures().stream().map(SuiteReport::failure).toList());
    all.put("maxRelativeError", finite(summary.maxRelativeError()));
    return all;
  }

  private static Map<String, @Nullable Object> oracle(Summary summary, Oracle oracle) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("name", oracle.name());
    fields.put("version", oracle.version());
    fields.put("cases", summary.count(oracle));
    fields.put("agree", summary.count(oracle, Verdict.AGREES));
    fields.put("listed", summary.count(oracle, Verdict.LISTED));
    return fields;
  }

  private static Map<String, @Nullable Object> failure(Outcome outcome) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("oracle", outcome.oracle().name());
    fields.put("subject", outcome.tried().subject().name());
    fields.put("case", outcome.tried().toString());
    fields.put("relativeError", finite(outcome.error()));
    fields.put("what", described(outcome));
    return fields;
  }

  /** JSON has no other numbers. */
  static @Nullable Double finite(double x) {
    return Double.isFinite(x) ? x : null;
  }
}
