package glassprop.check;

import glassprop.GraphException;
import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.kernel.Kernels;
import glassprop.kernel.Precision;
import glassprop.kernel.RealKernels;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Evaluates a function of leaves with one of their elements changed, and puts the element back bit for bit. */
final class Perturbation {
  private final Supplier<Tensor> function;

  Perturbation(Supplier<Tensor> function) {
    this.function = () -> number(function.get());
  }

  /**
   * What somebody's function gave, which may be null whatever its type says.
   *
   * @throws GraphException if it is not a tensor of a single number
   */
  static Tensor number(@Nullable Tensor y) {
    if (y == null) {
      throw new GraphException("gradient check: the function gave null; expected a tensor of one number");
    }
    if (y.shape().size() != 1 || !y.dtype().isFloat()) {
      throw new GraphException(
          "gradient check: the function gave " + y.describe() + " of type " + y.type() + "; expected one number of type F32 or F64: take its sum()");
    }
    return y;
  }

  /** The function's single number as it stands. */
  double value() {
    return function.get().item(); // recorded, since the function may itself take gradients
  }

  /** The function along one element of a leaf. */
  Line along(Tensor leaf, int element) {
    double x = element(leaf, element);
    Precision precision = leaf.dtype().precision();
    return new Line() {
      @Override
      public double value(double distance) {
        return Perturbation.this.value(leaf, element, distance);
      }

      @Override
      public double gone(double distance) {
        return precision.rounded(x + distance) - x;
      }

      @Override
      public double size() {
        return Math.abs(x);
      }

      @Override
      public double epsilon() {
        return precision.spacing();
      }
    };
  }

  /** The function's single number with {@code distance} added to an element of a leaf. */
  private double value(Tensor leaf, int element, double distance) {
    NdArray array = leaf.array();
    int at = position(array, element);
    RealKernels<Object> access = array.kernels(Kernels.scalar());
    double before = access.get(array.numbers(), at);
    leaf.updateInPlace(x -> access.set(x.numbers(), at, before + distance));
    try {
      return value();
    } finally {
      leaf.updateInPlace(x -> access.set(x.numbers(), at, before));
    }
  }

  /** An element of a leaf as a double. */
  private static double element(Tensor leaf, int element) {
    NdArray array = leaf.array();
    return array.kernels(Kernels.scalar()).get(array.numbers(), position(array, element));
  }

  private static int position(NdArray array, int element) {
    int at = array.offset();
    int rest = element;
    for (int axis = array.shape().rank() - 1; axis >= 0; axis--) {
      at += rest % array.shape().get(axis) * array.stride(axis);
      rest /= array.shape().get(axis);
    }
    return at;
  }
}
