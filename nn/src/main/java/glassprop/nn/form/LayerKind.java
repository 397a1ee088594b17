package glassprop.nn.form;

import glassprop.nn.network.Layer;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A kind of layer that can be written: its name, and the settings that its record has. A row of an enum is a kind by itself. */
public final class LayerKind {
  private final String name;
  private final Layer prototype;
  private final List<Setting> settings;

  private LayerKind(String name, Layer prototype, List<Setting> settings) {
    this.name = name;
    this.prototype = prototype;
    this.settings = settings;
  }

  /**
   * A kind of layer.
   *
   * @param name in lower case, as in {@code batch_norm}
   * @param prototype a layer of the kind, from which the usual settings are taken
   * @param required the components that must always be said
   * @throws FormException if the layer is neither a record nor a row of an enum, or has a component that can't be written
   */
  public static LayerKind of(String name, Layer prototype, String... required) {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new FormException("the kind '" + name + "': expected lower-case letters, digits and _");
    }
    Class<?> type = Objects.requireNonNull(prototype, "layer kind: expected a layer, came null").getClass();
    if (!type.isRecord() && !(prototype instanceof Enum<?>)) {
      throw new FormException("the kind " + name + ": " + type.getName() + " is neither a record nor a row of an enum, and so says no settings"
          + (type.isSynthetic() || type.isHidden() ? "; a lambda has none: write a record" : ""));
    }
    List<String> mustBeSaid = Arrays.asList(Objects.requireNonNull(required, "layer kind: expected the names of components, came null"));
    List<Setting> settings = new ArrayList<>();
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        if (component.getName().equals(Statement.NAME)) {
          throw new FormException("the kind " + name + ": the component " + Statement.NAME + " would be read as the name of the layer's place; call it otherwise");
        }
        settings.add(Setting.of(component, prototype, mustBeSaid.contains(component.getName())));
      }
    }
    return new LayerKind(name, prototype, List.copyOf(settings));
  }

  /** The name. */
  public String name() {
    return name;
  }

  List<Setting> settings() {
    return settings;
  }

  boolean isOf(Layer layer) {
    return prototype instanceof Enum<?> ? prototype.equals(layer) : prototype.getClass() == layer.getClass();
  }

  boolean isRow() {
    return prototype instanceof Enum<?>;
  }

  Layer prototype() {
    return prototype;
  }

  /** The layer with these settings, and the usual ones where nothing is said. */
  Layer layer(Map<String, Object> said) {
    if (isRow()) {
      return prototype;
    }
    Object[] values = new Object[settings.size()];
    for (int i = 0; i < values.length; i++) {
      Setting setting = settings.get(i);
      Object value = said.get(setting.name());
      values[i] = value != null ? value : setting.usual().orElseThrow(() -> new FormException(name + " lacks " + setting.name()));
    }
    try {
      Constructor<?> constructor =
          prototype.getClass().getDeclaredConstructor(settings.stream().map(Setting::type).toArray(Class<?>[]::new));
      constructor.trySetAccessible();
      return (Layer) constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new FormException(String.valueOf(e.getTargetException().getMessage()), e);
    } catch (ReflectiveOperationException e) {
      throw new FormException("the record " + prototype.getClass().getName()
          + " can't be made; make it public, and export its package or open it to glassprop.nn", e);
    }
  }
}
