package glassprop.nn;

import glassprop.Tensor;
import glassprop.array.ShapeException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * f(x) + s(x): a layer and a shortcut past it, along which gradients arrive whole, however many such blocks follow each other (He et al.,
 * Deep residual learning for image recognition, 2016).
 *
 * @param layer f
 * @param shortcut s, the identity unless f changes the shape
 */
public record Residual(Layer layer, Layer shortcut) implements Layer {
  /** Requires all parts. */
  public Residual {
    Objects.requireNonNull(layer, "residual: expected a layer, came null");
    Objects.requireNonNull(shortcut, "residual: expected a shortcut, came null");
  }

  /** f(x) + x. */
  public Residual(Layer layer) {
    this(layer, Activation.IDENTITY);
  }

  /**
   * The sum for a batch.
   *
   * @throws ShapeException if layer and shortcut give different shapes; nothing is broadcast
   */
  @Override
  public Tensor forward(Tensor x) {
    Tensor change = Layers.forward(layer, x);
    Tensor carried = Layers.forward(shortcut, x);
    if (!change.shape().equals(carried.shape())) {
      throw new ShapeException(
          String.format(Locale.ROOT,
              "residual: of %s the layer makes %s, but the shortcut %s; give a layer that keeps the shape, or a shortcut that changes it too",
              x.describe(), change.shape(), carried.shape()));
    }
    return change.plus(carried);
  }

  @Override
  public List<Tensor> parameters() {
    return Stream.of(layer, shortcut).flatMap(part -> part.parameters().stream()).distinct().toList();
  }

  @Override
  public List<Tensor> buffers() {
    return Stream.of(layer, shortcut).flatMap(part -> part.buffers().stream()).distinct().toList();
  }

  /** As in {@code Residual(Linear(4 → 4))}, with the shortcut unless it is the identity. */
  @Override
  public String toString() {
    return Outline.of("Residual", shortcut == Activation.IDENTITY ? List.of(layer) : List.of(layer, shortcut));
  }

  @Override
  public Residual training() {
    return new Residual(Layers.training(layer), Layers.training(shortcut));
  }
}
