package glassprop.nn.network;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A place that a description has found: what has a name there, in the order in which it was first asked for.
 *
 * @param path where it is
 * @param entries parameters and buffers by name
 * @param places within this one by name
 */
record Place(String path, Map<String, Entry> entries, Map<String, Place> places) {
  /** A place of which nothing is known yet. */
  Place(String path) {
    this(path, new LinkedHashMap<>(), new LinkedHashMap<>());
  }
}
