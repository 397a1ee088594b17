package glassprop.nn;

import glassprop.Tensor;
import java.util.ArrayList;
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
    List<Tensor> all = new ArrayList<>();
    for (Layer layer : layers) {
      for (Tensor parameter : layer.parameters()) {
        if (all.stream().noneMatch(known -> known == parameter)) {
          all.add(parameter);
        }
      }
    }
    return List.copyOf(all);
  }
}
