package glassprop.lens.worksheet;

import glassprop.array.NdArray;
import glassprop.lens.fault.Fault;
import glassprop.lens.fault.Mistake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Judges the cells of a worksheet, each twice: against the truth, and against what follows from the learner's own earlier
 * cells. For a wrong one it looks for a mistake in the backward pass that gives exactly what was written.
 */
public final class Judge {
  private static final int TELLING_DIGITS = 3; // with fewer, a mistake may give the number by chance
  private static final double NEARLY = 0.01;
  private static final double EXACTLY = 1e-9;

  private final Computation computation;
  private final List<Cell> cells;
  private final Points points;
  private final Replay truth;

  /**
   * A judge of worksheets.
   *
   * @param cells in the order in which they are to be filled in
   * @param varieties how the values may vary; those that aren't named are {@link Variety#REAL}
   */
  public Judge(Computation computation, List<Cell> cells, Map<String, Variety> varieties) {
    this.computation = computation;
    this.cells = List.copyOf(cells);
    this.points = new Points(computation, varieties);
    this.truth = Replay.of(computation);
  }

  /** A text that is no number or no formula. */
  public record Unreadable(Cell cell, int line, String problem) {}

  /** The spaces that can't be read, in the order of the cells. */
  public List<Unreadable> unreadable(Map<String, Answer> answers) {
    List<Unreadable> found = new ArrayList<>();
    for (Cell cell : cells) {
      Answer answer = answers.getOrDefault(cell.name(), Answer.OPEN);
      answer.formula().ifPresent(entry -> attempt(cell, entry, found, () -> formula(cell, entry)));
      answer.number().ifPresent(entry -> attempt(cell, entry, found, () -> Figures.parse(entry.text())));
    }
    return found;
  }

  private static void attempt(Cell cell, Entry entry, List<Unreadable> found, Runnable reading) {
    try {
      reading.run();
    } catch (IllegalArgumentException e) {
      found.add(new Unreadable(cell, entry.line(), String.valueOf(e.getMessage())));
    }
  }

  private Formula formula(Cell cell, Entry entry) {
    return Formula.parse(computation, entry.text(), quantity(cell));
  }

  private static Quantity quantity(Cell cell) {
    return cell.quantity().orElseThrow(() -> new IllegalArgumentException(cell.name() + " is answered in words"));
  }

  /** The right number of a cell. */
  public NdArray truth(Cell cell) {
    return truth.of(quantity(cell));
  }

  /**
   * Judges every cell.
   *
   * @param answers by the names of cells, all of them readable
   */
  public List<Judgement> judge(Map<String, Answer> answers) {
    Map<Quantity, NdArray> own = new LinkedHashMap<>();
    Map<Quantity, NdArray> wrong = new LinkedHashMap<>();
    List<Judgement> judged = new ArrayList<>();
    for (Cell cell : cells) {
      Answer answer = answers.getOrDefault(cell.name(), Answer.OPEN);
      boolean astray = judged.stream().anyMatch(j -> j.verdict() == Verdict.WRONG || j.verdict() == Verdict.CARRIED);
      Judgement judgement =
          cell.kind() == Cell.Kind.WORDS ? words(cell, answer) : new Case(cell, answer, own, wrong, astray).judged();
      judged.add(judgement);
      answer.number().map(entry -> Figures.parse(entry.text()).value()).ifPresent(value -> {
        NdArray right = truth(cell);
        if (Figures.squeezed(value.shape()).equals(Figures.squeezed(right.shape()))) {
          NdArray shaped = value.contiguous().reshape(right.shape());
          own.put(quantity(cell), shaped);
          if (judgement.verdict() != Verdict.RIGHT) {
            wrong.put(quantity(cell), shaped);
          }
        }
      });
    }
    return judged;
  }

  private static Judgement words(Cell cell, Answer answer) {
    return new Judgement(
        cell, answer, answer.words().isPresent() ? Verdict.WRITTEN : Verdict.OPEN, Optional.empty(), Optional.empty(), 0,
        List.of(), List.of());
  }

  /** One cell, with what led to it. */
  private final class Case {
    private final Cell cell;
    private final Answer answer;
    private final boolean astray;
    private final Quantity quantity;
    private final NdArray right;
    private final Replay replay; // of what was written
    private final Replay precise; // of what was written where it is wrong: the rest may have been rounded for the sheet only
    private final Set<Fault> faults = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();

    Case(
        Cell cell, Answer answer, Map<Quantity, NdArray> own, Map<Quantity, NdArray> wrong, boolean astray) {
      this.cell = cell;
      this.answer = answer;
      this.astray = astray;
      this.quantity = quantity(cell);
      this.right = truth.of(quantity);
      this.replay = Replay.of(computation, own);
      this.precise = Replay.of(computation, wrong);
    }

