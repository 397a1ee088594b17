package glassprop.nn.form;

import glassprop.nn.network.Layer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A component of a layer's record: a whole number, a number, a truth value, a word, a row of an enum, a layer, or layers with names.
 *
 * @param usual what it is if nothing is said; empty if it must be said
 */
record Setting(String name, Class<?> type, Method accessor, Optional<Object> usual) {
  static Setting of(RecordComponent component, Layer prototype, boolean required) {
    Class<?> type = component.getType();
    if (!(type == int.class || type == double.class || type == boolean.class || type == String.class || type.isEnum() || type == Layer.class
        || type == List.class)) {
      throw new FormException("the layer " + prototype.getClass().getName() + " has the component " + component.getName() + " of " + type.getName()
          + "; what can be written are int, double, boolean, String, rows of an enum, Layer, and List<Sequential.Named>");
    }
    component.getAccessor().trySetAccessible();
    Setting setting = new Setting(component.getName(), type, component.getAccessor(), Optional.empty());
    return required ? setting : new Setting(setting.name, type, setting.accessor, Optional.of(setting.of(prototype)));
  }

  /** What a layer has here. */
  Object of(Layer layer) {
    try {
      return accessor.invoke(layer);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new FormException("the component " + name + " of " + layer.getClass().getName()
          + " can't be read; make the record public, and export its package or open it to glassprop.nn", e);
    }
  }

  boolean isLayer() {
    return type == Layer.class || type == List.class;
  }

  /**
   * A word as a value.
   *
   * @throws FormException if it is none
   */
  Object parsed(String word) {
    try {
      if (type == int.class) {
        return Integer.valueOf(word);
      }
      if (type == double.class) {
        return Double.valueOf(word);
      }
    } catch (NumberFormatException e) {
      throw expected(type == int.class ? "a whole number" : "a number", word);
    }
    if (type == boolean.class) {
      if (!word.equals("true") && !word.equals("false")) {
        throw expected("true or false", word);
      }
      return Boolean.valueOf(word);
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants()).filter(row -> written(row).equals(word.toLowerCase(Locale.ROOT))).findFirst()
          .orElseThrow(() -> expected("one of " + String.join(", ", Arrays.stream(type.getEnumConstants()).map(Setting::written).toList()), word));
    }
    if (type == String.class) {
      return word;
    }
    throw expected("a layer", word);
  }

  FormException expected(String what, String came) {
    return new FormException(name + ": expected " + what + ", came '" + shortened(came) + "'");
  }

  /** A value that is no layer, as {@link #parsed} reads it. */
  static String written(Object value) {
    return value instanceof Enum<?> row ? row.name().toLowerCase(Locale.ROOT) : String.valueOf(value);
  }

  static String shortened(String text) {
    String line = text.replaceAll("\\s*\\R\\s*", " ");
    return line.length() <= 60 ? line : line.substring(0, 59) + "…";
  }
}
