package glassprop.lens.course;

import glassprop.array.NdArray;
import glassprop.lens.worksheet.Cell;
import glassprop.lens.worksheet.Computation;
import glassprop.lens.worksheet.Judge;
import glassprop.lens.worksheet.Quantity;
import glassprop.lens.worksheet.Variety;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The same exercise with other numbers, by a seed: as many decimals, the same signs, about the same size. Seed 0 is the
 * exercise itself.
 */
final class Variants {
  private static final int ATTEMPTS = 200;
  private static final double SMALLEST = 1e-3;
  private static final double LARGEST = 1e3;

  private Variants() {}

  static Exercise of(Exercise exercise, long seed) {
    Computation computation = exercise.computation();
    if (seed == 0) {
      return exercise;
    }
    if (seed < 0) {
      throw new CourseException("the seed of a variant is a whole number, 0 or more; came " + seed);
    }
    if (computation.inputs().keySet().stream().allMatch(name -> variety(exercise, name) == Variety.FIXED)) {
      throw new CourseException(exercise.id() + " has no numbers that could vary");
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < ATTEMPTS; i++) {
      Computation moved = computation.varied(
          (name, value) -> variety(exercise, name) == Variety.ROUNDED ? value : variety(exercise, name).variant(value, random));
      Exercise variant = exercise.with(moved.varied(
          (name, value) -> variety(exercise, name) == Variety.ROUNDED ? Variety.ROUNDED.variant(moved.computed(name), random) : value));
      if (isWellConditioned(exercise, variant)) {
        return variant;
      }
    }
    throw new CourseException("no good numbers were found for this variant of " + exercise.id() + "; take another seed");
  }

  private static Variety variety(Exercise exercise, String name) {
    return exercise.varieties().getOrDefault(name, Variety.REAL);
  }

  /** Whether every answer can be worked with: finite, 0 only where it is in the original, and neither tiny nor huge if it is no figure. */
  private static boolean isWellConditioned(Exercise exercise, Exercise variant) {
    for (String name : exercise.computation().names()) {
      if (nearZero(exercise.computation().computed(name)) != nearZero(variant.computation().computed(name))) {
        return false;
      }
    }
    Judge original = exercise.judge();
    Judge other = variant.judge();
    for (Cell cell : exercise.cells()) {
      if (cell.quantity().isPresent()) {
        double[] before = original.truth(cell).toDoubles();
        double[] after = other.truth(cell).toDoubles();
        double size = Arrays.stream(after).map(Math::abs).max().orElse(0);
        boolean extreme = size != 0 && (size < SMALLEST || size > LARGEST) && !(cell.quantity().get() instanceof Quantity.Figure);
        if (zeros(before) != zeros(after) || !Double.isFinite(size) || extreme) {
          return false;
        }
      }
    }
    return true;
  }

  /** How many elements are at a kink such as that of a ReLU, or so near that a difference quotient could meet it. */
  private static long nearZero(NdArray x) {
    return Arrays.stream(x.toDoubles()).filter(element -> Math.abs(element) < SMALLEST).count();
  }

  private static long zeros(double[] numbers) {
    return Arrays.stream(numbers).filter(x -> x == 0).count();
  }
}
