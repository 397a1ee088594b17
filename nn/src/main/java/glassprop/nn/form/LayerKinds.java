package glassprop.nn.form;

import glassprop.nn.Activation;
import glassprop.nn.layer.BatchNorm;
import glassprop.nn.layer.Dense;
import glassprop.nn.layer.Dropout;
import glassprop.nn.layer.Embedding;
import glassprop.nn.layer.Flatten;
import glassprop.nn.layer.LayerNorm;
import glassprop.nn.layer.Recomputed;
import glassprop.nn.layer.Residual;
import glassprop.nn.layer.Sequential;
import glassprop.nn.network.Layer;
import glassprop.text.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * The kinds of layers that can be written and read again. A kind of one's own is added with {@link #with}; nothing is found by the name of a class.
 */
public final class LayerKinds {
  private static final LayerKinds STANDARD = standardKinds();

  private final Map<String, LayerKind> byName;

  private LayerKinds(Map<String, LayerKind> byName) {
    this.byName = byName;
  }

  private static LayerKinds standardKinds() {
    List<LayerKind> kinds = new ArrayList<>(List.of(
        LayerKind.of("sequential", Sequential.of(), "parts"),
        LayerKind.of("dense", new Dense(1), "units"),
        LayerKind.of("residual", new Residual(Activation.IDENTITY), "block"),
        LayerKind.of("recomputed", new Recomputed(Activation.IDENTITY), "block"),
        LayerKind.of("batch_norm", new BatchNorm()),
        LayerKind.of("layer_norm", new LayerNorm()),
        LayerKind.of("dropout", new Dropout(), "rate"),
        LayerKind.of("embedding", new Embedding(1, 1), "rows", "width"),
        LayerKind.of("flatten", new Flatten())));
    for (Activation activation : Activation.values()) {
      kinds.add(LayerKind.of(activation.label(), activation));
    }
    Map<String, LayerKind> byName = new LinkedHashMap<>();
    kinds.forEach(kind -> byName.put(kind.name(), kind));
    return new LayerKinds(byName);
  }

  /** The layers that come with Glassprop. */
  public static LayerKinds standard() {
    return STANDARD;
  }

  /**
   * These kinds and another one.
   *
   * @throws FormException if the name is taken
   */
  public LayerKinds with(LayerKind kind) {
    Map<String, LayerKind> more = new LinkedHashMap<>(byName);
    if (more.putIfAbsent(kind.name(), kind) != null) {
      throw new FormException("there is a kind " + kind.name() + " already; choose another name");
    }
    return new LayerKinds(more);
  }

  LayerKind named(String name) {
    LayerKind kind = byName.get(name);
    if (kind == null) {
      throw new FormException("there is no layer '" + Setting.shortened(name) + "'" + Spelling.suggestion(name, byName.keySet()) + "; there are "
          + String.join(", ", byName.keySet()));
    }
    return kind;
  }

  /**
   * What a setting is, in a statement: a layer as a statement, layers with names as a list of parts, anything else as it is.
   *
   * @throws FormException if a layer is of no kind that is known here
   */
  Object stated(Setting setting, Object value) {
    if (setting.isLayer() && value instanceof Layer layer) {
      return of(layer);
    }
    if (value instanceof List<?> list) {
      List<Statement.Part> parts = new ArrayList<>();
      for (Object element : list) {
        if (!(element instanceof Sequential.Named part)) {
          throw new FormException("a list of " + element.getClass().getName() + " can't be written; expected layers with names");
        }
        parts.add(new Statement.Part(part.name(), of(part.layer())));
      }
      return List.copyOf(parts);
    }
    return value;
  }

  Statement of(Layer layer) {
    Objects.requireNonNull(layer, "layer kinds: expected a layer, came null");
    LayerKind kind = byName.values().stream().filter(each -> each.isOf(layer)).findFirst().orElseThrow(() -> new FormException(
        Setting.shortened(layer.toString()) + " has no form in writing: " + (layer.getClass().isHidden() || layer.getClass().isSynthetic()
            ? "a lambda has no name and no settings; write it as a record, and"
            : "its class " + layer.getClass().getName() + " is not among the kinds of layers;")
            + " add it with LayerKinds.standard().with(LayerKind.of(\"name\", prototype))"));
    SequencedMap<String, Object> settings = new LinkedHashMap<>();
    for (Setting setting : kind.settings()) {
      settings.put(setting.name(), stated(setting, setting.of(layer)));
    }
    return new Statement(kind, settings);
  }

  /** The layer that a statement states. */
  Layer layer(Statement statement) {
    Map<String, Object> values = new LinkedHashMap<>();
    statement.settings().forEach((name, value) -> values.put(name, switch (value) {
      case Statement inner -> layer(inner);
      case List<?> list -> Statement.parts(list).stream().map(part -> new Sequential.Named(part.name(), layer(part.statement()))).toList();
      default -> value;
    }));
    return statement.kind().layer(values);
  }
}
