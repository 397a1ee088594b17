package glassprop.parity.suite;

import glassprop.parity.oracle.Answer;
import glassprop.parity.oracle.Engine;
import glassprop.parity.oracle.Oracle;
import glassprop.parity.oracle.Part;
import glassprop.parity.oracle.Question;
import java.util.List;
import java.util.Optional;

/**
 * One row of the table: something that is done here and by an oracle, on the same numbers.
 *
 * @param subject what it is about: an op, a loss, an optimizer
 * @param setting how it is tried: shapes, layout, order
 * @param tolerance how near the answers must be
 */
public record Case(Subject subject, String setting, Tolerance tolerance, Trial trial) {

  /**
   * What a case is about.
   *
   * @param group op, layer, loss, …
   * @param name of the op, layer or loss
   */
  public record Subject(String group, String name) {
    @Override
    public String toString() {
      return group + " " + name;
    }
  }

  /** What is done on both sides. */
  @FunctionalInterface
  public interface Trial {
    /** Asks both sides the same; empty if the oracle has no counterpart. */
    Optional<Answers> ask(Engine engine, Oracle oracle);
  }

  /** What both sides gave. */
  public record Answers(List<Part> ours, List<Part> theirs) {
    /** Copies the lists. */
    public Answers {
      ours = List.copyOf(ours);
      theirs = List.copyOf(theirs);
    }

    /** Both answers to one question. */
    public static Answers to(Question question, Engine engine, Oracle oracle) {
      Answer ours = engine.answer(question);
      return new Answers(ours.parts(), oracle.answer(question).parts());
    }
  }

  /** As in {@code op tanh (2, 3)}. */
  @Override
  public String toString() {
    return setting.isEmpty() ? subject.toString() : subject + " " + setting;
  }
}
