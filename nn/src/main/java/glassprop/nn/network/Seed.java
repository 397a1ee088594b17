package glassprop.nn.network;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Where random numbers begin: a value that follows from the seed of a run and from what the numbers are for.
 *
 * <p>{@code Seed.of(42).with("initial").with("0.weight")} is the same whatever else the run draws, and in whatever order. So a layer that is
 * added leaves the others' initial values as they were, and a resumed run goes on as if it had not been interrupted.
 *
 * @param value 64 bits without pattern
 */
public record Seed(long value) {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L; // 2⁶⁴ divided by the golden ratio, as in SplittableRandom

  /** The seed of a run. */
  public static Seed of(long run) {
    return new Seed(mixed(run + GOLDEN));
  }

  /** The seed for one of many things that are counted, such as a step. */
  public Seed with(long number) {
    return new Seed(mixed(mixed(value + GOLDEN) ^ (number * GOLDEN + GOLDEN)));
  }

  /** The seed for a purpose, or for what has a name. */
  public Seed with(String name) {
    long hash = 0xcbf29ce484222325L; // FNV-1a of 64 bits (Fowler, Noll and Vo), over the characters
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return with(mixed(hash));
  }

  /** The finalizer of SplittableRandom: Stafford's thirteenth variant of that of MurmurHash3. */
  private static long mixed(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** A generator that begins here. */
  public RandomGenerator generator() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(value);
  }
}
