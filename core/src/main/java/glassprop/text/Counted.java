package glassprop.text;

/** A number of things in words: 1 axis, 2 axes. */
public final class Counted {
  private Counted() {}

  /** The number and its noun, which is given in the singular. */
  public static String of(long n, String noun) {
    return n + " " + (n == 1 ? noun : plural(noun));
  }

  private static String plural(String noun) {
    return switch (noun) {
      case "axis" -> "axes";
      case "index" -> "indices";
      case "class" -> "classes";
      default -> noun + "s";
    };
  }
}
