package glassprop.op;

/** How a number is written in notation. */
public final class Numbers {
  private Numbers() {}

  /** The shortest decimal form that is the number: 2 rather than 2.0, with a true minus sign; π and e by their names. */
  public static String text(double value) {
    if (value == Math.PI || value == Math.E) {
      return value == Math.PI ? "π" : "e";
    }
    String digits = value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    return digits.replace('-', '−').replace("Infinity", "∞");
  }
}
