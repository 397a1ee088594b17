package glassprop.cli.train;

import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A generator for each purpose, all from one seed: what one of them is used for leaves the others as they are.
 *
 * @param generation makes data
 * @param split parts rows
 * @param initialisation makes weights
 * @param order shuffles each epoch
 * @param check chooses what the gradient check looks at
 */
record Seeds(
    RandomGenerator generation,
    RandomGenerator split,
    RandomGenerator initialisation,
    RandomGenerator order,
    RandomGenerator check) {

  static Seeds of(long seed) {
    SplittableGenerator root = RandomGeneratorFactory.<SplittableGenerator>of("L64X128MixRandom").create(seed);
    return new Seeds(root.split(), root.split(), root.split(), root.split(), root.split());
  }
}
