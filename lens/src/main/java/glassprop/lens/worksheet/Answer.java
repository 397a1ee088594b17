package glassprop.lens.worksheet;

import java.util.Optional;

/** What a learner wrote in a cell. */
public record Answer(Optional<Entry> formula, Optional<Entry> number, Optional<Entry> words) {
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

  /** Whether nothing was filled in. */
  public boolean isOpen() {
    return formula.isEmpty() && number.isEmpty() && words.isEmpty();
  }
}
