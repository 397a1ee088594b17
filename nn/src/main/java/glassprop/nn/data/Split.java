package glassprop.nn.data;

import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Which rows train, which validate and which test: every row does one of these. The rows of each part are in random
 * order; the same generator state gives the same parts.
 *
 * <p>For classes the parts are stratified: each class has its share of validation and test, to within one row where
 * the numbers allow, and at least one row in each part (in training always). Classes with fewer than
 * {@value #FEWEST_PER_CLASS} rows only train.
 */
public final class Split {
  /** The fewest rows of a class that can be shared out: one each to train, validate and test. */
  static final int FEWEST_PER_CLASS = 3;

  private final int[] train;
  private final int[] validation;
  private final int[] test;

  private Split(int[] train, int[] validation, int[] test) {
    this.train = train;
    this.validation = validation;
    this.test = test;
  }

  /**
   * Parts the rows of a problem, stratified if it is a classification.
   *
   * @throws DataException if there are too few rows for these sizes
   */
  public static Split of(Problem problem, SplitSizes sizes, RandomGenerator random) {
    Objects.requireNonNull(sizes, "split: expected the sizes of the parts, came null");
    int rows = problem.table().rows();
    return switch (problem.task()) {
      case CLASSIFICATION -> {
        Classes classes = Classes.of(problem.column());
        yield part(problem.table().file(), classes.encode(problem.table()), classes.names().size(), sizes, random);
      }
      case REGRESSION -> part(problem.table().file(), new int[rows], 1, sizes, random);
    };
  }

  /**
   * Parts labelled images, stratified.
   *
   * @throws DataException if there are too few images for these sizes, or no labels
   */
  public static Split of(Images images, SplitSizes sizes, RandomGenerator random) {
    Classes classes = images.classes();
    return part(images.file(), classes.encode(images), classes.names().size(), sizes, random);
  }

  /** The rows to train with. */
  public int[] train() {
    return train.clone();
  }

  /** The rows to watch training by; empty only if asked so. */
  public int[] validation() {
    return validation.clone();
  }

  /** The rows kept for the last figure. */
  public int[] test() {
    return test.clone();
  }

  private static Split part(String file, int[] classOf, int classes, SplitSizes sizes, RandomGenerator random) {
    int rows = classOf.length;
    int[] available = new int[classes];
    for (int c : classOf) {
      available[c]++;
    }
    for (int c = 0; c < classes; c++) {
      available[c] = available[c] < FEWEST_PER_CLASS ? 0 : available[c];
    }
    int validation = switch (sizes) {
      case SplitSizes.Fractions f -> f.validation() == 0 ? 0 : atLeastOne(f.validation() * rows);
      case SplitSizes.Counts c -> c.validation();
    };
    int test = switch (sizes) {
      case SplitSizes.Fractions f -> atLeastOne(f.test() * rows);
      case SplitSizes.Counts c -> c.test();
    };
    int reserve = validation > 0 ? 2 : 1; // rows of each class kept back from the test part
    int[] testOf = new Quotas(available, reserve).share(test);
    for (int c = 0; c < classes; c++) {
      available[c] -= testOf[c];
    }
    int[] validationOf = new Quotas(available, 1).share(validation);
    if (IntStream.of(testOf).sum() < test || IntStream.of(validationOf).sum() < validation) {
      throw new DataException(file, tooFew(rows, classes, validation, test));
    }
    return deal(classOf, validationOf, testOf, random);
  }

  private static String tooFew(int rows, int classes, int validation, int test) {
    String needed = classes > 1
        ? "; each class needs a row in each part, and classes with fewer than " + FEWEST_PER_CLASS + " rows only train"
        : "; one row at least must be left to train";
    return "expected enough rows for " + test + " to test and " + validation + " to validate, found " + rows + needed
        + ": add rows or make these parts smaller";
  }

  private static int atLeastOne(double rows) {
    return (int) Math.max(1, Math.round(rows));
  }

  private static Split deal(int[] classOf, int[] validationOf, int[] testOf, RandomGenerator random) {
    int[] order = shuffled(classOf.length, random);
    int[] test = new int[IntStream.of(testOf).sum()];
    int[] validation = new int[IntStream.of(validationOf).sum()];
    int[] train = new int[order.length - test.length - validation.length];
    int tests = 0;
    int validations = 0;
    int trains = 0;
    for (int row : order) {
      int c = classOf[row];
      if (testOf[c] > 0) {
        testOf[c]--;
        test[tests++] = row;
      } else if (validationOf[c] > 0) {
        validationOf[c]--;
        validation[validations++] = row;
      } else {
        train[trains++] = row;
      }
    }
    return new Split(shuffled(train, random), shuffled(validation, random), shuffled(test, random));
  }

  private static int[] shuffled(int n, RandomGenerator random) {
    return shuffled(IntStream.range(0, n).toArray(), random);
  }

  /** Fisher–Yates, in place. */
  private static int[] shuffled(int[] rows, RandomGenerator random) {
    for (int i = rows.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int row = rows[i];
      rows[i] = rows[j];
      rows[j] = row;
    }
    return rows;
  }
}
