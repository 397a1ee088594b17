package glassprop.lens.worksheet;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

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
  /** Columns of numbers above 0 whose sum is 1. */
  COLUMNS,
  /** 0 or 1 in a variant; between them at a random point, where a formula must not rely on y² = y. */
  LABEL,
  /** This value in all variants; at a random point any other, so that a formula can't lean on it. */
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
        case REAL, FIXED -> (random.nextBoolean() ? numbers[i] : -numbers[i]) + size * random.nextDouble(-0.5, 0.5); // both sides of a gate
        case POSITIVE -> size * random.nextDouble(0.5, 1.5);
        case UNIT, LABEL -> random.nextDouble(0.1, 0.9);
        case DISTRIBUTION, COLUMNS -> random.nextDouble(0.2, 1);
        case ROUNDED -> numbers[i] * random.nextDouble(0.3, 1);
      };
    }
    for (int[] places : distributions(x.shape())) {
      double sum = Arrays.stream(places).mapToDouble(place -> numbers[place]).sum();
      Arrays.stream(places).forEach(place -> numbers[place] /= sum);
    }
    return NdArray.over(numbers, x.shape());
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
        case DISTRIBUTION, COLUMNS, FIXED -> numbers[i];
      };
    }
    for (int[] places : distributions(x.shape())) {
      for (int i = places.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        double kept = numbers[places[i]];
        numbers[places[i]] = numbers[places[j]];
        numbers[places[j]] = kept;
      }
    }
    return NdArray.over(numbers, x.shape());
  }

  /** The places of the numbers that sum to 1, for each such sum. */
  private List<int[]> distributions(Shape shape) {
    int width = shape.rank() == 0 ? 1 : shape.get(shape.rank() - 1);
    int height = shape.size() / width;
    return switch (this) {
      case DISTRIBUTION -> IntStream.range(0, height).mapToObj(row -> IntStream.range(row * width, (row + 1) * width).toArray()).toList();
      case COLUMNS -> IntStream.range(0, width)
          .mapToObj(column -> IntStream.range(0, height).map(row -> row * width + column).toArray()).toList();
      case REAL, POSITIVE, UNIT, LABEL, FIXED, ROUNDED -> List.of();
    };
  }

  private static int decimals(double x) {
    return Math.max(0, new BigDecimal(Double.toString(x)).stripTrailingZeros().scale());
  }

  private static double rounded(double x, int decimals) {
    double y = new BigDecimal(x).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue();
    return y == 0 ? Math.copySign(Math.pow(10, -decimals), x) : y;
  }
}
