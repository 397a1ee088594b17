package glassprop.nn.io;

import glassprop.nn.Activation;
import glassprop.nn.layer.Dense;
import glassprop.nn.layer.Sequential;
import glassprop.nn.network.Description;
import glassprop.nn.network.Entry;
import glassprop.nn.network.Kind;
import glassprop.nn.network.Network;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the parameters of a network are called in the state dict of the same network in PyTorch.
 *
 * <p>A chain numbers its modules, and there the activation of a dense layer is one of them; names that were given stay. What is known of PyTorch is here alone.
 */
final class PyTorchNames {
  static final String COUNTER = "num_batches_tracked";

  private PyTorchNames() {}

  static Map<String, Naming.Named> of(Network network) {
    Map<String, String> places = places(network.description());
    Map<String, Naming.Named> names = new LinkedHashMap<>();
    for (Entry entry : network.entries()) {
      boolean transposed = entry.kind() == Kind.LINEAR;
      names.put(renamed(entry.path(), places), new Naming.Named(entry, transposed));
    }
    return names;
  }

  /** The last name of each place that is called otherwise there, by path. */
  private static Map<String, String> places(Description description) {
    Map<String, String> places = new HashMap<>();
    for (Description.Use use : description.uses()) {
      if (use.layer() instanceof Sequential(List<Sequential.Named> parts)) {
        int more = 0;
        for (int i = 0; i < parts.size(); i++) {
          Sequential.Named part = parts.get(i);
          if (part.name().equals(String.valueOf(i))) {
            places.put(use.path().isEmpty() ? part.name() : use.path() + "." + part.name(), String.valueOf(i + more));
          }
          more += part.layer() instanceof Dense dense && dense.activation() != Activation.IDENTITY ? 1 : 0;
        }
      }
    }
    return places;
  }

  private static String renamed(String path, Map<String, String> places) {
    StringBuilder renamed = new StringBuilder();
    int from = 0;
    while (from <= path.length()) {
      int dot = path.indexOf('.', from);
      int end = dot < 0 ? path.length() : dot;
      renamed.append(from == 0 ? "" : ".").append(places.getOrDefault(path.substring(0, end), path.substring(from, end)));
      from = end + 1;
    }
    return renamed.toString();
  }
}
