package glassprop.nn.form;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What is written of a layer.
 *
 * @param settings by name, in the order of the record: numbers, words and rows as they are; a layer as a statement, layers with names as a list of
 *     {@link Part}
 */
record Statement(LayerKind kind, SequencedMap<String, Object> settings) {
  /** What a place in a chain is called with: a setting can't be. */
  static final String NAME = "name";

  /** The kind that is a chain of layers, which is written line by line. */
  static final String CHAIN = "sequential";

  /** The setting of a chain that has its layers. */
  static final String PARTS = "parts";

  /** A layer within another, and the name of its place. */
  record Part(String name, Statement statement) {}

  Statement {
    settings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(settings));
  }

  /** Whether a setting is what it is if nothing is said. */
  boolean isUsual(Setting setting, LayerKinds kinds) {
    return setting.usual().map(usual -> kinds.stated(setting, usual)).map(usual -> usual.equals(settings.get(setting.name()))).orElse(false);
  }

  /** The parts of a chain of layers with names; empty if it is not one. */
  @SuppressWarnings("unchecked") // statements hold no other lists
  static List<Part> parts(@Nullable Object value) {
    return value instanceof List<?> list ? (List<Part>) list : List.of();
  }

  /** The values of a map that is being read, which may come in any order. */
  static SequencedMap<String, Object> ordered(LayerKind kind, Map<String, Object> said) {
    SequencedMap<String, Object> ordered = new LinkedHashMap<>();
    for (Setting setting : kind.settings()) {
      Object value = said.get(setting.name());
      if (value != null) {
        ordered.put(setting.name(), value);
      } else if (setting.usual().isEmpty()) {
        throw new FormException(kind.name() + " lacks " + setting.name());
      }
    }
    return ordered;
  }
}
