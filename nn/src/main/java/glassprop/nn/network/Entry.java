package glassprop.nn.network;

import glassprop.array.TensorType;
import glassprop.nn.Initializer;
import java.util.Objects;

/**
 * A parameter or a buffer of a network, described and not made.
 *
 * @param path where it stands: {@code encoder.0.weight}
 * @param kind what it is for
 * @param learned whether gradients change it
 * @param initializer how it begins
 * @param type its shape and element type
 */
public record Entry(String path, Kind kind, boolean learned, Initializer initializer, TensorType type) {
  /** Requires all parts. */
  public Entry {
    Objects.requireNonNull(path, "entry: expected a path, came null");
    Objects.requireNonNull(kind, "entry: expected a kind, came null");
    Objects.requireNonNull(initializer, "entry: expected an initializer, came null");
    Objects.requireNonNull(type, "entry: expected a type, came null");
  }

  /** The number of numbers. */
  public int size() {
    return type.shape().size();
  }

  /** How it begins, in words: {@code He, σ = 0.05}. */
  public String beginning() {
    return initializer.describe(kind.fanIn(type.shape()), kind.fanOut(type.shape()));
  }

  Entry learned(boolean whether) {
    return new Entry(path, kind, whether && kind != Kind.BUFFER, initializer, type);
  }

  /** As in {@code 0.weight F32 (784, 128)}. */
  @Override
  public String toString() {
    return path + " " + type;
  }
}
