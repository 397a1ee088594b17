package glassprop.nn;

import glassprop.Formula;
import glassprop.Tensor;
import glassprop.nn.network.Layer;
import glassprop.nn.network.Scope;
import glassprop.op.Operand;
import glassprop.op.Term;
import glassprop.op.Terms;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** A function applied to each number between linear layers, and the initialiser that suits it. */
public enum Activation implements Layer {
  /** max(x, 0). */
  RELU(Operand::relu, Initializer.he()),
  /** The logistic function. */
  SIGMOID(Operand::sigmoid, Initializer.xavier()),
  /** Hyperbolic tangent. */
  TANH(Operand::tanh, Initializer.xavier()),
  /** ln(1 + eˣ). */
  SOFTPLUS(Operand::softplus, Initializer.he()),
  /** ln of the logistic function. */
  LOG_SIGMOID(Operand::logSigmoid, Initializer.he()),
  /** x·Φ(x) with the normal distribution function Φ. */
  GELU(Operand::gelu, Initializer.he()),
  /** x·σ(x), also called swish. */
  SILU(Operand::silu, Initializer.he()),
  /** x·tanh(softplus(x)). */
  MISH(Operand::mish, Initializer.he()),
  /** x·min(max(x + 3, 0), 6)/6. */
  HARDSWISH(Operand::hardSwish, Initializer.he()),
  /** x/(1 + |x|). */
  SOFTSIGN(Operand::softsign, Initializer.xavier()),
  /** x itself: the layers merge into one linear map. */
  IDENTITY(Activation::same, Initializer.xavier());

  private final Function function;
  private final Initializer initializer;
  private final Formula dense;
  private final Formula denseWithoutBias;

  /** A function of anything that functions are applied to: tensors, and terms, which say what is computed. */
  private interface Function {
    <T extends Operand<T>> T of(T x);
  }

  Activation(Function function, Initializer initializer) {
    this.function = function;
    this.initializer = initializer;
    Term product = Terms.X.matmul(Terms.X1);
    this.dense = new Formula(function.of(product.plus(Term.input(2))));
    this.denseWithoutBias = new Formula(function.of(product));
  }

  private static <T extends Operand<T>> T same(T x) {
    return x;
  }

  /** f(x·W + b) as a function of x, W and, if there is one, b: computed by as few ops as there are kernels for. */
  public Formula dense(boolean bias) {
    return bias ? dense : denseWithoutBias;
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
    return function.of(Objects.requireNonNull(x, "activation: expected a tensor, came null"));
  }
}
