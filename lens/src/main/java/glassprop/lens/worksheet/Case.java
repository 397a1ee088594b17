package glassprop.lens.worksheet;

import glassprop.array.NdArray;
import glassprop.lens.fault.Cause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One cell with its answer, and what led to it: the answers before it. */
final class Case {
  private static final int TELLING_DIGITS = 3; // with fewer, a mistake may give the number by chance
  private static final double NEARLY = 0.01;
  private static final double TELLS = NEARLY / 10; // what changes a number by less is not seen in it
  private static final double EXACTLY = 1e-9;

  private final Cell cell;
  private final Answer answer;
  private final boolean astray;
  private final Quantity quantity;
  private final Points points;
  private final NdArray right;
  private final Replay replay; // of what was written
  private final Replay precise; // of what was written where it is wrong: the rest may have been rounded for the sheet only
  private final Map<Entry, String> unreadable = new LinkedHashMap<>();
  private final Optional<Formula> formula;
  private final Optional<Figures> figures;
  private final Optional<NdArray> written;
  private final List<String> notes = new ArrayList<>();
  private Verdict verdict;
  private boolean uncredited;
  private List<Cause> causes = List.of();

  /**
   * Judges a cell.
   *
   * @param own the answers before it
   * @param wrong of them, those that are not right
   * @param astray whether there are any
   */
  Case(Cell cell, Answer answer, Computation computation, Points points, Map<Quantity, NdArray> own, Map<Quantity, NdArray> wrong, boolean astray) {
    this.cell = cell;
    this.answer = answer;
    this.astray = astray;
    this.points = points;
    this.quantity = cell.quantity().orElseThrow(() -> new IllegalArgumentException(cell.name() + " is answered in words"));
    this.right = points.truth().of(quantity);
    this.replay = Replay.of(computation, own);
    this.precise = Replay.of(computation, wrong);
    this.formula = answer.formula().flatMap(entry -> read(entry, () -> Formula.parse(computation, entry.text(), quantity)));
    this.figures = answer.number().flatMap(entry -> read(entry, () -> figures(computation, entry.text())));
    this.written = figures.map(Figures::value).or(() -> formula.flatMap(this::valued)).filter(this::fits).map(this::shaped);
    this.verdict = verdict();
  }

  private interface Reading<T> {
    T read();
  }

