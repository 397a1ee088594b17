package glassprop.nn;

import glassprop.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A function applied to each number between linear layers, and the initialiser that suits it. */
public enum Activation implements Layer {
  /** max(x, 0). */
  RELU(Tensor::relu, Initializer.he()),
  /** The logistic function. */
  SIGMOID(Tensor::sigmoid, Initializer.xavier()),
  /** Hyperbolic tangent. */
  TANH(Tensor::tanh, Initializer.xavier()),
  /** ln(1 + eˣ). */
  SOFTPLUS(Tensor::softplus, Initializer.he()),
  /** x itself: the layers merge into one linear map. */
  IDENTITY(x -> x, Initializer.xavier());

  private final UnaryOperator<Tensor> function;
  private final Initializer initializer;

  Activation(UnaryOperator<Tensor> function, Initializer initializer) {
    this.function = function;
    this.initializer = initializer;
  }

  /** The initialiser that keeps the scale of signals through layers with this activation. */
  public Initializer initializer() {
    return initializer;
  }

  /** The name in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names, as an error message lists them. */
  public static String labels() {
    return Arrays.stream(values()).map(Activation::label).collect(Collectors.joining(", "));
  }

  @Override
  public Tensor forward(Tensor x) {
    return function.apply(x);
  }

  @Override
  public List<Tensor> parameters() {
    return List.of();
  }
}
