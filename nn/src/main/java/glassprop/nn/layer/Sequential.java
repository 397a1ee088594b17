package glassprop.nn.layer;

import glassprop.Tensor;
import glassprop.nn.network.Layer;
import glassprop.nn.network.Outline;
import glassprop.nn.network.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Layers one after another, each at a place with a name: its number from 0 on, as in PyTorch, unless it was given another.
 *
 * <p>A layer that occurs twice has parameters of its own at both places.
 */
public record Sequential(List<Named> parts) implements Layer {

  /** A layer and the name of its place. */
  public record Named(String name, Layer layer) {
    /** Requires both. */
    public Named {
      Objects.requireNonNull(name, "sequential: expected a name, came null");
      Objects.requireNonNull(layer, "sequential: expected a layer, came null");
    }

    @Override
    public String toString() {
      return layer.toString();
    }
  }

  /** Copies the list, and requires different names. */
  public Sequential {
    parts = List.copyOf(Objects.requireNonNull(parts, "sequential: expected a list of layers, came null"));
    Set<String> names = new HashSet<>();
    for (Named part : parts) {
      if (!names.add(part.name)) {
        throw new IllegalArgumentException("sequential: two layers of the name " + part.name + "; give one of them another");
      }
    }
  }

  /** Layers with their numbers for names. */
  public static Sequential of(Layer... layers) {
    return of(Arrays.asList(Objects.requireNonNull(layers, "sequential: expected layers, came null")));
  }

  /** Layers with their numbers for names. */
  public static Sequential of(List<? extends Layer> layers) {
    List<Named> parts = new ArrayList<>();
    for (Layer layer : layers) {
      parts.add(new Named(String.valueOf(parts.size()), layer));
    }
    return new Sequential(parts);
  }

  /** These layers, and another one after them, whose name is its number. */
  public Sequential then(Layer layer) {
    return then(String.valueOf(parts.size()), layer);
  }

  /** These layers, and another one after them. */
  public Sequential then(String name, Layer layer) {
    List<Named> more = new ArrayList<>(parts);
    more.add(new Named(name, layer));
    return new Sequential(more);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Tensor y = x;
    for (Named part : parts) {
      y = scope.apply(part.name, part.layer, y);
    }
    return y;
  }

  /** The layers in order. Of many, or of long ones, the first are shown and the others counted. */
  @Override
  public String toString() {
    return Outline.of("Sequential", parts);
  }
}
