package glassprop.lens.graph;

import glassprop.Node;
import glassprop.Tensor;
import glassprop.nn.HookedLayer;
import glassprop.nn.Layer;
import glassprop.nn.Sequential;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Watches layers at work, so that a drawing can fold what each of them computed into one block.
 *
 * <pre>{@code
 * Modules modules = new Modules();
 * Layer watched = modules.watch(network);
 * Tensor loss = new CrossEntropy(Reduction.MEAN).of(watched.forward(x), labels);
 * GraphFile.save(Graph.of(loss).folded(modules), Path.of("network.svg"));
 * }</pre>
 *
 * <p>A block is what lies between a layer's output and its input. Parameters that only the layer uses are inside; those that several
 * layers share stay outside, so that the sharing shows.
 */
public final class Modules {
  private final List<Use> uses = new CopyOnWriteArrayList<>();

  /**
   * A layer's forward pass.
   *
   * @param input empty if it is not tracked
   */
  record Use(String name, Optional<Node> input, Node output) {}

  /** Watches nothing yet. */
  public Modules() {}

  /** Watches each layer of a network, also of networks within it; the names are numbers and kinds: {@code 1 Linear}, {@code 2 tanh}. */
  public Layer watch(Sequential network) {
    return watch("", network);
  }

  private Layer watch(String prefix, Sequential network) {
    List<Layer> watched = new ArrayList<>();
    for (int i = 0; i < network.layers().size(); i++) {
      Layer layer = network.layers().get(i);
      String number = prefix + (i + 1);
      watched.add(
          layer instanceof Sequential inner ? watch(number + ".", inner) : watch(number + " " + kind(layer), layer));
    }
    return new Sequential(watched);
  }

  private static String kind(Layer layer) {
    return layer instanceof Enum<?> row ? row.name().toLowerCase(Locale.ROOT) : layer.getClass().getSimpleName();
  }

  /** Watches a layer, or a network as a whole, under a name. */
  public Layer watch(String name, Layer layer) {
    HookedLayer hooked = new HookedLayer(layer);
    hooked.onForward((_, input, output) -> {
      used(name, input, output);
      return output;
    });
    return hooked;
  }

  private void used(String name, Tensor input, Tensor output) {
    Optional<Node> from = input.graph();
    output.graph().filter(to -> from.isEmpty() || from.get() != to).ifPresent(to -> uses.add(new Use(name, from, to)));
  }

  List<Use> uses() {
    return uses;
  }
}
