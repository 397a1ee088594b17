package glassprop.lens.worksheet;

import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.lens.expression.ExpressionException;
import glassprop.lens.expression.Program;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as a person wrote them, who stopped after some digits. */
final class Figures {
  private static final Pattern LITERAL = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");
  private static final Pattern PLAIN = Pattern.compile("[\\s\\[\\],]*(?:" + LITERAL + "[\\s\\[\\],]*)+");
  private static final Pattern COMMA = Pattern.compile("[+-]?\\d+,\\d+");
  /** More of an error than this is none of rounding: a single digit says too little. */
  private static final double COARSEST = 0.01;
  /** Arithmetic with whole numbers, such as 1/3, is taken to be exact, but for the rounding of the computer. */
  private static final double EXACT = 1e-9;
  private static final double ROUNDING = 1e-12;

  private final NdArray value;
  private final double[] units; // one unit in the last digit of each
  private final boolean written;

  private Figures(NdArray value, double[] units, boolean written) {
    this.value = value;
    this.units = units;
    this.written = written;
  }

  /** Whether all of them were written digit by digit, and none came out of arithmetic. */
  boolean areWritten() {
    return written;
  }

  /** The numbers. */
  NdArray value() {
    return value;
  }

  /**
   * Reads numbers: one, a list, or lists of lists; or arithmetic.
   *
   * @throws IllegalArgumentException if it isn't that
   */
  static Figures parse(String written) {
    String text = written.replace('−', '-').strip();
    if (COMMA.matcher(text).matches()) {
      throw new IllegalArgumentException("not a number: " + text + "; write the decimals behind a point, " + text.replace(',', '.'));
    }
    return of(text, evaluate(text));
  }

  /** The value of arithmetic, which is as precise as its roughest decimal fraction. */
  static Figures of(String text, NdArray value) {
    double[] numbers = value.toDoubles();
    double[] units = new double[numbers.length];
    List<Double> literal = PLAIN.matcher(text).matches() ? units(text) : List.of();
    boolean written = literal.size() == units.length;
    double precision = precision(text);
    for (int i = 0; i < units.length; i++) {
      units[i] = written ? literal.get(i) : precision * Math.abs(numbers[i]);
    }
    return new Figures(value, units, written);
  }

  private static NdArray evaluate(String text) {
    Program program;
    try {
      program = Program.parse(text);
    } catch (ExpressionException e) {
      throw new IllegalArgumentException("not a number: " + e.problem() + " (column " + e.column() + ")", e);
    }
    if (!program.free().isEmpty()) {
      throw new IllegalArgumentException(
          "not a number: " + text + " has the name " + program.free().getFirst());
    }
    if (program.statements().size() > 1 || !program.resultName().isEmpty()) {
      throw new IllegalArgumentException("not a number: " + text + "; expected a number, as in -0.25 or [[1, 2], [3, 4]]");
    }
    try {
      Tensor result = program.evaluate(Map.of()).result();
      return result.array();
    } catch (ExpressionException e) {
      throw new IllegalArgumentException("not a number: " + e.problem(), e);
    }
  }

  private static List<Double> units(String text) {
    List<Double> units = new ArrayList<>();
    Matcher literal = LITERAL.matcher(text);
    while (literal.find()) {
      units.add(new BigDecimal(literal.group()).ulp().doubleValue());
    }
    return units;
  }

  /** One unit in the last digit of the roughest decimal fraction in arithmetic, as a share of it; whole numbers are exact. */
  private static double precision(String text) {
    double roughest = EXACT;
    Matcher literal = LITERAL.matcher(text);
    while (literal.find()) {
      BigDecimal number = new BigDecimal(literal.group());
      if (literal.group().contains(".") && number.signum() != 0) {
        roughest = Math.max(roughest, number.ulp().divide(number.abs(), MathContext.DECIMAL32).doubleValue());
      }
    }
    return roughest;
  }

  /** How one set of numbers stands to another. */
  enum Agreement {
    /** Equal to the digits given. */
    AGREES,
    /** Equal to the digits given, which are too few to tell. */
    COARSE,
    /** Not equal. */
    DIFFERS,
    /** Not even of one shape. */
    SHAPES
  }

  /** Whether these are the numbers {@code truth}, to the digits that were given; the shapes need but {@linkplain #fit fit}. */
  Agreement with(NdArray truth) {
    return fit(value.shape(), truth.shape()) ? numbersWith(truth) : Agreement.SHAPES;
  }

  /** Whether these are the numbers of {@code truth}, one after the other, in a shape that does not fit. */
  boolean areInAnotherShape(NdArray truth) {
    return with(truth) == Agreement.SHAPES && value.size() == truth.size() && numbersWith(truth) == Agreement.AGREES;
  }

  private Agreement numbersWith(NdArray truth) {
    double[] wanted = truth.toDoubles();
    double[] numbers = value.toDoubles();
    double size = Arrays.stream(wanted).map(Math::abs).max().orElse(0);
    Agreement worst = Agreement.AGREES;
    for (int i = 0; i < wanted.length; i++) {
      double error = Math.abs(numbers[i] - wanted[i]);
      double limit = Math.min(units[i], COARSEST * Math.abs(wanted[i])) + ROUNDING * size;
      if (!(error <= limit)) {
        boolean coarse = numbers[i] != 0 && Double.isFinite(numbers[i]) && error <= units[i] / 2;
        worst = coarse && worst != Agreement.DIFFERS ? Agreement.COARSE : Agreement.DIFFERS;
      }
    }
    return worst;
  }

  /** Whether one shape may stand for the other: axes of size 1 may be left out, so that a row is a plain list, but a row is no column. */
  static boolean fit(Shape a, Shape b) {
    return squeezed(a).equals(squeezed(b)) && (a.rank() != b.rank() || a.equals(b));
  }

  /** A shape without its axes of size 1. */
  static Shape squeezed(Shape shape) {
    return Shape.of(Arrays.stream(shape.toArray()).filter(size -> size != 1).boxed().toList());
  }

  /** The fewest significant digits among the numbers. */
  int digits() {
    int fewest = 15;
    double[] numbers = value.toDoubles();
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] != 0 && units[i] > 0) {
        fewest = Math.min(fewest, 1 + (int) Math.floor(Math.log10(Math.abs(numbers[i]) / units[i]) + 1e-9));
      }
    }
    return Math.max(1, fewest);
  }
}