    Judgement judged() {
      NdArray follows = replay.of(quantity);
      Optional<Verdict> formula = answer.formula().map(this::formula);
      Optional<Figures> figures = answer.number().map(entry -> Figures.parse(entry.text()));
      Optional<Verdict> number = figures.map(f -> number(f, follows));
      Verdict verdict = worse(formula, number);
      if (formula.isPresent() && formula.get() == Verdict.RIGHT && number.isPresent() && number.get() == Verdict.WRONG) {
        notes.add("the formula is right; with these values it gives " + Numerals.text(follows) + ", so look at the arithmetic");
      }
      if (answer.formula().isEmpty() && cell.kind() == Cell.Kind.FORMULA && verdict == Verdict.RIGHT) {
        notes.add("a formula is asked here");
        verdict = Verdict.OPEN;
      }
      boolean differs = figures.isPresent() && figures.get().with(right) != Figures.Agreement.AGREES;
      return new Judgement(
          cell, answer, verdict, Optional.of(right), differs ? Optional.of(follows) : Optional.empty(),
          figures.map(Figures::digits).orElse(0), List.copyOf(faults), notes);
    }

    private static Verdict worse(Optional<Verdict> formula, Optional<Verdict> number) {
      Verdict a = formula.orElse(Verdict.OPEN);
      Verdict b = number.orElse(Verdict.OPEN);
      return a.compareTo(b) > 0 ? a : b;
    }

    private Verdict number(Figures figures, NdArray follows) {
      Figures.Agreement withTruth = figures.with(right);
      boolean followsOwn = figures.with(follows) == Figures.Agreement.AGREES
          || figures.with(precise.of(quantity)) == Figures.Agreement.AGREES;
      if (withTruth == Figures.Agreement.SHAPES) {
        notes.add(String.format(Locale.ROOT, "%s has the shape %s, this has %s", cell.name(), right.shape(), figures.value().shape()));
        return Verdict.WRONG;
      }
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
      boolean exactlyFaulty = !faults(replay, follows, x -> distance(figures.value(), x) < EXACTLY).isEmpty();
      if (withTruth == Figures.Agreement.COARSE && !exactlyFaulty) {
        notes.add("too few digits to tell: give three or more");
        return Verdict.COARSE;
      }
      explain(figures, follows);
      return Verdict.WRONG;
    }

    private void explain(Figures figures, NdArray follows) {
      Predicate<NdArray> reproduces = x -> figures.with(x) == Figures.Agreement.AGREES;
      faults.addAll(faults(replay, follows, reproduces));
      if (faults.isEmpty()) {
        faults.addAll(faults(precise, precise.of(quantity), reproduces));
      }
      if (!faults.isEmpty() && figures.digits() < TELLING_DIGITS) {
        notes.add("with so few digits this may be chance: three or more would tell");
      }
      if (faults.isEmpty() && distance(figures.value(), follows) < NEARLY) {
        notes.add("near, but off by more than the last of your " + figures.digits() + " digits: was something rounded on the way?");
      }
    }

    private List<Fault> faults(Replay from, NdArray without, Predicate<NdArray> reproduces) {
      Set<Fault> found = new LinkedHashSet<>();
      for (Mistake mistake : Fault.mistakes(from.places())) {
        faulty(from, mistake)
            .filter(value -> distance(value, without) > NEARLY / 10 && reproduces.test(value))
            .ifPresent(_ -> found.add(mistake.fault()));
      }
      return List.copyOf(found);
    }

    private Optional<NdArray> faulty(Replay from, Mistake mistake) {
      try {
        return Optional.of(from.following(mistake.rules()).of(quantity));
      } catch (IllegalArgumentException _) {
        return Optional.empty(); // the mistake doesn't fit the shapes here
      }
    }

    private Verdict formula(Entry entry) {
      Formula formula = Judge.this.formula(cell, entry);
      Points.Comparison comparison = points.compare(formula, quantity);
      if (comparison.agrees()) {
        return Verdict.RIGHT;
      }
      notes.add(comparison.difference());
      for (Mistake mistake : Fault.mistakes(truth.places())) {
        if (points.reproduces(formula, quantity, mistake)) {
          faults.add(mistake.fault());
        }
      }
      return Verdict.WRONG;
    }
  }

  /** The largest difference as a share of the largest number; infinite where shapes differ. */
  private static double distance(NdArray a, NdArray b) {
    double[] x = a.toDoubles();
    double[] y = b.toDoubles();
    if (x.length != y.length) {
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
