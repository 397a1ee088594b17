package glassprop.nn.layer;

import glassprop.Tensor;
import glassprop.array.ShapeException;
import glassprop.nn.Activation;
import glassprop.nn.network.Layer;
import glassprop.nn.network.Outline;
import glassprop.nn.network.Scope;
import java.util.List;
import java.util.Objects;

/**
 * f(x) + s(x): a block and a shortcut past it, along which gradients arrive whole, however many such blocks follow each other (He et al.,
 * Deep residual learning for image recognition, 2016). Its places are {@code block} and {@code shortcut}.
 *
 * @param block f
 * @param shortcut s, the identity unless f changes the shape
 */
public record Residual(Layer block, Layer shortcut) implements Layer {
  /** Requires both. */
  public Residual {
    Objects.requireNonNull(block, "residual: expected a layer, came null");
    Objects.requireNonNull(shortcut, "residual: expected a shortcut, came null");
  }

  /** f(x) + x. */
  public Residual(Layer block) {
    this(block, Activation.IDENTITY);
  }

  /** The sum for a batch. Both must have the same shape; nothing is broadcast. */
  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Tensor change = scope.apply("block", block, x);
    Tensor carried = scope.apply("shortcut", shortcut, x);
    if (!change.shape().equals(carried.shape())) {
      throw new ShapeException("residual: of " + x.describe() + " the block makes " + change.shape() + ", but the shortcut " + carried.shape()
          + "; give a block that keeps the shape, or a shortcut that changes it too");
    }
    return change.plus(carried);
  }

  /** As in {@code Residual(Dense[…])}, with the shortcut unless it is the identity. */
  @Override
  public String toString() {
    return Outline.of("Residual", shortcut == Activation.IDENTITY ? List.of(block) : List.of(block, shortcut));
  }
}
