package glassprop.nn;

import glassprop.Tensor;
import glassprop.array.DType;
import java.util.List;
import java.util.random.RandomGenerator;

/** A fully connected layer, x·W + b: from (batch, inputs) to (batch, outputs), with W (inputs, outputs) and b (outputs). */
public final class Linear implements Layer {
  private final Tensor weight;
  private final Tensor bias;

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
    if (inputs < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "a linear layer from " + inputs + " to " + outputs + " features: both sizes must be at least 1");
    }
    this.weight = initializer.weights(inputs, outputs, random).to(dtype).named("W" + suffix).tracked();
    this.bias = Tensor.zeros(dtype, outputs).named("b" + suffix).tracked();
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.matmul(weight).plus(bias);
  }

  /** W, of shape (inputs, outputs). */
  public Tensor weight() {
    return weight;
  }

  /** b, of shape (outputs). */
  public Tensor bias() {
    return bias;
  }

  @Override
  public List<Tensor> parameters() {
    return List.of(weight, bias);
  }
}
