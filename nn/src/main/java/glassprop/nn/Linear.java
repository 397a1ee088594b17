package glassprop.nn;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.op.Affine;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** A fully connected layer, x·W + b: from (batch, inputs) to (batch, outputs), with W (inputs, outputs) and b (outputs), if any. */
public final class Linear implements Layer {
  private final Tensor weight;
  private final Tensor bias;
  private final boolean biased;

  /**
   * A layer with new parameters, labelled W and b with a suffix; biases begin at 0.
   *
   * @param suffix tells the parameters of several layers apart: "1" for W1 and b1
   * @param inputs the fan-in
   * @param outputs the fan-out
   * @throws IllegalArgumentException if a size is not positive
   */
  public Linear(
      String suffix, int inputs, int outputs, Initializer initializer, DType dtype, RandomGenerator random) {
    this(true, suffix, inputs, outputs, initializer, dtype, random);
  }

  private Linear(
      boolean biased, String suffix, int inputs, int outputs, Initializer initializer, DType dtype, RandomGenerator random) {
    Objects.requireNonNull(suffix, "linear layer: expected a suffix of names, came null");
    if (inputs < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "a linear layer from " + inputs + " to " + outputs + " features: both sizes must be at least 1");
    }
    dtype.requireHolds("the standard deviation of weights", initializer.deviation(inputs, outputs));
    this.weight = initializer.weights(inputs, outputs, random).to(dtype).named("W" + suffix).tracked();
    this.bias = Tensor.zeros(dtype, outputs).named("b" + suffix).tracked();
    this.biased = biased;
  }

  /** A layer x·W, for what subtracts a mean or adds a shift right after it, such as {@link BatchNorm}. */
  public static Linear withoutBias(
      String suffix, int inputs, int outputs, Initializer initializer, DType dtype, RandomGenerator random) {
    return new Linear(false, suffix, inputs, outputs, initializer, dtype, random);
  }

  @Override
  public Tensor forward(Tensor x) {
    return forward(x, Affine.Activation.NONE);
  }

  /** The layer and the activation after it: for a batch of rows one op, which needs less memory and time than several. */
  Tensor forward(Tensor x, Affine.Activation activation) {
    if (biased && x.shape().rank() == 2) {
      return Tensor.apply(new Affine(activation), x, weight, bias);
    }
    Tensor product = x.matmul(weight);
    return activation.of(biased ? product.plus(bias) : product);
  }

  /** W, of shape (inputs, outputs). */
  public Tensor weight() {
    return weight;
  }

  /**
   * b, of shape (outputs).
   *
   * @throws IllegalStateException if the layer was made without
   */
  public Tensor bias() {
    if (!biased) {
      throw new IllegalStateException("the linear layer " + weight.describe() + " was made without a bias");
    }
    return bias;
  }

  @Override
  public List<Tensor> parameters() {
    return biased ? List.of(weight, bias) : List.of(weight);
  }

  /** As in {@code Linear(784 → 128)}. */
  @Override
  public String toString() {
    return "Linear(" + weight.shape().get(0) + " → " + weight.shape().get(1) + (biased ? ")" : ", no bias)");
  }
}
