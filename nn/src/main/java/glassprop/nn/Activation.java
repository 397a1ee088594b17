package glassprop.nn;

import glassprop.Tensor;
import glassprop.nn.network.Layer;
import glassprop.nn.network.Scope;
import glassprop.op.catalogue.Affine;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A function applied to each number between linear layers, and the initialiser that suits it. */
public enum Activation implements Layer {
  /** max(x, 0). */
  RELU(Tensor::relu, Initializer.he(), Affine.Activation.RELU),
  /** The logistic function. */
  SIGMOID(Tensor::sigmoid, Initializer.xavier(), Affine.Activation.SIGMOID),
  /** Hyperbolic tangent. */
  TANH(Tensor::tanh, Initializer.xavier(), Affine.Activation.TANH),
  /** ln(1 + eˣ). */
  SOFTPLUS(Tensor::softplus, Initializer.he(), null),
  /** ln of the logistic function. */
  LOG_SIGMOID(Tensor::logSigmoid, Initializer.he(), null),
  /** x·Φ(x) with the normal distribution function Φ. */
  GELU(Tensor::gelu, Initializer.he(), null),
  /** x·σ(x), also called swish. */
  SILU(Tensor::silu, Initializer.he(), null),
  /** x·tanh(softplus(x)). */
  MISH(Tensor::mish, Initializer.he(), null),
  /** x·min(max(x + 3, 0), 6)/6. */
  HARDSWISH(Tensor::hardSwish, Initializer.he(), null),
  /** x/(1 + |x|). */
  SOFTSIGN(Tensor::softsign, Initializer.xavier(), null),
  /** x itself: the layers merge into one linear map. */
  IDENTITY(x -> x, Initializer.xavier(), Affine.Activation.NONE);

  private final UnaryOperator<Tensor> function;
  private final Initializer initializer;
  private final @Nullable Affine affine;

  Activation(UnaryOperator<Tensor> function, Initializer initializer, Affine.@Nullable Activation fused) {
    this.function = function;
    this.initializer = initializer;
    this.affine = fused == null ? null : new Affine(fused);
  }

  /** The op x·W + b with this activation at its end, if there is one. */
  public Optional<Affine> affine() {
    return Optional.ofNullable(affine);
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
  public Tensor apply(Scope scope, Tensor x) {
    return function.apply(Objects.requireNonNull(x, "activation: expected a tensor, came null"));
  }
}
