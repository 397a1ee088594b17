package glassprop.lens.course;

import glassprop.array.NdArray;
import glassprop.lens.worksheet.Cell;
import glassprop.lens.worksheet.Computation;
import glassprop.lens.worksheet.Quantity;
import glassprop.lens.worksheet.Variety;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
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
      SequencedMap<String, NdArray> inputs = new LinkedHashMap<>();
      computation.inputs().forEach((name, value) -> inputs.put(name, variety(exercise, name).variant(value, random)));
      SequencedMap<Quantity, NdArray> given = new LinkedHashMap<>();
      computation.given().forEach((quantity, value) -> given.put(quantity, Variety.REAL.variant(value, random)));
      Exercise variant =
          exercise.with(new Computation(computation.equations(), inputs, given, computation.result()));
      if (isWellConditioned(exercise, variant)) {
        return variant;
      }
    }
    throw new CourseException("no good numbers were found for this variant of " + exercise.id() + "; take another seed");
  }

  private static Variety variety(Exercise exercise, String name) {
    return exercise.varieties().getOrDefault(name, Variety.REAL);
  }

  /** Whether every answer can be worked with: finite, neither tiny nor huge, and 0 only where it is in the original. */
  private static boolean isWellConditioned(Exercise exercise, Exercise variant) {
    for (Cell cell : exercise.cells()) {
      if (cell.quantity().isPresent() && !(cell.quantity().get() instanceof Quantity.Figure)) {
        double[] before = exercise.judge().truth(cell).toDoubles();
        double[] after = variant.judge().truth(cell).toDoubles();
        double size = Arrays.stream(after).map(Math::abs).max().orElse(0);
        boolean zeros = zeros(before) == zeros(after);
        if (!zeros || !Double.isFinite(size) || (size != 0 && (size < SMALLEST || size > LARGEST))) {
          return false;
        }
      }
    }
    return true;
  }

  private static long zeros(double[] numbers) {
    return Arrays.stream(numbers).filter(x -> x == 0).count();
  }
}
