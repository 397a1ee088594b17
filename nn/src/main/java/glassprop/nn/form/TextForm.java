package glassprop.nn.form;

import glassprop.array.DType;
import glassprop.array.TensorType;
import glassprop.nn.network.Architecture;
import glassprop.nn.network.Layer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A network as text, a line for each layer:
 *
 * <pre>
 * input f32 784
 * dense 128 relu
 * residual
 *   dense 128 relu
 *   dense 128
 * dropout 0.2
 * dense 10 name=logits
 * </pre>
 *
 * <p>A line has the kind, values in the order of the kind's settings, settings by name where they are not the usual ones, and the name of the place unless it is
 * its number. What is within a layer is indented. A {@code #} begins a comment.
 */
public final class TextForm {
  private static final String INDENT = "  ";

  private final LayerKinds kinds;

  /** With the layers that come with Glassprop. */
  public TextForm() {
    this(LayerKinds.standard());
  }

  /** With these kinds of layers. */
  public TextForm(LayerKinds kinds) {
    this.kinds = Objects.requireNonNull(kinds, "text form: expected kinds of layers, came null");
  }

  /**
   * A network as text.
   *
   * @throws FormException if a layer is of no known kind
   */
  public String write(Architecture architecture) {
    TensorType example = architecture.example();
    StringBuilder text = new StringBuilder("input ").append(word(example.dtype()));
    IntStream.of(example.shape().toArray()).forEach(size -> text.append(' ').append(size));
    text.append('\n');
    if (architecture.precision() != usualPrecision(example.dtype())) {
      text.append("precision ").append(word(architecture.precision())).append('\n');
    }
    return text.append(write(architecture.layer())).toString();
  }

  /** A layer as text, without what it is applied to. */
  public String write(Layer layer) {
    StringBuilder text = new StringBuilder();
    writeWithin(kinds.of(layer), "", text);
    return text.toString();
  }

  /** A layer on one line, without what is within it. */
  String line(Layer layer) {
    return line(kinds.of(layer));
  }

  static DType usualPrecision(DType input) {
    return input == DType.F64 ? DType.F64 : DType.F32;
  }

  private static String word(DType dtype) {
    return dtype.name().toLowerCase(Locale.ROOT);
  }

  /** A layer that fills a place: the lines of a chain, or its own. */
  private void writeWithin(Statement statement, String indent, StringBuilder text) {
    List<Statement.Part> parts = Statement.parts(statement.settings().get(Statement.PARTS));
    boolean chain = statement.kind().name().equals(Statement.CHAIN) && (parts.size() > 1 || (parts.size() == 1 && !parts.getFirst().name().equals("0")));
    if (chain) {
      writeParts(parts, indent, text);
    } else {
      writeLayer(statement, "", indent, text);
    }
  }

  private void writeParts(List<Statement.Part> parts, String indent, StringBuilder text) {
    for (int i = 0; i < parts.size(); i++) {
      String name = parts.get(i).name();
      writeLayer(parts.get(i).statement(), name.equals(String.valueOf(i)) ? "" : " " + Statement.NAME + "=" + name, indent, text);
    }
  }

  private void writeLayer(Statement statement, String name, String indent, StringBuilder text) {
    text.append(indent).append(line(statement)).append(name).append('\n');
    boolean first = true;
    for (Setting setting : statement.kind().settings()) {
      if (!setting.isLayer()) {
        continue;
      }
      if (!statement.isUsual(setting, kinds)) {
        String deeper = indent + INDENT;
        if (!first) {
          text.append(deeper).append(setting.name()).append(":\n");
          deeper += INDENT;
        }
        Object value = Objects.requireNonNull(statement.settings().get(setting.name()));
        if (value instanceof Statement inner) {
          writeWithin(inner, deeper, text);
        } else {
          writeParts(Statement.parts(value), deeper, text);
        }
      }
      first = false;
    }
  }

  private String line(Statement statement) {
    StringBuilder line = new StringBuilder(statement.kind().name());
    boolean inOrder = true;
    for (Setting setting : statement.kind().settings()) {
      if (setting.isLayer()) {
        continue;
      }
      String value = Setting.written(Objects.requireNonNull(statement.settings().get(setting.name())));
      boolean usual = statement.isUsual(setting, kinds);
      boolean plain = inOrder && (setting.usual().isEmpty() || setting.type().isEnum());
      if (!usual) {
        line.append(' ').append(plain ? "" : setting.name() + "=").append(value);
      }
      inOrder &= plain && !usual;
    }
    return line.toString();
  }

  /**
   * The network that a text states.
   *
   * @throws FormException naming the line
   */
  public Architecture read(String text) {
    return new TextReader(kinds, Objects.requireNonNull(text, "text form: expected a text, came null")).architecture();
  }

  /**
   * The layer that a text states, without what it is applied to.
   *
   * @throws FormException naming the line
   */
  public Layer readLayer(String text) {
    return new TextReader(kinds, Objects.requireNonNull(text, "text form: expected a text, came null")).layer();
  }
}
