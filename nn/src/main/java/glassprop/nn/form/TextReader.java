package glassprop.nn.form;

import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.nn.network.Architecture;
import glassprop.nn.network.Layer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads {@link TextForm}. */
final class TextReader {
  private static final int DEEPEST = 200;

  private final LayerKinds kinds;
  private final List<Line> lines;

  /** A line, and those indented below it. */
  private record Line(int number, List<String> words, int indent, List<Line> within) {
    String kind() {
      return words.getFirst();
    }
  }

  TextReader(LayerKinds kinds, String text) {
    this.kinds = kinds;
    this.lines = tree(text);
  }

  private static List<Line> tree(String text) {
    Line root = new Line(0, List.of(), -1, new ArrayList<>());
    Deque<Line> open = new ArrayDeque<>(List.of(root));
    int number = 0;
    for (String raw : text.lines().toList()) {
      number++;
      String line = raw.replaceFirst("#.*", "").stripTrailing();
      if (line.isBlank()) {
        continue;
      }
      int indent = line.length() - line.stripLeading().length();
      if (line.substring(0, indent).indexOf('\t') >= 0) {
        throw new FormException("line " + number + ": indented by a tab; use spaces");
      }
      while (open.getFirst().indent >= indent) {
        open.pop();
      }
      Line next = new Line(number, List.of(line.strip().split("\\s+")), indent, new ArrayList<>());
      List<Line> siblings = open.getFirst().within;
      if (!siblings.isEmpty() && siblings.getFirst().indent != indent) {
        throw new FormException("line " + number + ": indented by " + indent + " spaces, and the lines before it by " + siblings.getFirst().indent
            + "; layers that follow each other stand below each other");
      }
      siblings.add(next);
      open.push(next);
      if (open.size() > DEEPEST) {
        throw new FormException("line " + number + ": more than " + DEEPEST + " layers within each other");
      }
    }
    return root.within;
  }

  Architecture architecture() {
    if (lines.isEmpty() || !lines.getFirst().kind().equals("input")) {
      throw new FormException("line 1: expected the input, such as: input f32 784");
    }
    TensorType example = input(lines.getFirst());
    boolean stated = lines.size() > 1 && lines.get(1).kind().equals("precision");
    DType precision = stated ? precision(lines.get(1)) : TextForm.usualPrecision(example.dtype());
    return new Architecture(layer(lines.subList(stated ? 2 : 1, lines.size())), precision, example);
  }

  Layer layer() {
    return layer(lines);
  }

  private Layer layer(List<Line> all) {
    if (all.isEmpty()) {
      throw new FormException("expected a line for each layer, came none");
    }
    return kinds.layer(within(all));
  }

  private static TensorType input(Line line) {
    return at(line, () -> {
      if (line.words.size() < 2) {
        throw new FormException("expected an element type and the sizes of an example, such as: input f32 784");
      }
      try {
        int[] sizes = line.words.subList(2, line.words.size()).stream().mapToInt(Integer::parseInt).toArray();
        return new TensorType(Shape.of(sizes), dtype(line.words.get(1)));
      } catch (NumberFormatException e) {
        throw new FormException("expected the sizes of an example as whole numbers, came '" + String.join(" ", line.words) + "'", e);
      }
    });
  }

  private static DType precision(Line line) {
    return at(line, () -> {
      if (line.words.size() != 2) {
        throw new FormException("expected an element type: precision f64");
      }
      return dtype(line.words.get(1));
    });
  }

  static DType dtype(String word) {
    return Arrays.stream(DType.values()).filter(dtype -> dtype.name().equals(word.toUpperCase(Locale.ROOT))).findFirst()
        .orElseThrow(() -> new FormException("expected an element type, one of "
            + String.join(", ", Arrays.stream(DType.values()).map(dtype -> dtype.name().toLowerCase(Locale.ROOT)).toList()) + ", came '"
            + Setting.shortened(word) + "'"));
  }

