package glassprop.nn.data;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Tells numbers that only name the rows, such as a customer's number, from numbers that say something of them.
 *
 * <p>Keys are whole and all different. So are, in a small table, many measurements; a column is taken for a key only if one of these holds, too:
 * <ul>
 *   <li>the values lie so densely that as many random numbers of that range would have repeated themselves, by the birthday problem some
 *       {@value #EXPECTED_REPEATS} times or more;
 *   <li>the column is named like a key, as {@code customer_id} or {@code Kunden-Nr}.
 * </ul>
 */
final class RowKeys {
  private static final int EXPECTED_REPEATS = 6; // none are seen by chance in one column of four hundred: e⁻⁶
  private static final int FEWEST_ROWS = 10;

  /** Words of a name by which people and programs mean a key. */
  private static final Set<String> KEY_WORDS =
      Set.of("id", "ids", "rowid", "row", "rownum", "rownames", "index", "idx", "no", "nr", "num", "number", "nummer", "key", "code",
          "uid", "guid", "#", "unnamed");

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}#]+|(?<=\\p{Ll})(?=\\p{Lu})");

  private RowKeys() {}

  /**
   * Whether a column only names its rows.
   *
   * @param rows the rows of the whole table that these are
   */
  static boolean isKey(NumberColumn column, int[] rows, Table training) {
    double[] values = column.toArray();
    if (column.missing() > 0 || !Arrays.stream(values).allMatch(x -> x == Math.rint(x)) || repeats(values)) {
      return false;
    }
    boolean named = isNamedLikeAKey(column.name());
    if (named && (values.length >= FEWEST_ROWS || numbersTheRows(column, rows, training))) {
      return true;
    }
    double range = Arrays.stream(values).max().orElse(0) - Arrays.stream(values).min().orElse(0) + 1;
    double pairs = values.length * (values.length - 1.0) / 2;
    return values.length >= FEWEST_ROWS && pairs / range >= EXPECTED_REPEATS;
  }

  private static boolean repeats(double[] values) {
    Set<Double> seen = new HashSet<>();
    return !Arrays.stream(values).allMatch(seen::add);
  }

  private static boolean isNamedLikeAKey(String name) {
    List<String> words = List.of(BETWEEN_WORDS.split(name));
    return words.stream().anyMatch(word -> KEY_WORDS.contains(word.toLowerCase(Locale.ROOT)));
  }

  /** Whether each value is its row's or its line's number, up to where the count starts. */
  private static boolean numbersTheRows(NumberColumn column, int[] rows, Table training) {
    double fromRow = column.at(0) - rows[0];
    double fromLine = column.at(0) - training.lineOf(0); // rows without a target are left out, lines stay
    return IntStream.range(0, rows.length).allMatch(i -> column.at(i) - rows[i] == fromRow)
        || IntStream.range(0, rows.length).allMatch(i -> column.at(i) - training.lineOf(i) == fromLine);
  }
}
