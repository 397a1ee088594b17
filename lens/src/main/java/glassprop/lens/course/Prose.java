package glassprop.lens.course;

import glassprop.array.NdArray;
import glassprop.lens.worksheet.Computation;
import glassprop.lens.worksheet.Numerals;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an exercise, in which numbers stand as formulas in braces: {@code at x = {x}}, {@code {dL/da} · {da/dz}}. So a variant tells its
 * own numbers.
 */
final class Prose {
  private static final Pattern NUMBER = Pattern.compile("\\{([^{}]+)}");
  private static final int DIGITS = 4;

  private Prose() {}

  /**
   * The text with numbers in place of formulas: inputs and givens exactly, all else to four digits.
   *
   * @throws IllegalArgumentException if a formula is none, or has no value
   */
  static String told(String text, Computation computation) {
    StringBuilder told = new StringBuilder();
    Matcher formula = NUMBER.matcher(text);
    while (formula.find()) {
      formula.appendReplacement(told, Matcher.quoteReplacement(number(formula.group(1).strip(), computation)));
    }
    formula.appendTail(told);
    return told.toString();
  }

  private static String number(String formula, Computation computation) {
    NdArray known = computation.inputs().getOrDefault(formula, computation.givenByName().get(formula));
    return known == null ? Numerals.text(computation.value(formula), DIGITS) : Numerals.exact(known);
  }
}
