package glassprop.nn.model;

import glassprop.array.NdArray;
import glassprop.nn.Mlp;
import java.util.LinkedHashMap;
import java.util.Map;

/** The names of version 2 of the model file, whose networks were perceptrons: W1, b1 or gamma1, beta1, mean1, variance1, then W2, … */
final class VersionTwo {
  static final String VERSION = "2";

  private VersionTwo() {}

  /** The tensors under their paths; those of other names as they are, so that they are named as too many. */
  static Map<String, NdArray> renamed(Mlp shape, Map<String, NdArray> tensors) {
    Map<String, String> paths = paths(shape);
    Map<String, NdArray> renamed = new LinkedHashMap<>();
    tensors.forEach((name, array) -> renamed.put(paths.getOrDefault(name, name), array));
    return renamed;
  }

  private static Map<String, String> paths(Mlp shape) {
    Map<String, String> paths = new LinkedHashMap<>();
    int place = 0;
    for (int layer = 1; layer <= shape.hidden().size() + 1; layer++) {
      paths.put("W" + layer, place + ".weight");
      if (shape.batchNorm() && layer <= shape.hidden().size()) {
        paths.put("gamma" + layer, place + 1 + ".weight");
        paths.put("beta" + layer, place + 1 + ".bias");
        paths.put("mean" + layer, place + 1 + ".running_mean");
        paths.put("variance" + layer, place + 1 + ".running_var");
        place += 3; // the product, the norm, the activation
      } else {
        paths.put("b" + layer, place + ".bias");
        place++;
      }
    }
    return paths;
  }
}
