package glassprop.lens.expression;

import glassprop.text.Visible;

/**
 * A text that is read, and the errors at its places.
 *
 * @param name what the text is in an error message, or the empty string
 * @param isFile whether the name is that of a file, so that a place is written {@code net.gp:3:5}
 */
record Source(String name, boolean isFile, String text) {
  private static final int BEFORE = 40;
  private static final int WIDTH = 76;
  private static final int SHOWN = 40;

  /** A text whose lines end with a line feed. */
  Source {
    text = text.replace("\r\n", "\n").replace('\r', '\n');
  }

  ExpressionException error(Place at, String problem) {
    int start = Math.clamp(at.start(), 0, text.length());
    int lineStart = text.lastIndexOf('\n', start - 1) + 1;
    int lineEnd = text.indexOf('\n', start) < 0 ? text.length() : text.indexOf('\n', start);
    int line = 1 + (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    int column = 1 + text.codePointCount(lineStart, start);
    String where = isFile ? name + ":" + line + ":" + column : "line " + line + ", column " + column;
    String source = isFile || name.isEmpty() ? "" : name + ", ";
    return new ExpressionException(
        problem, source + where, line, column, excerpt(lineStart, lineEnd, start, at.end()));
  }

  /** Requires an expression to use no names but constants. */
  void requireNumbers(Expression value) {
    value.all().forEach(part -> {
      if (part instanceof Expression.Name(String name, Place at) && Constants.value(name).isEmpty()) {
        throw error(at, "expected numbers, found the name " + quote(at));
      }
    });
  }

  /** A window of the line around the place, and the mark below. */
  private String excerpt(int lineStart, int lineEnd, int start, int end) {
    int from = start - lineStart <= BEFORE ? lineStart : start - BEFORE;
    int to = Math.min(lineEnd, from + WIDTH);
    String before = (from > lineStart ? "…" : "") + visible(text.substring(from, start));
    String after = visible(text.substring(start, Math.max(start, to))) + (to < lineEnd ? "…" : "");
    int marked = text.codePointCount(start, Math.clamp(end, start, Math.max(start, to)));
    String blanks = " ".repeat(before.codePointCount(0, before.length()));
    return before + after + "\n" + blanks + "^" + "~".repeat(Math.max(0, marked - 1));
  }

  /** A piece of the text as an error message shows it: on one line, and not too long. */
  String quote(Place at) {
    String piece = text.substring(at.start(), at.end());
    return visible(piece.length() > SHOWN ? piece.substring(0, SHOWN) + "…" : piece);
  }

  /** A text whose control characters can neither break a line nor drive a terminal. */
  static String visible(String text) {
    return Visible.text(text);
  }
}
