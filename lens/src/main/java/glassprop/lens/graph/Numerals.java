package glassprop.lens.graph;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.lens.graph.Caption.Grid;
import glassprop.lens.graph.Caption.Line;
import glassprop.lens.graph.Caption.Tone;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers in a box: small arrays in full, by rows; of large ones the range. */
final class Numerals {
  private static final MathContext DIGITS = new MathContext(4);
  private static final int MOST_COLUMNS = 5;
  private static final int MOST_ROWS = 4;

  private Numerals() {}

  /** What is written of an array. */
  static Caption of(NdArray array, Tone tone) {
    Shape shape = array.shape();
    double[] numbers = array.toDoubles();
    int columns = shape.rank() == 0 ? 1 : shape.get(shape.rank() - 1);
    int rows = columns == 0 ? 0 : numbers.length / columns;
    if (numbers.length == 0) {
      return new Line("empty", tone);
    }
    if (shape.rank() == 0) {
      return new Line(number(numbers[0]), tone);
    }
    if (shape.rank() > 2 || columns > MOST_COLUMNS || rows > MOST_ROWS) {
      double low = Arrays.stream(numbers).min().orElseThrow();
      double high = Arrays.stream(numbers).max().orElseThrow();
      return new Line(low == high ? "all " + number(low) : "from " + number(low) + " to " + number(high), tone);
    }
    List<List<String>> lines = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      lines.add(Arrays.stream(numbers, row * columns, (row + 1) * columns).mapToObj(Numerals::number).toList());
    }
    return new Grid(lines, tone);
  }

  /** To four digits. */
  static String number(double x) {
    if (!Double.isFinite(x)) {
      return Double.isNaN(x) ? "NaN" : x > 0 ? "∞" : "−∞";
    }
    BigDecimal rounded = new BigDecimal(x).round(DIGITS).stripTrailingZeros();
    double size = Math.abs(x);
    boolean plain = x == 0 || (size >= 1e-4 && size < 1e7);
    return (plain ? rounded.toPlainString() : rounded.toString().replace("E+", "E")).replace('-', '−').replace('E', 'e');
  }
}
