package glassprop.nn;

import glassprop.Tensor;
import java.util.List;

/** Layers one after another. A layer that occurs twice shares its parameters, which are listed once. */
public record Sequential(List<Layer> layers) implements Layer {
  /** Copies the list. */
  public Sequential {
    layers = List.copyOf(layers);
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor y = x;
    for (Layer layer : layers) {
      y = layer.forward(y);
    }
    return y;
  }

  @Override
  public List<Tensor> parameters() {
    return layers.stream().flatMap(layer -> layer.parameters().stream()).distinct().toList();
  }

  @Override
  public List<Tensor> buffers() {
    return layers.stream().flatMap(layer -> layer.buffers().stream()).distinct().toList();
  }

  @Override
  public Sequential training() {
    return new Sequential(layers.stream().map(Layer::training).toList());
  }
}
