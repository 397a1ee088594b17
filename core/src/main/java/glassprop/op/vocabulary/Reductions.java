package glassprop.op.vocabulary;

import glassprop.array.DType;
import glassprop.op.Reduction;
import glassprop.op.Sum;
import glassprop.op.Told;
import glassprop.op.catalogue.ArgMax;
import glassprop.op.catalogue.Extremum;
import glassprop.op.catalogue.LogSumExp;
import glassprop.op.catalogue.Mean;
import glassprop.op.catalogue.Norm;
import glassprop.op.catalogue.Product;
import java.util.List;

/**
 * What combines elements along axes: sums, products, extremes, moments and norms. Axes may be counted from the back; where several may be
 * given, none given means all.
 *
 * <p>The axes that were combined are dropped, or stay with size 1 in the form {@link ShapedOperand#keepAxes}: {@code x.keepAxes().mean(1)}
 * broadcasts against x again.
 *
 * @param <T> the implementing type
 */
public interface Reductions<T extends ShapedOperand<T>> {

  /** What is reduced. */
  T self();

  /**
   * The axes to combine, and whether they stay.
   *
   * @param what who asks, for the message if there is no such axis, or one is given twice
   */
  Reduction along(String what, int... axes);

  /** The sum along axes, or of all elements; 0 of none. */
  default T sum(int... axes) {
    return self().apply(new Sum(along("sum", axes)), List.of());
  }

  /** The mean along axes, or of all elements; NaN of none. */
  default T mean(int... axes) {
    return self().apply(new Mean(along("mean", axes)), List.of());
  }

  /** The product along axes, or of all elements; 1 of none. Gradients are true products of the other factors, also at zeros. */
  default T prod(int... axes) {
    return self().apply(new Product(along("prod", axes)), List.of());
  }

  /** The largest element along axes, or of all; ties share the gradient evenly. NaN if any element is. */
  default T max(int... axes) {
    return self().apply(new Extremum(true, along("max", axes)), List.of());
  }

  /** The smallest element along axes, or of all; ties share the gradient evenly. NaN if any element is. */
  default T min(int... axes) {
    return self().apply(new Extremum(false, along("min", axes)), List.of());
  }

  /** The largest elements along an axis and their indices. Of equals the first is chosen, and it alone has the gradient. */
  default Indexed<T> maxWithIndex(int axis) {
    return Told.by("max_with_index", () -> chosen(argmax(axis), axis));
  }

  /** The smallest elements along an axis and their indices. Of equals the first is chosen, and it alone has the gradient. */
  default Indexed<T> minWithIndex(int axis) {
    return Told.by("min_with_index", () -> chosen(argmin(axis), axis));
  }

  private Indexed<T> chosen(T indices, int axis) {
    return along("index", axis).keep()
        ? new Indexed<>(self().gather(axis, indices), indices)
        : new Indexed<>(self().gather(axis, indices.unsqueeze(axis)).squeeze(axis), indices);
  }

  /** The index of the largest element along an axis, the first of equals: I64, without gradient. A NaN counts as largest. */
  default T argmax(int axis) {
    return place(self(), axis);
  }

  /** The index of the smallest element along an axis, the first of equals: I64, without gradient. A NaN counts as smallest. */
  default T argmin(int axis) {
    return Told.by(
        "argmin",
        () -> {
          boolean integers = self().type().dtype() == DType.I64;
          return place(integers ? self().subtractedFrom(-1) : self().negate(), axis); // −1 − x is an integer for every x; −x isn't
        });
  }

  private T place(T x, int axis) {
    T index = x.apply(new ArgMax(x.shape().axis("argmax", axis)), List.of());
    return along("argmax", axis).keep() ? index.unsqueeze(axis) : index;
  }

  /** ln Σ eˣ along axes, or over all elements, without overflow. */
  default T logSumExp(int... axes) {
    return self().apply(new LogSumExp(along("logsumexp", axes)), List.of());
  }

  /**
   * The variance Σ (x − mean)² / (n − correction) along axes, or of all elements; NaN where n − correction is not positive and the sum
   * is 0.
   *
   * @param correction 1 for the unbiased estimate, 0 for the mean squared deviation
   */
  default T var(int correction, int... axes) {
    return Told.by(
        "var",
        () -> {
          Reduction along = along("var", axes);
          return self().center(axes).square().apply(new Sum(along), List.of()).dividedBy(degrees(correction, along));
        });
  }

  /** The standard deviation, √ of {@link #var}; its gradient is 0 where all elements are equal, and its second derivatives NaN. */
  default T std(int correction, int... axes) {
    return Told.by(
        "std",
        () -> {
          Reduction along = along("std", axes);
          return norm(self().center(axes), 2, along).dividedBy(Math.sqrt(degrees(correction, along)));
        });
  }

  private int degrees(int correction, Reduction along) {
    return Math.max(0, along.count(self().shape()) - correction);
  }

  /**
   * The p-norm (Σ |x|ᵖ)^(1/p) along axes, or of all elements; the largest |x| for p = ∞. Where all elements are 0 the gradient is 0; for
   * p = ∞, ties share it evenly. Where it jumps, second derivatives are not finite (p = 1 and p = ∞ have kinks as |x| has, and 0).
   *
   * @param p above 0
   */
  default T norm(double p, int... axes) {
    return Told.by("norm", () -> norm(self(), p, along("norm", axes)));
  }

  private T norm(T x, double p, Reduction along) {
    return p == 1
        ? x.abs().apply(new Sum(along), List.of())
        : p == Double.POSITIVE_INFINITY
            ? x.abs().apply(new Extremum(true, along), List.of())
            : x.apply(new Norm(p, along), List.of());
  }
}
