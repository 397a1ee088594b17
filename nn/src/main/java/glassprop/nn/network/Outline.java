package glassprop.nn.network;

import java.util.List;
import java.util.Objects;

/** A layer that is made of others as a short text, whatever they are: {@code Sequential(Dense[units=3], TANH, … 7 more)}. */
public final class Outline {
  private static final int LONGEST = 500; // characters, beside the kind and the brackets

  private Outline() {}

  /** The kind and its parts in order; a part for which there is no room is counted, or shown without what is in it if it is the first. */
  public static String of(String kind, List<?> parts) {
    Objects.requireNonNull(kind, "outline: expected a kind, came null");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      String part = String.valueOf(parts.get(i));
      if (text.length() + part.length() > LONGEST && i > 0) {
        return kind + "(" + text + ", … " + (parts.size() - i) + " more)";
      }
      text.append(i > 0 ? ", " : "").append(part.length() > LONGEST ? part.replaceFirst("(?s)\\(.*", "") + "(…)" : part);
    }
    return kind + "(" + text + ")";
  }

  /** A text that is not longer than a line or two. */
  static String shortened(String text) {
    return text.length() <= 120 ? text : text.substring(0, 119) + "…";
  }
}
