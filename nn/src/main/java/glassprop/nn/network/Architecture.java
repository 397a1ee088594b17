package glassprop.nn.network;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.nn.Initializer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A network without its numbers: a layer, and what it is applied to.
 *
 * @param layer what is computed
 * @param precision the element type of parameters and buffers
 * @param example the type of an input without the batch axis
 */
public record Architecture(Layer layer, DType precision, TensorType example) {
  /** Requires all parts. */
  public Architecture {
    Objects.requireNonNull(layer, "architecture: expected a layer, came null");
    Objects.requireNonNull(precision, "architecture: expected an element type, came null");
    Objects.requireNonNull(example, "architecture: expected the type of an example, came null");
  }

  /**
   * An architecture whose inputs are of the parameters' element type.
   *
   * @param sizes of an input without the batch axis: 784, or 1, 28, 28
   */
  public static Architecture of(Layer layer, DType precision, int... sizes) {
    return new Architecture(layer, precision, new TensorType(Shape.of(sizes), precision));
  }

  /** What the network consists of; nothing is allocated. */
  public Description describe() {
    return Description.of(layer, precision, example);
  }

  /**
   * A network whose parameters are drawn by their initializers, each from the seed and its path alone.
   *
   * @param seed of the run
   */
  public Network initialized(long seed) {
    return initialized(seed, Map.of());
  }

  /**
   * A network whose parameters are drawn, some of them otherwise than their layers say.
   *
   * @param others initializers by patterns of paths, such as {@code **.weight}; the last that covers a path counts
   * @throws NetworkException if a pattern covers no parameter
   */
  public Network initialized(long seed, Map<String, Initializer> others) {
    Description.Found found = Description.found(layer, precision, example);
    Map<String, PathPattern> patterns = new LinkedHashMap<>();
    List<Entry> all = found.description().entries();
    others.keySet().forEach(text -> patterns.put(text, Network.covering(text, all)));
    List<Entry> entries = all.stream().map(entry -> beginning(entry, others, patterns)).toList();
    Map<String, NdArray> numbers = new LinkedHashMap<>();
    Seed initial = Seed.of(seed).with("initial");
    for (Entry entry : entries) {
      numbers.put(entry.path(), drawn(entry, initial.with(entry.path())));
    }
    return new Network(this, found, entries, Network.owned(entries, numbers), Hooks.NONE);
  }

  private static Entry beginning(Entry entry, Map<String, Initializer> others, Map<String, PathPattern> patterns) {
    Initializer initializer = entry.initializer();
    for (Map.Entry<String, Initializer> other : others.entrySet()) {
      PathPattern pattern = Objects.requireNonNull(patterns.get(other.getKey()));
      initializer = entry.kind() != Kind.BUFFER && pattern.covers(entry.path()) ? other.getValue() : initializer;
    }
    return new Entry(entry.path(), entry.kind(), entry.learned(), initializer, entry.type());
  }

  private static NdArray drawn(Entry entry, Seed seed) {
    Shape shape = entry.type().shape();
    return entry.initializer().values(entry.type(), entry.kind().fanIn(shape), entry.kind().fanOut(shape), seed.generator());
  }

  /**
   * A network with given numbers.
   *
   * @param numbers of all parameters and buffers by path; they are copied
   * @throws NetworkException naming everything that is missing, unexpected, or of another type
   */
  public Network with(Map<String, NdArray> numbers) {
    Objects.requireNonNull(numbers, "architecture: expected numbers by path, came null");
    Description.Found found = Description.found(layer, precision, example);
    List<Entry> entries = found.description().entries();
    Network.requireFit(entries, numbers);
    return new Network(this, found, entries, Network.owned(entries, numbers), Hooks.NONE);
  }

  /** The same in another element type; inputs of floating-point numbers change with it. */
  public Architecture to(DType other) {
    return new Architecture(layer, other, example.dtype().isFloat() ? example.withDType(other) : example);
  }
}
