package glassprop.workbench.train;

import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A generator for each purpose around a training, all from one seed: what one of them is used for leaves the others as they are. What the training itself
 * draws follows from the seed by paths and steps ({@link glassprop.nn.network.Seed}).
 *
 * @param generation makes data
 * @param split parts rows
 * @param check chooses what the gradient check looks at
 */
record Seeds(
    RandomGenerator generation,
    RandomGenerator split,
    RandomGenerator check) {

  static Seeds of(long seed) {
    SplittableGenerator root = RandomGeneratorFactory.<SplittableGenerator>of("L64X128MixRandom").create(seed);
    return new Seeds(root.split(), root.split(), root.split());
  }
}
