package glassprop.check;

import glassprop.GraphException;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Gradients by finite differences: slow, approximate, and independent of every derivative rule. */
public final class NumericalGradient {
  private NumericalGradient() {}

  /**
   * The gradient of a function of one tensor by central differences with h = 10⁻⁵.
   *
   * @param f gives a single number
   * @param x float64 or float32; it is not changed
   * @return a float64 tensor of the shape of x
   */
  public static Tensor of(Function<Tensor, Tensor> f, Tensor x) {
    return of(xs -> f.apply(xs.getFirst()), List.of(x), Stencil.CENTRAL, Stencil.CENTRAL.step()).getFirst();
  }

  /**
   * The gradients of a function of several tensors.
   *
   * @param f gives a single number
   * @param xs float64 or float32; they are not changed
   * @param h the step, which is scaled by |x| where that is above 1
   * @return float64 tensors of the shapes of xs
   */
  public static List<Tensor> of(Function<List<Tensor>, Tensor> f, List<Tensor> xs, Stencil stencil, double h) {
    List<Tensor> leaves = xs.stream().map(x -> Tensor.of(x.array().copy()).tracked().named(x.label())).toList();
    return ofLeaves(() -> f.apply(leaves), leaves, stencil, h);
  }

  /**
   * The gradients of a computation with respect to leaves that it uses, such as the parameters of a network. Each element is
   * changed in place for a moment, and restored bit for bit, even if the computation fails.
   *
   * @param f gives a single number, the same each time
   * @param leaves tracked leaves; they must not be used by other threads meanwhile
   */
  public static List<Tensor> ofLeaves(Supplier<Tensor> f, List<Tensor> leaves, Stencil stencil, double h) {
    Perturbation perturbation = new Perturbation(f);
    return leaves.stream().map(leaf -> gradient(perturbation, leaf, stencil, h)).toList();
  }

  private static Tensor gradient(Perturbation perturbation, Tensor leaf, Stencil stencil, double h) {
    if (!leaf.dtype().isFloat()) {
      throw new GraphException(leaf.describe() + " is " + leaf.dtype() + "; only F32 and F64 have gradients");
    }
    double[] slopes = new double[leaf.shape().size()];
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = slope(perturbation, leaf, i, stencil, h);
    }
    return Tensor.of(NdArray.over(slopes, leaf.shape()));
  }

  /** One partial derivative. */
  static double slope(Perturbation perturbation, Tensor leaf, int element, Stencil stencil, double h) {
    double x = Perturbation.element(leaf, element);
    double scaled = h * Math.max(1, Math.abs(x));
    // a step that is exact in binary, so that x + h − x is h
    double step = leaf.dtype() == DType.F32 ? (float) (x + scaled) - (float) x : (x + scaled) - x;
    return stencil.derivative(distance -> perturbation.value(leaf, element, distance), step);
  }
}
