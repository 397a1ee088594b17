package glassprop.lens.worksheet;

import glassprop.array.NdArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges the cells of a worksheet, each twice: against the truth, and against what follows from the learner's own earlier
 * cells. For a wrong one it looks for the mistake that gives exactly what was written.
 */
public final class Judge {
  private static final int MANY = 3; // different cells with one number in all are no chance

  private final Computation computation;
  private final List<Cell> cells;
  private final Points points;

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
  }

  /** The right number of a cell. */
  public NdArray truth(Cell cell) {
    return points.truth().of(cell.quantity().orElseThrow(() -> new IllegalArgumentException(cell.name() + " is answered in words")));
  }

  /**
   * Judges every cell.
   *
   * @param answers by the names of cells
   */
  public List<Judgement> judge(Map<String, Answer> answers) {
    Map<Cell, Case> cases = cases(answers);
    credit(List.copyOf(cases.values()));
    cases.values().forEach(one -> one.explain(List.copyOf(cases.values())));
    return cells.stream().map(cell -> {
      Case one = cases.get(cell);
      return one == null ? words(cell, answers.getOrDefault(cell.name(), Answer.OPEN)) : one.judgement();
    }).toList();
  }

  /** Every cell that asks for a number or a formula, with the answers before it. */
  private Map<Cell, Case> cases(Map<String, Answer> answers) {
    Map<Cell, Case> cases = new LinkedHashMap<>();
    Map<Quantity, NdArray> own = new LinkedHashMap<>();
    Map<Quantity, NdArray> wrong = new LinkedHashMap<>();
    boolean astray = false;
    for (Cell cell : cells) {
      if (cell.kind() != Cell.Kind.WORDS) {
        Case one = new Case(cell, answers.getOrDefault(cell.name(), Answer.OPEN), computation, points, own, wrong, astray);
        cases.put(cell, one);
        astray |= one.found() == Verdict.WRONG || one.found() == Verdict.CARRIED || one.found() == Verdict.COARSE;
        one.written().ifPresent(value -> {
          own.put(one.quantity(), value);
          if (one.found() != Verdict.RIGHT) {
            wrong.put(one.quantity(), value);
          }
        });
      }
    }
    return cases;
  }

  private static Judgement words(Cell cell, Answer answer) {
    return new Judgement(
        cell, answer, answer.words().isPresent() ? Verdict.WRITTEN : Verdict.OPEN, Optional.empty(), Optional.empty(), 0,
        List.of(), List.of());
  }

  /**
   * Takes the mark of the right method from numbers that follow from wrong ones before them, but would stand there without any method: a 0
   * from a 0, the number of another cell, or one number in all cells.
   */
  private static void credit(List<Case> cases) {
    copied(cases);
    for (Case one : cases) {
      Optional<NdArray> written = one.written();
      if (one.found() == Verdict.CARRIED && written.isPresent()) {
        List<Case> same = cases.stream().filter(other -> other.written().filter(x -> equal(x, written.get())).isPresent()).toList();
        List<Case> before = same.subList(0, same.indexOf(one));
        if (Arrays.stream(written.get().toDoubles()).allMatch(x -> x == 0)) {
          one.uncredit("0 follows from a 0 before it, which shows nothing of the method");
        } else if (isEverywhere(same, cases)) {
          one.uncredit("the same number stands in cells that have different ones, which shows nothing of the method");
        } else if (!before.isEmpty() && before.stream().noneMatch(other -> equal(other.right(), one.right()))) {
          one.uncredit("this is the number of " + before.getLast().cell().name() + " again, which shows nothing of the method");
        }
      }
    }
  }

  /**
   * One number that is right in one cell and stands in all others too was copied, whatever mistakes would give it. Gradients alone may also be
   * equal because the chain rule was forgotten.
   */
  private static void copied(List<Case> cases) {
    List<Case> filled = cases.stream().filter(one -> one.written().isPresent()).toList();
    boolean one = filled.stream().map(cell -> Arrays.toString(cell.written().orElseThrow().toDoubles())).distinct().count() == 1;
    if (one && isEverywhere(filled, cases) && filled.stream().anyMatch(cell -> cell.quantity() instanceof Quantity.Value)) {
      filled.stream().filter(cell -> cell.found() == Verdict.RIGHT).findFirst().ifPresent(
          source -> filled.stream().filter(cell -> cell.found() == Verdict.WRONG || cell.found() == Verdict.CARRIED).forEach(cell -> cell.copied(source)));
    }
  }

  /** Whether one number stands in most of the cells that are filled in, and the truth has several there. */
  private static boolean isEverywhere(List<Case> same, List<Case> all) {
    long filled = all.stream().filter(one -> one.written().isPresent()).count();
    long truths = same.stream().map(one -> Arrays.toString(one.right().toDoubles())).distinct().count();
    return truths >= MANY && 2L * same.size() > filled;
  }

  private static boolean equal(NdArray a, NdArray b) {
    return Arrays.equals(a.toDoubles(), b.toDoubles());
  }
}
