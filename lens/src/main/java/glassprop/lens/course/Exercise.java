package glassprop.lens.course;

import glassprop.lens.worksheet.Cell;
import glassprop.lens.worksheet.Computation;
import glassprop.lens.worksheet.Judge;
import glassprop.lens.worksheet.Variety;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An exercise: what it says, what it asks, and what is right.
 *
 * @param id short, as in A2
 * @param topic the part of the course
 * @param statement in Markdown
 * @param computation that the cells are about; without equations if there is nothing to compute
 * @param cells of the worksheet, in the order in which they are to be filled in; empty if there is none
 * @param varieties how values may vary, by name
 * @param hints three, each saying more than the one before
 * @param solution the worked solution and what to learn from it, in Markdown
 * @param code whether there is a program to complete
 * @param experiment the name of one that runs, if there is one
 */
public record Exercise(
    String id,
    String title,
    String topic,
    Level level,
    String statement,
    Computation computation,
    List<Cell> cells,
    Map<String, Variety> varieties,
    List<String> hints,
    String solution,
    boolean code,
    Optional<String> experiment) {
  /** Copies the lists. */
  public Exercise {
    cells = List.copyOf(cells);
    varieties = Map.copyOf(varieties);
    hints = List.copyOf(hints);
  }

  /** How hard an exercise is. */
  public enum Level {
    /** A few minutes. */
    EASY,
    /** Some thought. */
    MEDIUM,
    /** A piece of paper, and time. */
    HARD
  }

  /** A judge of this exercise's worksheets. */
  public Judge judge() {
    return new Judge(computation, cells, varieties);
  }

  /** The same exercise with other numbers. */
  Exercise with(Computation other) {
    return new Exercise(
        id, title, topic, level, statement, other, cells, varieties, hints, solution, code, experiment);
  }
}
