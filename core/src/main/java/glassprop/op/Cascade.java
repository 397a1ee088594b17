package glassprop.op;

import glassprop.array.NdArray;
import glassprop.array.TensorType;
import glassprop.kernel.BinaryFunction;
import glassprop.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;

/**
 * A sum of arrays that come one after another, and may be many: the error doesn't grow with their number.
 *
 * <p>The first array holds the sum of the last few, the next one the sum of as many such sums, and so on (cascade summation, as libtorch's
 * sums over a leading axis have it). A sum of few arrays needs one array.
 */
public final class Cascade {
  /** How many arrays, or sums of them, are added one after another. */
  private static final int RUN = 64;

  private final Kernels kernels;
  private final TensorType type;
  private final List<NdArray> levels = new ArrayList<>();
  private int last;

  /** Of nothing yet, for sums of a type. */
  public Cascade(Kernels kernels, TensorType type) {
    this.kernels = kernels;
    this.type = type;
    levels.add(NdArray.zeros(type));
  }

  /** The array to which number i is to be added, whole or in parts; numbers come in order, from 0. */
  public NdArray of(int i) {
    long run = RUN;
    for (int level = 0; i > last && i % run == 0; level++, run *= RUN) {
      if (level + 1 == levels.size()) {
        levels.add(levels.get(level));
      } else {
        levels.set(level + 1, plus(levels.get(level + 1), levels.get(level)));
      }
      levels.set(level, NdArray.zeros(type));
    }
    last = i;
    return levels.getFirst();
  }

  /** The sum of all. */
  public NdArray sum() {
    return levels.stream().reduce(this::plus).orElseThrow();
  }

  private NdArray plus(NdArray a, NdArray b) {
    return ElementwiseLoops.binary(kernels, BinaryFunction.ADD, a, b, type);
  }
}
