package glassprop.check;

import glassprop.GraphException;
import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.kernel.Heap;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Gradients by finite differences: slow, approximate, and independent of every derivative rule. The steps fit the function; where it
 * has a kink, its gradient here is the mean of the slopes to both sides.
 */
public final class NumericalGradient {
  /** The first step, for elements up to 1. */
  static final double STEP = 1e-3;
  private static final double WANTED = 1e-10; // of the slope; beyond it rounding has the word

  private NumericalGradient() {}

  /**
   * The gradient of a function of one tensor.
   *
   * @param f gives a single number, the same each time
   * @param x float64 or float32; it is not changed
   * @return a float64 tensor of the shape of x
   */
  public static Tensor of(Function<Tensor, Tensor> f, Tensor x) {
    Tensor leaf = Tensor.of(x.array().copy()).tracked().named(x.label());
    return ofLeaves(() -> f.apply(leaf), List.of(leaf)).getFirst();
  }

  /**
   * The gradients of a computation with respect to leaves that it uses, such as the parameters of a network. Each element is
   * changed in place for a moment, and restored bit for bit, even if the computation fails.
   *
   * @param f gives a single number, the same each time
   * @param leaves tracked leaves; they must not be used by other threads meanwhile
   * @return float64 tensors of the leaves' shapes
   */
  public static List<Tensor> ofLeaves(Supplier<Tensor> f, List<Tensor> leaves) {
    Perturbation perturbation = new Perturbation(f);
    return leaves.stream().map(leaf -> gradient(perturbation, leaf)).toList();
  }

  private static Tensor gradient(Perturbation perturbation, Tensor leaf) {
    if (!leaf.dtype().isFloat()) {
      throw new GraphException(leaf.describe() + " is " + leaf.dtype() + "; only F32 and F64 have gradients");
    }
    double origin = perturbation.value();
    double[] slopes = Heap.doubles(leaf.shape().size(), leaf.type());
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = new Differences(perturbation.along(leaf, i), origin, STEP, NumericalGradient::precise).settled().value();
    }
    return Tensor.of(NdArray.over(slopes, leaf.shape()));
  }

  private static GradCheck.Verdict precise(Slope slope) {
    return slope.isSmooth() && slope.accuracy() <= WANTED * Math.abs(slope.value())
        ? GradCheck.Verdict.AGREES
        : GradCheck.Verdict.UNDECIDED;
  }
}
