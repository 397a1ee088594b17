package glassprop.lens.worksheet;

import java.util.Optional;

/**
 * A place of a worksheet to fill in.
 *
 * @param name as the worksheet has it: {@code z}, {@code dL/dw}, or a word
 * @param quantity what is asked; empty where words are
 * @param kind how it may be answered
 * @param formula the author's answer, if the cell has one; a claim, which a test holds to the engine
 * @param figure the author's number, as text; a claim too, which is empty for words
 * @param meaning what the cell asks, in words
 */
public record Cell(
    String name, Optional<Quantity> quantity, Kind kind, String formula, String figure, String meaning) {

  /** How a cell may be answered. */
  public enum Kind {
    /** By a number or a formula, or both. */
    EITHER,
    /** By a number. */
    NUMBER,
    /** By a formula. */
    FORMULA,
    /** In words. */
    WORDS
  }
}
