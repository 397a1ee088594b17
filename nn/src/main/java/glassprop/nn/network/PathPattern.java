package glassprop.nn.network;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Which paths are meant: {@code encoder} is that place and everything in it, {@code *.bias} the biases one level down, {@code **.bias} all of
 * them. A star stands for any part of one name, two for any number of names.
 *
 * @param text as it is written
 */
public record PathPattern(String text) {
  /** Requires a text that is not empty. */
  public PathPattern {
    Objects.requireNonNull(text, "path pattern: expected a text, came null");
    if (text.isBlank()) {
      throw new IllegalArgumentException("path pattern '" + text + "': expected a path such as encoder.0, or **.bias; ** is everything");
    }
  }

  /** Whether the pattern means the path itself. The outermost place, whose path is empty, is meant by two stars alone. */
  public boolean isOf(String path) {
    return path.isEmpty() ? text.equals("**") : Pattern.matches(expression(), path);
  }

  /** Whether the pattern means the path, or a place that it is in. */
  public boolean covers(String path) {
    return Pattern.matches(expression() + "(\\..*)?", Objects.requireNonNull(path, "path pattern: expected a path, came null"));
  }

  private String expression() {
    StringBuilder expression = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("**.", i)) {
        expression.append("(.*\\.)?");
        i += 2;
      } else if (text.startsWith("**", i)) {
        expression.append(".*");
        i++;
      } else if (text.charAt(i) == '*') {
        expression.append("[^.]*");
      } else {
        expression.append(Pattern.quote(text.substring(i, i + 1)));
      }
    }
    return expression.toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
