package glassprop.nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What is to be learnt from a table: which column, and as what.
 *
 * <p>If the task isn't given, it is inferred: categories are classified; so are numbers if all are whole and there are
 * only two of them, or at most twenty with ten rows or more for each on average; other numbers are regressed.
 *
 * @param table the rows that have a target
 * @param target the column to be predicted
 * @param task what is learnt of it
 * @param reason why this task
 * @param notes what was decided about the rows
 */
public record Problem(Table table, String target, Task task, String reason, List<String> notes) {
  private static final int MOST_INFERRED_CLASSES = 20;
  private static final int ROWS_PER_INFERRED_CLASS = 10;
  private static final int FEWEST_ROWS = 3; // one each to train, validate and test

  /** Keeps an unmodifiable copy of the notes. */
  public Problem {
    Objects.requireNonNull(notes, "problem: expected notes, came null");
    Objects.requireNonNull(table, "problem: expected a table, came null");
    Objects.requireNonNull(target, "problem: expected the name of a column, came null");
    Objects.requireNonNull(task, "problem: expected a task, came null");
    Objects.requireNonNull(reason, "problem: expected a reason, came null");
    notes = List.copyOf(notes);
  }

  /**
   * The problem of predicting a column, the task inferred.
   *
   * @throws DataException if there is no such column, or nothing to be learnt of it
   */
  public static Problem infer(Table table, String target) {
    Problem labelled = labelled(table, target);
    Task task = switch (labelled.column()) {
      case CategoryColumn _ -> Task.CLASSIFICATION;
      case NumberColumn numbers -> {
        double[] distinct = distinct(numbers);
        boolean whole = Arrays.stream(distinct).allMatch(x -> x == Math.rint(x));
        boolean few = distinct.length <= 2
            || (distinct.length <= MOST_INFERRED_CLASSES
                && distinct.length * ROWS_PER_INFERRED_CLASS <= numbers.rows());
        yield whole && few ? Task.CLASSIFICATION : Task.REGRESSION;
      }
    };
    return labelled.as(task, reason(labelled, task));
  }

  /**
   * The problem of predicting a column as the given task.
   *
   * @throws DataException if there is no such column, nothing to be learnt of it, or it doesn't suit the task
   */
  public static Problem of(Table table, String target, Task task) {
    return labelled(table, target).as(task, "as asked");
  }

  /** The column to be predicted. */
  public Column column() {
    return table.column(target);
  }

  /** Rows that have a target; the task is still open. */
  private static Problem labelled(Table table, String target) {
    Column column = table.column(target);
    if (table.columns().size() < 2) {
      throw new DataException(table.file(), "expected columns to predict " + Wording.shown(target)
          + " from, found no other column; a file of several columns has them parted by a tab, ';', '|' or ','");
    }
    int[] present = IntStream.range(0, table.rows()).filter(r -> !column.missingAt(r)).toArray();
    if (present.length == 0) {
      throw new DataException(table.file(), 0, target, "expected values to be learnt, found every cell empty");
    }
    int dropped = table.rows() - present.length;
    if (present.length < FEWEST_ROWS) {
      throw new DataException(table.file(), "expected " + FEWEST_ROWS + " rows or more with a value in "
          + Wording.shown(target) + ", found " + present.length);
    }
    List<String> notes = dropped == 0 ? List.of()
        : List.of(Wording.count(dropped, "row") + " without a value in " + Wording.shown(target) + " left out");
    return new Problem(dropped == 0 ? table : table.select(present), target, Task.REGRESSION, "", notes);
  }

  private Problem as(Task chosen, String why) {
    Column cells = column();
    int distinct = countDistinct(cells);
    if (distinct < 2) {
      String kind = chosen == Task.CLASSIFICATION ? "two classes or more" : "numbers that differ";
      throw new DataException(table.file(), 0, target, "expected " + kind + ", found only "
          + Wording.shown(cells.textAt(0)) + " in " + Wording.count(table.rows(), "row")
          + "; there is nothing to be learnt");
    }
    if (chosen == Task.REGRESSION) {
      if (cells instanceof CategoryColumn) {
        throw table.error(0, target, "expected numbers for regression, found the category "
            + Wording.shown(cells.textAt(0)) + "; choose classification, or another target");
      }
      return new Problem(table, target, chosen, why, notes);
    }
    int most = Math.max(MOST_INFERRED_CLASSES, switch (cells) {
      case NumberColumn _ -> table.rows() / ROWS_PER_INFERRED_CLASS;
      case CategoryColumn _ -> table.rows() / 2;
    });
    if (distinct > most) {
      throw new DataException(table.file(), 0, target, "expected classes, found " + distinct
          + " different values in " + Wording.count(table.rows(), "row") + "; at most " + most + " are taken as classes"
          + (cells instanceof NumberColumn ? ": choose regression, or another target" : ": choose another target"));
    }
    List<String> all = new ArrayList<>(notes);
    if (cells instanceof CategoryColumn categories) {
      all.addAll(Lookalikes.notes("classes", categories.levels()));
    }
    List<String> rare = rareClasses();
    if (!rare.isEmpty()) {
      all.add("classes with fewer than " + Split.FEWEST_PER_CLASS
          + " rows, which only the training part will have: " + Wording.list(rare));
    }
    return new Problem(table, target, chosen, why, all);
  }

  private List<String> rareClasses() {
    Classes classes = Classes.of(column());
    int[] counts = new int[classes.names().size()];
    for (int c : classes.encode(table)) {
      counts[c]++;
    }
    return IntStream.range(0, counts.length).filter(c -> counts[c] < Split.FEWEST_PER_CLASS)
        .mapToObj(classes.names()::get).toList();
  }

  private static String reason(Problem problem, Task task) {
    Column column = problem.column();
    String name = Wording.shown(column.name());
    int distinct = countDistinct(column);
    return switch (column) {
      case CategoryColumn _ -> name + " has " + distinct + " categories";
      case NumberColumn _ when task == Task.CLASSIFICATION -> name + " has only " + distinct
          + " different whole numbers in " + problem.table.rows() + " rows";
      case NumberColumn _ -> name + " is a number with " + distinct + " different values in " + problem.table.rows()
          + " rows";
    };
  }

  private static int countDistinct(Column column) {
    return switch (column) {
      case CategoryColumn c -> (int) IntStream.of(c.counts()).filter(n -> n > 0).count();
      case NumberColumn n -> distinct(n).length;
    };
  }

  private static double[] distinct(NumberColumn column) {
    return Arrays.stream(column.toArray()).filter(x -> !Double.isNaN(x)).distinct().toArray();
  }
}
