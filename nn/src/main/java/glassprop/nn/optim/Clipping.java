package glassprop.nn.optim;

import glassprop.Tensor;
import glassprop.array.DType;
import java.util.List;
import java.util.Objects;

/**
 * A bound on gradients, taken between the backward pass and the step. It gives new gradients; those that the leaves hold stay as they
 * are, and what isn't above the bound is passed on bit for bit.
 */
public sealed interface Clipping {
  /** No bound; a gradient that isn't finite is still an error, as it would spoil its parameter for good. */
  static Clipping none() {
    return new None();
  }

  /** No bound and no look at the gradients: they are used as they are, finite or not. */
  static Clipping unchecked() {
    return new Unchecked();
  }

  /**
   * At most this Euclidean norm of all gradients taken as one vector: a longer one is shortened to exactly the bound and keeps its
   * direction (Pascanu et al., On the difficulty of training recurrent neural networks, 2013, algorithm 1).
   */
  static Clipping byNorm(double most) {
    return new ByNorm(most);
  }

  /** At most this absolute value of each number; the direction changes. */
  static Clipping byValue(double most) {
    return new ByValue(most);
  }

  /**
   * The gradients within the bound.
   *
   * @param gradients labelled with the names of their parameters
   * @throws NonFiniteGradientException if one isn't finite: no scale makes it right
   */
  List<Tensor> of(List<Tensor> gradients);

  /** No bound on finite gradients. */
  record None() implements Clipping {
    @Override
    public List<Tensor> of(List<Tensor> gradients) {
      gradients.forEach(gradient -> Finite.require(gradient, "optimizer", Finite.SPOILED));
      return gradients;
    }
  }

  /** No bound at all. */
  record Unchecked() implements Clipping {
    @Override
    public List<Tensor> of(List<Tensor> gradients) {
      return Objects.requireNonNull(gradients, "clipping: expected gradients, came null");
    }
  }

  /**
   * A bound on the norm of all gradients together.
   *
   * @param most the bound, above 0
   */
  record ByNorm(double most) implements Clipping {
    /** Requires a finite bound above 0. */
    public ByNorm {
      requireBound("norm", most);
    }

    @Override
    public List<Tensor> of(List<Tensor> gradients) {
      double norm = norm(gradients);
      List<Tensor> numbers = gradients.stream().map(Tensor::detach).toList(); // the scale depends on them, and isn't differentiated
      return norm > most ? numbers.stream().map(gradient -> scaled(gradient, most / norm)).toList() : numbers;
    }
  }

  /**
   * A bound on each number.
   *
   * @param most the bound, above 0
   */
  record ByValue(double most) implements Clipping {
    /** Requires a finite bound above 0. */
    public ByValue {
      requireBound("value", most);
    }

    @Override
    public List<Tensor> of(List<Tensor> gradients) {
      gradients.forEach(Clipping::largest); // finite, or an error
      return gradients.stream().map(gradient -> gradient.detach().clamp(-most, most)).toList();
    }
  }

  /**
   * The Euclidean norm of all numbers of some gradients, in float64 and without overflow on the way; 0 of none. Useful to watch training, too.
   *
   * @throws NonFiniteGradientException if a number isn't finite, naming the first, or the norm isn't
   */
  static double norm(List<Tensor> gradients) {
    double largest = 0;
    for (Tensor gradient : gradients) {
      largest = Math.max(largest, largest(gradient));
    }
    if (largest == 0) {
      return 0;
    }
    double sum = 0;
    for (Tensor gradient : gradients) {
      for (double number : gradient.toDoubles()) {
        sum += (number / largest) * (number / largest); // the squares themselves may be above all numbers, or vanish
      }
    }
    double norm = largest * Math.sqrt(sum);
    if (norm == Double.POSITIVE_INFINITY) {
      throw new NonFiniteGradientException("clipping: the norm of the gradients is above every float64 number");
    }
    return norm;
  }

  /** A factor that float32 can't hold is applied in float64. */
  private static Tensor scaled(Tensor gradient, double factor) {
    return gradient.dtype().holds(factor)
        ? gradient.times(factor)
        : gradient.to(DType.F64).times(factor).to(gradient.dtype());
  }

  private static double largest(Tensor gradient) {
    Finite.require(gradient, "clipping", "and no scale makes that a step; look for its origin with Anomaly.trace");
    double largest = 0;
    for (double number : gradient.toDoubles()) {
      largest = Math.max(largest, Math.abs(number));
    }
    return largest;
  }

  private static void requireBound(String what, double most) {
    if (!(most > 0 && most < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("clipping by " + what + ": the bound " + most + " must be a finite number above 0");
    }
  }
}
