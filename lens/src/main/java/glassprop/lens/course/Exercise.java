package glassprop.lens.course;

import glassprop.lens.worksheet.Cell;
import glassprop.lens.worksheet.Computation;
import glassprop.lens.worksheet.Judge;
import glassprop.lens.worksheet.Variety;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An exercise: what it says, what it asks, and what is right.
 *
 * @param id short, as in A2
 * @param topic the part of the course
 * @param statement in Markdown; in braces stand formulas, which are told as numbers
 * @param computation that the cells are about; without equations if there is nothing to compute
 * @param cells of the worksheet, in the order in which they are to be filled in; empty if there is none
 * @param varieties how values may vary, by name
 * @param hints three, each saying more than the one before; numbers as in the statement
 * @param solution the worked solution and what to learn from it, in Markdown; about the numbers of the exercise itself
 * @param code whether there is a program to complete
 * @param experiment the name of one that runs, if there is one
 * @param goals when it is done, line by line; empty if its parts need no words
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
    Optional<String> experiment,
    List<Goal> goals) {
  /** Copies the lists. */
  public Exercise {
    cells = List.copyOf(cells);
    varieties = Map.copyOf(varieties);
    hints = List.copyOf(hints);
    goals = List.copyOf(goals);
  }

  /** What of an exercise can be done, each by itself. */
  public enum Part {
    /** The cells that ask for numbers and formulas. */
    WORKSHEET,
    /** The cells that ask for words. */
    WORDS,
    /** The program. */
    PROGRAM,
    /** The experiment. */
    EXPERIMENT
  }

  /**
   * One line of when an exercise is done.
   *
   * @param part that fulfils it
   * @param text in words
   */
  public record Goal(Part part, String text) {}

  /** The parts that there are. */
  public List<Part> parts() {
    long words = cells.stream().filter(cell -> cell.kind() == Cell.Kind.WORDS).count();
    return Arrays.stream(Part.values()).filter(part -> switch (part) {
      case WORKSHEET -> cells.size() > words;
      case WORDS -> words > 0;
      case PROGRAM -> code;
      case EXPERIMENT -> experiment.isPresent();
    }).toList();
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

  /** The statement with this exercise's numbers. */
  public String told() {
    return Prose.told(statement, computation);
  }

  /** A hint with this exercise's numbers; the first is 1. */
  public String hint(int level) {
    return Prose.told(hints.get(level - 1), computation);
  }

  /**
   * A command that goes on with this exercise, as in {@code glassprop exercise start A2 --seed 7}.
   *
   * @param verb such as start
   * @param seed of the variant; 0 for the exercise itself
   */
  public String command(String verb, long seed) {
    return "glassprop exercise " + verb + " " + id + (seed == 0 ? "" : " --seed " + seed);
  }

  /** A judge of this exercise's worksheets. */
  public Judge judge() {
    return new Judge(computation, cells, varieties);
  }

  /** The same exercise with other numbers. */
  Exercise with(Computation other) {
    return new Exercise(
        id, title, topic, level, statement, other, cells, varieties, hints, solution, code, experiment, goals);
  }
}
