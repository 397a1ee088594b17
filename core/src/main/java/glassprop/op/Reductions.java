package glassprop.op;

import java.util.List;

/**
 * Products, scans, moments and norms along axes, which may be counted from the back; along all axes if none is given.
 *
 * @param <T> the implementing type
 */
public interface Reductions<T extends ShapedOperand<T>> {

  /** This operand as the implementing type. */
  T self();

  /** The product along axes, or of all elements; 1 of none. Gradients are true products of the other factors, also at zeros. */
  default T prod(int... axes) {
    return self().apply(new Product(Reduction.of(self().shape(), false, axes)), List.of());
  }

  /** The sums of all elements up to each along an axis. */
  default T cumsum(int axis) {
    T ones = self().literal(1).expand(self().shape().toArray());
    return ones.apply(new Recurrence(self().shape().axis(axis), false), List.of(self()));
  }

  /** The products of all elements up to each along an axis; gradients as for {@link #prod}. */
  default T cumprod(int axis) {
    return self().apply(new CumulativeProduct(self().shape().axis(axis)), List.of());
  }

  /**
   * The variance Σ (x − mean)² / (n − correction) along axes, or of all elements; NaN where n − correction is not positive and the sum
   * is 0.
   *
   * @param correction 1 for the unbiased estimate, 0 for the mean squared deviation
   */
  default T var(int correction, int... axes) {
    return centered(axes).square().sum(axes).dividedBy(degrees(correction, axes));
  }

  /** The standard deviation, √ of {@link #var}; its gradient is 0 where all elements are equal. */
  default T std(int correction, int... axes) {
    return centered(axes).norm(2, axes).dividedBy(Math.sqrt(degrees(correction, axes)));
  }

  private T centered(int... axes) {
    return self().minus(self().meanKeeping(axes));
  }

  private int degrees(int correction, int... axes) {
    return Math.max(0, Reduction.of(self().shape(), false, axes).count(self().shape()) - correction);
  }

  /**
   * The p-norm (Σ |x|ᵖ)^(1/p) along axes, or of all elements; the largest |x| for p = ∞. Where all elements are 0 the gradient is 0; for
   * p = ∞, ties share it evenly.
   *
   * @param p above 0
   */
  default T norm(double p, int... axes) {
    return p == 1
        ? self().abs().sum(axes)
        : p == Double.POSITIVE_INFINITY
            ? self().abs().max(axes)
            : self().apply(new Norm(p, Reduction.of(self().shape(), false, axes)), List.of());
  }
}
