package glassprop.nn;

import glassprop.Tensor;
import glassprop.op.Affine;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Layers one after another. A layer that occurs twice shares its parameters, which are listed once.
 *
 * <p>A linear layer and the activation after it are computed as one op, where there is one.
 */
public record Sequential(List<Layer> layers) implements Layer {
  /** Copies the list. */
  public Sequential {
    Objects.requireNonNull(layers, "sequential: expected a list of layers, came null");
    layers = List.copyOf(layers);
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor y = Objects.requireNonNull(x, "sequential: expected a tensor, came null");
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      Optional<Affine.Activation> fused = layer instanceof Linear ? activationAt(i + 1) : Optional.empty();
      if (layer instanceof Linear linear && fused.isPresent()) {
        y = linear.forward(y, fused.get());
        i++;
      } else {
        y = Layers.forward(layer, y);
      }
    }
    return y;
  }

  private Optional<Affine.Activation> activationAt(int place) {
    return place < layers.size() && layers.get(place) instanceof Activation activation
        ? activation.fused()
        : Optional.empty();
  }

  @Override
  public List<Tensor> parameters() {
    return layers.stream().flatMap(layer -> layer.parameters().stream()).distinct().toList();
  }

  @Override
  public List<Tensor> buffers() {
    return layers.stream().flatMap(layer -> layer.buffers().stream()).distinct().toList();
  }

  /**
   * The layers in order, as in {@code Sequential(Linear(2 → 3), TANH, Linear(3 → 1))}. Of many, or of long ones, the first are shown and
   * the others counted.
   */
  @Override
  public String toString() {
    return Outline.of("Sequential", layers);
  }

  @Override
  public Sequential training() {
    return new Sequential(layers.stream().map(Layers::training).toList());
  }
}
