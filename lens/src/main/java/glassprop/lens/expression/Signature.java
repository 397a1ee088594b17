package glassprop.lens.expression;

import glassprop.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * How a function is called, read from a line such as {@code topk(x, k, *, axis=-1)}: what it needs comes first, then what
 * has a default or ends with {@code ?} and may be left out, and behind {@code *} what is given by name only. A parameter
 * that ends with {@code …} takes all values that are left, and one in quotes is a text.
 */
record Signature(String line, String name, boolean takesText, List<Slot> slots) {

  /** One parameter; the default is empty if it is needed or has none. */
  record Slot(String name, boolean needed, boolean byNameOnly, boolean takesRest, Optional<Double> byDefault) {}

  static Signature of(String line) {
    int open = line.indexOf('(');
    List<Slot> slots = new ArrayList<>();
    boolean byNameOnly = false;
    boolean text = false;
    for (String part : line.substring(open + 1, line.length() - 1).split(", ", -1)) {
      if (part.equals("*")) {
        byNameOnly = true;
      } else if (part.startsWith("\"")) {
        text = true;
      } else {
        slots.add(slot(part, byNameOnly));
      }
    }
    return new Signature(line, line.substring(0, open), text, List.copyOf(slots));
  }

  private static Slot slot(String part, boolean byNameOnly) {
    boolean rest = part.endsWith("…");
    boolean optional = part.endsWith("?");
    int equals = part.indexOf('=');
    String name = equals >= 0 ? part.substring(0, equals) : part.replaceAll("[…?]$", "");
    Optional<Double> number = equals >= 0 ? Optional.of(Double.valueOf(part.substring(equals + 1))) : Optional.empty();
    return new Slot(name, !rest && !optional && equals < 0, byNameOnly, rest, number);
  }

  /** Whether so many values may be given by position; those that are needed may also be given by name. */
  boolean takes(int values) {
    boolean rest = slots.stream().anyMatch(Slot::takesRest);
    long most = slots.stream().filter(slot -> !slot.byNameOnly).count();
    return values >= 1 && (rest || values <= most);
  }

  List<String> options() {
    return slots.stream().skip(1).filter(slot -> !slot.takesRest).map(Slot::name).toList();
  }

  /**
   * The parameters' values.
   *
   * @throws IllegalArgumentException if one that is needed is missing, or one is given twice
   */
  Call bind(Arguments given) {
    Call call = new Call(name, new LinkedHashMap<>(), new ArrayList<>(), given.texts());
    int next = 0;
    for (Slot slot : slots) {
      while (slot.takesRest && next < given.values().size()) {
        call.rest().add(given.values().get(next++));
      }
      boolean positional = !slot.byNameOnly && !slot.takesRest && next < given.values().size();
      boolean named = given.options().containsKey(slot.name);
      if (positional && named) {
        throw new IllegalArgumentException(name + ": " + slot.name + " is given twice, by position and by name");
      }
      if (positional) {
        call.values().put(slot.name, given.values().get(next++));
      } else if (named) {
        call.values().put(slot.name, given.options().get(slot.name));
      } else if (slot.needed) {
        throw new IllegalArgumentException(name + ": " + slot.name + " is missing; expected " + line);
      } else {
        slot.byDefault.ifPresent(number -> call.values().put(slot.name, Tensor.scalar(number)));
      }
    }
    if (takesText && given.texts().size() != 1) {
      throw new IllegalArgumentException(name + ": expected " + line);
    }
    return call;
  }
}
