package glassprop.nn.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** What stands between two cells of a CSV file. */
enum Separator {
  COMMA(',', "','"),
  SEMICOLON(';', "';'"),
  TAB('\t', "tab");

  private final char character;
  private final String shown;

  Separator(char character, String shown) {
    this.character = character;
    this.shown = shown;
  }

  char character() {
    return character;
  }

  @Override
  public String toString() {
    return shown;
  }

  /**
   * The separator that the header line holds most of, outside quotes; at a tie, or if it holds none, the first of
   * comma, semicolon and tab. Blank lines before the header are passed over.
   */
  static Separator detect(DataFile file) {
    Map<Separator, Integer> found = new EnumMap<>(Separator.class);
    try (BufferedReader in = new BufferedReader(new Utf8Reader(file.name(), file.open()))) {
      boolean quoted = false;
      boolean blank = true;
      int length = 0;
      int c;
      while ((c = in.read()) >= 0) {
        boolean lineEnds = c == '\n' || c == '\r';
        if (lineEnds && !quoted && !blank) {
          break;
        }
        if (++length > CsvRecords.LONGEST_ROW) {
          throw new DataException(file.name(), 1, "the header is longer than " + CsvRecords.LONGEST_ROW
              + " characters, the limit; is this a CSV file with a line of column names?");
        }
        blank &= Character.isWhitespace(c) && c != '\t';
        quoted ^= c == '"';
        for (Separator s : values()) {
          if (c == s.character && !quoted) {
            found.merge(s, 1, Integer::sum);
          }
        }
      }
    } catch (IOException e) {
      throw file.failed(e);
    }
    Separator best = COMMA;
    for (Separator s : values()) {
      if (found.getOrDefault(s, 0) > found.getOrDefault(best, 0)) {
        best = s;
      }
    }
    return best;
  }
}
