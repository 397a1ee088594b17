package glassprop.lens.worksheet;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** In which ways a value of an exercise may vary: at random points, where formulas are compared, and in variants. */
public enum Variety {
  /** Any numbers of about this size. */
  REAL,
  /** Numbers above 0. */
  POSITIVE,
  /** Numbers between 0 and 1. */
  UNIT,
  /** Rows of numbers above 0 whose sum is 1. */
  DISTRIBUTION,
  /** 0 or 1 in a variant; between them at a random point, where a formula must not rely on y² = y. */
  LABEL,
  /** Always this value. */
  FIXED,
  /**
   * Given in place of what is computed, and near it: in a variant what is computed there, cut after its first digit. So it keeps its sign and
   * stays where such values lie, as σ does between 0 and 1.
   */
  ROUNDED;

  private static final int MOST_DECIMALS = 3;

  /**
   * The variety of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Variety of(String name) {
    for (Variety variety : values()) {
      if (variety.name().equals(name.toUpperCase(Locale.ROOT))) {
        return variety;
      }
    }
    throw new IllegalArgumentException(
        "no variety " + name + "; there are " + Arrays.toString(values()).toLowerCase(Locale.ROOT));
  }

  /** Other numbers, with all digits. */
  NdArray point(NdArray x, RandomGenerator random) {
    double[] numbers = x.toDoubles();
    for (int i = 0; i < numbers.length; i++) {
      double size = Math.max(0.5, Math.abs(numbers[i]));
      numbers[i] = switch (this) {
        case REAL -> numbers[i] + size * random.nextDouble(-0.5, 0.5);
        case POSITIVE -> size * random.nextDouble(0.5, 1.5);
        case UNIT, LABEL -> random.nextDouble(0.1, 0.9);
        case DISTRIBUTION -> random.nextDouble(0.2, 1);
        case FIXED -> numbers[i];
        case ROUNDED -> numbers[i] * random.nextDouble(0.3, 1);
      };
    }
    return NdArray.over(this == DISTRIBUTION ? normalised(numbers, x.shape()) : numbers, x.shape());
  }

  /**
   * Other numbers with as many decimals, which are as easy to work with.
   *
   * @param x the numbers of the exercise itself; for {@link #ROUNDED} those that are computed in the variant
   */
  public NdArray variant(NdArray x, RandomGenerator random) {
    double[] numbers = x.toDoubles();
    int decimals = Math.clamp(Arrays.stream(numbers).mapToInt(Variety::decimals).max().orElse(0), 1, MOST_DECIMALS);
    for (int i = 0; i < numbers.length; i++) {
      double least = Math.pow(10, -decimals);
      double size = Math.max(10 * least, Math.abs(numbers[i]));
      numbers[i] = switch (this) {
        case REAL -> rounded(Math.copySign(random.nextDouble(0.4, 1.6) * size, numbers[i]), decimals);
        case POSITIVE -> rounded(random.nextDouble(0.4, 1.6) * size, decimals);
        case UNIT -> rounded(random.nextDouble(0.1, 0.9), decimals);
        case LABEL -> (double) random.nextInt(2);
        case ROUNDED -> new BigDecimal(numbers[i]).round(new MathContext(1, RoundingMode.DOWN)).doubleValue();
        case DISTRIBUTION, FIXED -> numbers[i];
      };
    }
    if (this == DISTRIBUTION) {
      shuffleRows(numbers, x.shape(), random);
    }
    return NdArray.over(numbers, x.shape());
  }

  private static double[] normalised(double[] numbers, Shape shape) {
    int width = shape.rank() == 0 ? 1 : shape.get(shape.rank() - 1);
    for (int row = 0; row < numbers.length; row += width) {
      double sum = Arrays.stream(numbers, row, row + width).sum();
      for (int i = row; i < row + width; i++) {
        numbers[i] /= sum;
      }
    }
    return numbers;
  }

  private static void shuffleRows(double[] numbers, Shape shape, RandomGenerator random) {
    int width = shape.rank() == 0 ? 1 : shape.get(shape.rank() - 1);
    for (int row = 0; row < numbers.length; row += width) {
      for (int i = width - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        double kept = numbers[row + i];
        numbers[row + i] = numbers[row + j];
        numbers[row + j] = kept;
      }
    }
  }

  private static int decimals(double x) {
    return Math.max(0, new BigDecimal(Double.toString(x)).stripTrailingZeros().scale());
  }

  private static double rounded(double x, int decimals) {
    double y = new BigDecimal(x).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue();
    return y == 0 ? Math.copySign(Math.pow(10, -decimals), x) : y;
  }
}
