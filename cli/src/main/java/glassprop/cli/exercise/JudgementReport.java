package glassprop.cli.exercise;

import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Ink;
import glassprop.lens.course.Exercise;
import glassprop.lens.course.ProgramRun;
import glassprop.lens.fault.Cause;
import glassprop.lens.worksheet.Answer;
import glassprop.lens.worksheet.Entry;
import glassprop.lens.worksheet.Judgement;
import glassprop.lens.worksheet.Numerals;
import glassprop.lens.worksheet.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** How the cells of a worksheet were found, for people and as JSON. */
public final class JudgementReport {
  private static final int LONGEST = 46;

  private final Console console;
  private final Page page;

  /** Reports on this console. */
  public JudgementReport(Console console) {
    this.console = console;
    this.page = new Page(console);
  }

  /** Prints what was found of each cell. */
  public void print(Exercise exercise, long seed, List<Judgement> judged) {
    page.heading(exercise.id() + " · " + exercise.title() + (seed == 0 ? "" : ", variant " + seed));
    int names = judged.stream().mapToInt(j -> j.cell().name().length()).max().orElse(0);
    boolean wrongBefore = false;
    for (Judgement judgement : judged) {
      boolean first = judgement.verdict() == Verdict.WRONG && !wrongBefore;
      wrongBefore |= judgement.verdict() == Verdict.WRONG;
      line(judgement, names, first);
    }
    page.gap();
    summary(judged);
  }

  private void line(Judgement judgement, int names, boolean first) {
    Ink ink = ink(judgement.verdict());
    String name = judgement.cell().name();
    String padded = name + " ".repeat(names - name.length());
    String text = String.format(Locale.ROOT, "%s %s  %s", ink.on(page.screen(), mark(judgement.verdict())), padded, written(judgement.answer()));
    String said = said(judgement, first);
    console.out().println(("  " + text + (said.isEmpty() ? "" : "   " + ink.on(page.screen(), said))).stripTrailing());
    if (first) {
      explain(judgement);
    } else {
      if (!judgement.causes().isEmpty()) {
        indented(Ink.DIM, "this is what comes out if " + titles(judgement));
      }
      judgement.notes().forEach(note -> indented(Ink.DIM, note));
    }
  }

  private void explain(Judgement judgement) {
    if (!judgement.causes().isEmpty()) {
      indented(Ink.WARNING, "this is exactly what comes out if " + titles(judgement));
      judgement.causes().forEach(cause -> indented(Ink.DIM, cause.advice()));
    }
    judgement.notes().forEach(note -> indented(Ink.WARNING, note));
  }

  private static String titles(Judgement judgement) {
    return judgement.causes().stream().map(Cause::title).collect(Collectors.joining(", or if "));
  }

  private void indented(Ink ink, String text) {
    page.sheet().more(ink, text);
  }

  private static String written(Answer answer) {
    String text = Stream.of(answer.formula(), answer.number(), answer.words()).flatMap(entry -> entry.stream())
        .map(Entry::text).collect(Collectors.joining(" = "));
    return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
  }

  private static String said(Judgement judgement, boolean first) {
    return switch (judgement.verdict()) {
      case OPEN -> "open";
      case RIGHT -> judgement.digits() == 0 ? "" : "to " + judgement.digits() + (judgement.digits() == 1 ? " digit" : " digits");
      case CARRIED -> "right method, with an error carried from before";
      case COARSE -> "too few digits";
      case WRONG -> first ? "the first wrong step" : "wrong too";
      case UNREADABLE -> "can't be read";
      case WRITTEN -> "";
    };
  }

  private static String mark(Verdict verdict) {
    return switch (verdict) {
      case OPEN -> "·";
      case RIGHT -> "✓";
      case CARRIED -> "↷";
      case COARSE -> "~";
      case WRONG -> "✗";
      case UNREADABLE -> "?";
      case WRITTEN -> "✎";
    };
  }

  private static Ink ink(Verdict verdict) {
    return switch (verdict) {
      case OPEN -> Ink.DIM;
      case RIGHT, WRITTEN -> Ink.GOOD;
      case CARRIED, COARSE -> Ink.WARNING;
      case WRONG, UNREADABLE -> Ink.BAD;
    };
  }

  private void summary(List<Judgement> judged) {
    long done = judged.stream().filter(Judgement::isDone).count();
    List<String> parts = new ArrayList<>();
    parts.add(done + " of " + judged.size() + " done");
    count(judged, Verdict.WRONG, "wrong", parts);
    count(judged, Verdict.CARRIED, "carried", parts);
    count(judged, Verdict.COARSE, "with too few digits", parts);
    count(judged, Verdict.UNREADABLE, "that can't be read", parts);
    count(judged, Verdict.OPEN, "open", parts);
    page.sheet().section("Result", String.join(", ", parts));
    if (judged.stream().anyMatch(j -> j.digits() > 0)) {
      page.sheet().more(
          Ink.DIM,
          "numbers are compared to the digits that you gave, ±1 in the last of them and never more than 1 %");
    }
  }

  private static void count(List<Judgement> judged, Verdict verdict, String what, List<String> parts) {
    long count = judged.stream().filter(j -> j.verdict() == verdict).count();
    if (count > 0) {
      parts.add(count + " " + what);
    }
  }

  /** Prints what became of a program's trials. */
  public void print(ProgramRun run) {
    page.heading("Program");
    run.passed().forEach(name -> console.out().println("  " + Ink.GOOD.on(page.screen(), "✓") + " " + name));
    run.failed().forEach(failure -> {
      console.out().println("  " + Ink.BAD.on(page.screen(), "✗") + " " + failure.problem());
      failure.reasons().forEach(reason -> indented(Ink.WARNING, reason));
    });
    run.printed().forEach(line -> console.out().println(("    " + line).stripTrailing()));
    int all = run.passed().size() + run.failed().size();
    page.sheet().section(
        "Result",
        run.isOk() ? "all " + all + " trials passed"
            : all == 0 ? "the program doesn't run yet: see above" : run.passed().size() + " of " + all + " trials passed");
  }

  /**
   * Prints the judgements as JSON, on one line.
   *
   * @param open whether the right numbers are told too
   */
  public void json(Exercise exercise, long seed, List<Judgement> judged, boolean open) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("exercise", exercise.id());
    all.put("seed", seed);
    all.put("done", judged.stream().allMatch(Judgement::isDone));
    all.put("cells", judged.stream().map(judgement -> cell(judgement, open)).toList());
    console.out().println(JsonMapper.builder().build().writeValueAsString(all));
  }

  private static Map<String, @Nullable Object> cell(Judgement judgement, boolean open) {
    Map<String, @Nullable Object> cell = new LinkedHashMap<>();
    cell.put("name", judgement.cell().name());
    cell.put("verdict", judgement.verdict().name().toLowerCase(Locale.ROOT));
    cell.put("digits", judgement.digits());
    cell.put("expected", judgement.truth().filter(_ -> open).map(x -> Numerals.exact(x).replace('−', '-')).orElse(null));
    cell.put("follows", judgement.follows().filter(_ -> open).map(x -> Numerals.exact(x).replace('−', '-')).orElse(null));
    cell.put("faults", judgement.causes().stream().map(Cause::id).toList());
    cell.put("notes", judgement.notes());
    return cell;
  }
}
