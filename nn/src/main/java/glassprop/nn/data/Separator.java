package glassprop.nn.data;

import java.util.Optional;
import java.util.stream.Stream;

/** What stands between two cells of a CSV file; in the order in which they are believed: commas also stand inside numbers and texts. */
enum Separator {
  TAB('\t', "tab"),
  SEMICOLON(';', "';'"),
  PIPE('|', "'|'"),
  COMMA(',', "','");

  private final char character;
  private final String shown;

  Separator(char character, String shown) {
    this.character = character;
    this.shown = shown;
  }

  char character() {
    return character;
  }

  /** The separator that is written as this character, if there is one. */
  static Optional<Separator> of(char character) {
    return Stream.of(values()).filter(separator -> separator.character == character).findFirst();
  }

  @Override
  public String toString() {
    return shown;
  }
}
