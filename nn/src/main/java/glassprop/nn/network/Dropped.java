package glassprop.nn.network;

import glassprop.Tensor;
import glassprop.array.NdArray;
import java.util.SplittableRandom;

/** What dropout multiplies with: 0 where an element is dropped, and elsewhere what keeps the mean. */
final class Dropped {
  private Dropped() {}

  /** One number for each element of x. */
  static Tensor scales(Tensor x, double rate, Seed seed) {
    SplittableRandom random = new SplittableRandom(seed.value());
    boolean[] kept = new boolean[x.shape().size()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = random.nextDouble() >= rate;
    }
    return Tensor.of(NdArray.over(kept, x.shape())).to(x.dtype()).times(1 / (1 - rate));
  }
}
