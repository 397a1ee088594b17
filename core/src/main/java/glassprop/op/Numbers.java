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
    return digits.replace('-', '−').replace("Infinity", "∞").replaceFirst("(?:\\.0)?E", "e");
  }

  /** A number in LaTeX: as {@link #text}, with a power of ten where it has an exponent. */
  public static String latex(double value) {
    String text = text(value).replace('−', '-').replace("∞", "\\infty").replace("π", "\\pi");
    int e = text.indexOf('e');
    if (e <= 0) { // no exponent, or Euler's number
      return text;
    }
    String power = "10^{" + text.substring(e + 1) + "}";
    String mantissa = text.substring(0, e);
    return mantissa.equals("1") ? power : mantissa.equals("-1") ? "-" + power : mantissa + " \\cdot " + power;
  }
}
