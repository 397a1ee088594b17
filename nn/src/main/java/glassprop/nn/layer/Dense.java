package glassprop.nn.layer;

import glassprop.Tensor;
import glassprop.array.ShapeException;
import glassprop.nn.Activation;
import glassprop.nn.Initializer;
import glassprop.nn.network.Kind;
import glassprop.nn.network.Layer;
import glassprop.nn.network.Scope;
import java.util.Objects;

/**
 * A fully connected layer, f(x·W + b): from (batch, …, inputs) to (batch, …, units), with {@code weight} W (inputs, units), {@code bias} b (units), if
 * any, and an activation f, whose initializer the weights have.
 *
 * @param units how many outputs
 * @param activation f
 * @param bias whether there is a b
 */
public record Dense(int units, Activation activation, boolean bias) implements Layer {
  /** Requires at least one unit. */
  public Dense {
    Objects.requireNonNull(activation, "dense: expected an activation, came null; IDENTITY is none");
    if (units < 1) {
      throw new IllegalArgumentException("dense: " + units + " units: expected at least 1");
    }
  }

  /** x·W + b. */
  public Dense(int units) {
    this(units, Activation.IDENTITY);
  }

  /** f(x·W + b). */
  public Dense(int units, Activation activation) {
    this(units, activation, true);
  }

  /** One op where there is one, which needs less memory and time than several: see {@link Activation#dense}. */
  @Override
  public Tensor apply(Scope scope, Tensor x) {
    int rank = x.shape().rank();
    if (rank < 2) {
      throw new ShapeException("dense: expected (batch, …, inputs), came " + x.describe());
    }
    int inputs = x.shape().get(rank - 1);
    Tensor weight = scope.parameter("weight", Kind.LINEAR, activation.initializer(), inputs, units);
    return bias
        ? activation.dense(true).apply(x, weight, scope.parameter("bias", Kind.BIAS, Initializer.zeros(), units))
        : activation.dense(false).apply(x, weight);
  }
}