  /** The layer that some lines are: one, or a chain. */
  private Statement within(List<Line> some) {
    if (some.size() == 1 && name(some.getFirst()).isEmpty()) {
      return statement(some.getFirst());
    }
    return new Statement(kinds.named(Statement.CHAIN), new LinkedHashMap<>(Map.of(Statement.PARTS, parts(some))));
  }

  private List<Statement.Part> parts(List<Line> some) {
    List<Statement.Part> parts = new ArrayList<>();
    for (Line line : some) {
      parts.add(new Statement.Part(name(line).orElse(String.valueOf(parts.size())), statement(line)));
    }
    return List.copyOf(parts);
  }

  private static Optional<String> name(Line line) {
    String key = Statement.NAME + "=";
    return line.words.stream().filter(word -> word.startsWith(key)).map(word -> word.substring(key.length())).findFirst();
  }

  private Statement statement(Line line) {
    LayerKind kind = at(line, () -> kinds.named(line.kind()));
    Map<String, Object> said = new LinkedHashMap<>();
    at(line, () -> words(line, kind, said));
    block(line, kind, said);
    return at(line, () -> {
      Statement statement = new Statement(kind, Statement.ordered(kind, said));
      return kinds.of(kinds.layer(statement)); // with the usual settings, and none out of range
    });
  }

  private static boolean words(Line line, LayerKind kind, Map<String, Object> said) {
    for (String word : line.words.subList(1, line.words.size())) {
      int equals = word.indexOf('=');
      String key = equals < 0 ? "" : word.substring(0, equals);
      if (key.equals(Statement.NAME)) {
        continue;
      }
      Setting setting = kind.settings().stream().filter(s -> !s.isLayer())
          .filter(s -> equals < 0 ? !said.containsKey(s.name()) : s.name().equals(key)).findFirst()
          .orElseThrow(() -> new FormException("'" + Setting.shortened(word) + "' is no setting of " + kind.name() + "; it has "
              + (kind.settings().isEmpty() ? "none" : String.join(", ", kind.settings().stream().map(Setting::name).toList()))));
      if (said.putIfAbsent(setting.name(), setting.parsed(word.substring(equals + 1))) != null) {
        throw new FormException(setting.name() + " is said twice");
      }
    }
    return true;
  }

  private void block(Line line, LayerKind kind, Map<String, Object> said) {
    List<Setting> layers = kind.settings().stream().filter(Setting::isLayer).toList();
    List<Line> plain = new ArrayList<>();
    for (Line inner : line.within) {
      Optional<Setting> headed = layers.stream().filter(s -> inner.words.size() == 1 && inner.kind().equals(s.name() + ":")).findFirst();
      if (headed.isPresent()) {
        said.put(headed.get().name(), value(headed.get(), inner.within, inner));
      } else {
        plain.add(inner);
      }
    }
    if (layers.isEmpty() && !plain.isEmpty()) {
      throw new FormException("line " + plain.getFirst().number + ": indented, but there is nothing within " + kind.name());
    }
    if (!layers.isEmpty() && (!plain.isEmpty() || layers.getFirst().type() == List.class)) {
      said.put(layers.getFirst().name(), value(layers.getFirst(), plain, line));
    }
  }

  private Object value(Setting setting, List<Line> some, Line around) {
    if (setting.type() == List.class) {
      return parts(some);
    }
    if (some.isEmpty()) {
      throw new FormException("line " + around.number + ": " + setting.name() + ": expected lines for layers below it");
    }
    return within(some);
  }

  /** What is wrong, with its line. */
  private static <T> T at(Line line, Supplier<T> read) {
    try {
      return read.get();
    } catch (FormException | IllegalArgumentException e) {
      throw new FormException("line " + line.number + ", " + Setting.shortened(String.join(" ", line.words)) + ": " + e.getMessage(), e);
    }
  }
}
