package glassprop.lens.worksheet;

import glassprop.lens.expression.ExpressionException;
import glassprop.lens.expression.Program;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a learner wrote in a cell. */
public record Answer(Optional<Entry> formula, Optional<Entry> number, Optional<Entry> words) {
  private static final Pattern LETTER = Pattern.compile("(?<![\\d.])\\p{L}");

  /** A cell that is not filled in. */
  public static final Answer OPEN = new Answer(Optional.empty(), Optional.empty(), Optional.empty());

  /** A number alone. */
  public static Answer number(Entry entry) {
    return new Answer(Optional.empty(), Optional.of(entry), Optional.empty());
  }

  /** A formula alone. */
  public static Answer formula(Entry entry) {
    return new Answer(Optional.of(entry), Optional.empty(), Optional.empty());
  }

  /** Words. */
  public static Answer words(Entry entry) {
    return new Answer(Optional.empty(), Optional.empty(), Optional.of(entry));
  }

  /** A text as an answer: words if those are asked, a formula if it has a name in it, else a number. */
  public static Answer of(Cell cell, String text) {
    Entry entry = new Entry(0, text);
    if (cell.kind() == Cell.Kind.WORDS) {
      return words(entry);
    }
    return cell.kind() == Cell.Kind.NUMBER || isArithmetic(text) ? number(entry) : formula(entry);
  }

  private static boolean isArithmetic(String text) {
    try {
      return Program.parse(text).free().isEmpty();
    } catch (ExpressionException _) {
      return !LETTER.matcher(text).find(); // it can't be read as either
    }
  }

  /** Whether nothing was filled in. */
  public boolean isOpen() {
    return formula.isEmpty() && number.isEmpty() && words.isEmpty();
  }
}
