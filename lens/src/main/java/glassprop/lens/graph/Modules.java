package glassprop.lens.graph;

import glassprop.Node;
import glassprop.Tensor;
import glassprop.nn.network.Layer;
import glassprop.nn.network.Network;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Watches layers at work, so that a drawing can fold what each of them computed into one block.
 *
 * <pre>{@code
 * Modules modules = new Modules();
 * Network watched = modules.watch(network);
 * Tensor loss = new CrossEntropy(Reduction.MEAN).of(watched.apply(x), labels);
 * GraphFile.save(Graph.of(loss).folded(modules), Path.of("network.svg"));
 * }</pre>
 *
 * <p>A block is what lies between a layer's output and its input. Parameters that only the layer uses are inside; those that several
 * layers share stay outside, so that the sharing shows.
 */
public final class Modules {
  private static final String ALL = "**"; // parts: of a network that is one layer, that one

  private final List<Use> uses = new CopyOnWriteArrayList<>();

  /**
   * A layer's forward pass.
   *
   * @param input empty if it is not tracked
   */
  record Use(String name, Optional<Node> input, Node output) {}

  /** Watches nothing yet. */
  public Modules() {}

  /** The network with each of its parts watched that applies no other one, under the names of its path and kind: {@code 1.block.0 dense}. */
  public Network watch(Network network) {
    List<String> parts = network.description().parts();
    Network watched = network;
    for (String path : parts) {
      boolean outer = parts.stream().anyMatch(other -> !other.equals(path) && (path.isEmpty() || other.startsWith(path + ".")));
      watched = outer ? watched : watched.onForward(path.isEmpty() ? ALL : path, (part, input, output) -> {
        used((part.path() + " " + kind(part.layer())).strip(), input, output);
        return output;
      });
    }
    return watched;
  }

  private static String kind(Layer layer) {
    return layer instanceof Enum<?> row ? row.name().toLowerCase(Locale.ROOT) : layer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** The network with its part at a path, or at each path of a pattern, watched under a name. */
  public Network watch(String name, String pattern, Network network) {
    return network.onForward(pattern, (part, input, output) -> {
      used(name, input, output);
      return output;
    });
  }

  private void used(String name, Tensor input, Tensor output) {
    Optional<Node> from = input.graph();
    output.graph().filter(to -> from.isEmpty() || from.get() != to).ifPresent(to -> uses.add(new Use(name, from, to)));
  }

  List<Use> uses() {
    return uses;
  }
}
