package glassprop.parity.suite;

import glassprop.Tensor;
import glassprop.op.convolution.Slide;
import glassprop.parity.oracle.Gate;
import glassprop.parity.oracle.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Functions that are composed of ops here, held against an oracle's own function of that name. */
final class FunctionCases {
  private static final long SEED = 29;

  private FunctionCases() {}

  static List<ComponentRow> rows() {
    List<ComponentRow> rows = new ArrayList<>();
    Tensor x = normal(4, 6);
    for (int axis : new int[] {0, 1, -1}) {
      rows.add(ComponentRow.function("glu", "axis " + axis, new Gate(axis), x, () -> x.glu(axis)));
    }
    Tensor images = normal(2, 3, 7, 8);
    for (Pool.Kind kind : Pool.Kind.values()) {
      for (Pool pool : pools(kind)) {
        String setting = kind + ", " + pool.rows() + " × " + pool.columns() + ", " + pool.down() + ", " + pool.across();
        rows.add(ComponentRow.function("pool", setting, pool, images, () -> pool.of(images)));
      }
    }
    return rows;
  }

  private static Tensor normal(int... sizes) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    return Tensor.normal(random, sizes);
  }

  /** With all that both systems know: PyTorch pads both ends alike, and dilates for maxima only. */
  private static List<Pool> pools(Pool.Kind kind) {
    List<Pool> pools =
        new ArrayList<>(
            List.of(
                new Pool(kind, 2, 2, Slide.by(2), Slide.by(2)),
                new Pool(kind, 3, 2, Slide.by(1), Slide.by(3).padded(1)),
                new Pool(kind, 3, 3, Slide.by(2).padded(1).partially(), Slide.by(2).padded(1).partially()),
                new Pool(kind, 2, 3, Slide.by(3).partially(), Slide.by(4).padded(1).partially()),
                new Pool(kind, 1, 2, Slide.by(4).partially(), Slide.by(5).padded(1).partially())));
    if (kind == Pool.Kind.LARGEST) {
      pools.add(new Pool(kind, 3, 2, Slide.by(2).padded(1).dilated(2), Slide.by(1).dilated(5)));
      pools.add(new Pool(kind, 2, 3, Slide.by(3).dilated(3).partially(), Slide.by(2).padded(1).dilated(2).partially()));
    }
    return pools;
  }
}