  private <T> Optional<T> read(Entry entry, Reading<T> reading) {
    try {
      return Optional.of(reading.read());
    } catch (IllegalArgumentException e) {
      unreadable.put(entry, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Numbers, or arithmetic in which a name stands for the learner's own number, where there is one. */
  private Figures figures(Computation computation, String text) {
    return Formula.hasNames(computation, text)
        ? Figures.of(text, Formula.parse(computation, text, quantity).value(replay).array()) : Figures.parse(text);
  }

  Cell cell() {
    return cell;
  }

  Quantity quantity() {
    return quantity;
  }

  NdArray right() {
    return right;
  }

  Verdict found() {
    return verdict;
  }

  /**
   * The number that was written, or what the formula gives, in the shape that the cell has; nothing if it has another, if it is infinite, or if
   * there is none.
   */
  Optional<NdArray> written() {
    return written;
  }

  private Optional<NdArray> valued(Formula written) {
    try {
      return Optional.of(written.value(replay).array());
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // which the comparison tells
    }
  }

  private boolean fits(NdArray value) {
    return value.isFinite() && Figures.fit(value.shape(), right.shape());
  }

  private NdArray shaped(NdArray value) {
    return Figures.fit(value.shape(), right.shape()) ? value.contiguous().reshape(right.shape()) : value;
  }

  private Verdict verdict() {
    unreadable.forEach((entry, problem) -> notes.add((entry.line() == 0 ? "" : "line " + entry.line() + ": ") + problem));
    Optional<Verdict> ofFormula = formula.map(this::judged);
    Optional<Verdict> ofNumber = figures.map(this::judged);
    if (ofFormula.equals(Optional.of(Verdict.RIGHT)) && ofNumber.equals(Optional.of(Verdict.WRONG))) {
      notes.add("the formula is right; with these values it gives " + Numerals.text(follows()) + ", so look at the arithmetic");
    }
    if (!unreadable.isEmpty()) {
      return Verdict.UNREADABLE;
    }
    Verdict worse = worse(ofFormula.orElse(Verdict.OPEN), ofNumber.orElse(Verdict.OPEN));
    if (answer.formula().isEmpty() && cell.kind() == Cell.Kind.FORMULA && worse == Verdict.RIGHT) {
      notes.add("a formula is asked here");
      return Verdict.OPEN;
    }
    return worse;
  }

  private static Verdict worse(Verdict a, Verdict b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private NdArray follows() {
    return replay.of(quantity);
  }

  private Verdict judged(Formula written) {
    Points.Comparison comparison = points.compare(written, quantity);
    if (!comparison.agrees()) {
      notes.add(comparison.difference());
      notes.addAll(written.notes(points.truth()));
    }
    return comparison.agrees() ? Verdict.RIGHT : Verdict.WRONG;
  }

  private Verdict judged(Figures written) {
    Figures.Agreement withTruth = written.with(right);
    if (!written.value().isFinite()) {
      boolean none = Arrays.stream(written.value().toDoubles()).anyMatch(Double::isNaN);
      notes.add(none ? "this is not a number, as 0/0 is none: look for a division by 0" : "this is infinite: look for a division by 0, or for a number too large");
      return Verdict.WRONG;
    }
    if (withTruth == Figures.Agreement.SHAPES) {
      String numbers = written.areInAnotherShape(right) ? "the numbers are right, the shape is not: "
          : written.areInAnotherShape(follows()) ? "the numbers follow from your earlier cells, but not the shape: " : "";
      notes.add(String.format(Locale.ROOT, "%s%s has the shape %s, this has %s", numbers, cell.name(), right.shape(), written.value().shape()));
      return Verdict.WRONG;
    }
    boolean followsOwn = agrees(written, follows()) || agrees(written, precise.of(quantity));
    if (withTruth == Figures.Agreement.AGREES) {
      if (astray && !followsOwn) {
        notes.add("right, though it does not follow from your earlier cells");
      }
      return Verdict.RIGHT;
    }
    if (followsOwn) {
      if (!astray) {
        notes.add("right for the rounded cells before it");
      }
      return astray ? Verdict.CARRIED : Verdict.RIGHT;
    }
    boolean exactlyFaulty = fitting(written, replay, x -> distance(written.value(), x) < EXACTLY).findAny().isPresent();
    if (withTruth == Figures.Agreement.COARSE && !exactlyFaulty) {
      notes.add("too few digits to tell: give three or more");
      return Verdict.COARSE;
    }
    return Verdict.WRONG;
  }

  private static boolean agrees(Figures written, NdArray x) {
    return written.with(x) == Figures.Agreement.AGREES;
  }

  /** The number follows from wrong answers before it, but shows nothing of the method. */
  void uncredit(String why) {
    verdict = Verdict.WRONG;
    uncredited = true;
    notes.add(why);
  }

  /** One number stands in all cells, and belongs to another. */
  void copied(Case other) {
    verdict = Verdict.WRONG;
    uncredited = true;
    causes = List.of(Hypothesis.elsewhere(cell.name(), other.cell.name(), other.quantity, Hypothesis.COPIED).cause());
  }

  /** Looks for what explains a wrong answer, beside the other cells. */
  void explain(List<Case> all) {
    if (verdict != Verdict.WRONG || uncredited || figures.filter(written -> !written.value().isFinite()).isPresent()) {
      return;
    }
    Diagnosis diagnosis = new Diagnosis(quantity, points.replays());
    List<Hypothesis> fitting = new ArrayList<>();
    figures.filter(written -> !agrees(written, follows())).ifPresent(written -> {
      for (Replay from : List.of(replay, precise)) {
        if (fitting.isEmpty()) {
          fitting.addAll(fitting(written, from, x -> agrees(written, x)).toList());
          elsewhere(all).forEach(fitting::add);
        }
      }
    });
    if (fitting.isEmpty()) {
      formula.filter(f -> !points.compare(f, quantity).agrees()).ifPresent(f -> fitting.addAll(everywhere(f, diagnosis, all)));
    }
    causes = diagnosis.decide(fitting, hypothesis -> evidence(hypothesis, all));
    boolean swapped = fitting.stream().anyMatch(h -> h.rank() == Hypothesis.SWAPPED); // two numbers that fit are no chance
    figures.filter(_ -> !swapped).ifPresent(written -> noteDigits(written, all));
  }

  private void noteDigits(Figures written, List<Case> all) {
    if (!causes.isEmpty() && written.digits() * right.size() < TELLING_DIGITS) {
      notes.add("with so few digits this may be chance: three or more would tell");
    }
    if (causes.isEmpty() && distance(written.value(), follows()) < NEARLY) {
      Optional<Case> other = all.stream().filter(one -> one != this && agrees(written, one.right)).findFirst();
      notes.add(other.map(one -> "this is " + one.cell.name() + ", and " + cell.name() + " is near to it but not equal")
          .orElse(written.areWritten() ? "near, but off by more than the last digit that you gave: was something rounded on the way?" : "near, but not equal"));
    }
  }

  private Stream<Hypothesis> fitting(Figures written, Replay from, Predicate<NdArray> reproduces) {
    NdArray without = from.of(quantity);
    return new Diagnosis(quantity, points.replays()).hypotheses(from, shaped(written.value())).stream()
        .filter(h -> h.of(from, quantity).filter(x -> distance(x, without) > TELLS && reproduces.test(x)).isPresent());
  }

  /** The ways that lead to a formula, whatever the numbers. */
  private List<Hypothesis> everywhere(Formula written, Diagnosis diagnosis, List<Case> all) {
    List<Hypothesis> candidates;
    try {
      candidates = diagnosis.hypotheses(points.truth(), shaped(written.value(points.truth()).array()));
    } catch (IllegalArgumentException _) {
      return List.of(); // the formula has no value
    }
    return Stream.concat(elsewhere(all), candidates.stream().filter(h -> points.reproduces(written, quantity, h))).toList();
  }

  /** That the right answer of another cell stands here. */
  private Stream<Hypothesis> elsewhere(List<Case> all) {
    return all.stream().filter(other -> other != this && distance(other.right, right) > TELLS && isOf(other)).flatMap(other -> {
      if (other.isOf(this)) {
        return Stream.of(Hypothesis.swapped(cell.name(), other.cell.name(), other.quantity));
      }
      boolean telling = Arrays.stream(other.right.toDoubles()).anyMatch(x -> x != 0 && Math.abs(x) != 1);
      int rank = other.verdict == Verdict.RIGHT ? Hypothesis.COPIED : Hypothesis.ELSEWHERE;
      return telling ? Stream.of(Hypothesis.elsewhere(cell.name(), other.cell.name(), other.quantity, rank)) : Stream.of();
    });
  }

  /** Whether what was written here would be right in another cell. */
  private boolean isOf(Case other) {
    return figures.filter(written -> agrees(written, other.right)).isPresent()
        || formula.filter(written -> points.compare(written, other.quantity).agrees()).isPresent();
  }

  /** How many other answers are as a mistake on the way would have them, less those that are as they would not be. */
  private int evidence(Hypothesis hypothesis, List<Case> all) {
    if (!hypothesis.isOfRules()) {
      return hypothesis.rank() == Hypothesis.SWAPPED ? all.size() : 0;
    }
    return all.stream().filter(other -> other != this).mapToInt(other -> other.speaksFor(hypothesis)).sum();
  }

  private int speaksFor(Hypothesis hypothesis) {
    Optional<NdArray> made = hypothesis.of(replay, quantity).filter(x -> distance(x, follows()) > TELLS);
    if (made.isEmpty()) {
      return 0; // it would not be seen here
    }
    boolean right = verdict == Verdict.RIGHT || verdict == Verdict.CARRIED;
    boolean faulty = figures.filter(written -> agrees(written, made.get())).isPresent();
    return faulty == right ? 0 : right ? -1 : 1;
  }

  Judgement judgement() {
    boolean differs = figures.isPresent() && !agrees(figures.get(), right);
    return new Judgement(
        cell, answer, verdict, Optional.of(right), differs ? Optional.of(follows()) : Optional.empty(),
        figures.map(Figures::digits).orElse(0), causes, notes);
  }

  /** The largest difference as a share of the largest number; infinite where shapes differ. */
  private static double distance(NdArray a, NdArray b) {
    double[] x = a.toDoubles();
    double[] y = b.toDoubles();
    if (!Figures.fit(a.shape(), b.shape())) {
      return Double.POSITIVE_INFINITY;
    }
    double difference = 0;
    double size = 0;
    for (int i = 0; i < x.length; i++) {
      difference = Math.max(difference, Math.abs(x[i] - y[i]));
      size = Math.max(size, Math.max(Math.abs(x[i]), Math.abs(y[i])));
    }
    return size == 0 ? 0 : difference / size;
  }
}
