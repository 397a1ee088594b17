package glassprop.nn.form;

import glassprop.array.DType;
import glassprop.array.TensorType;
import glassprop.nn.layer.Sequential;
import glassprop.nn.network.Architecture;
import glassprop.nn.network.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A network as the source of a Java class, to go on from where a text form ends. */
public final class SourceForm {
  private static final String INDENT = "    ";

  private final LayerKinds kinds;

  /** With the layers that come with Glassprop. */
  public SourceForm() {
    this(LayerKinds.standard());
  }

  /** With these kinds of layers. */
  public SourceForm(LayerKinds kinds) {
    this.kinds = Objects.requireNonNull(kinds, "source form: expected kinds of layers, came null");
  }

  /**
   * A class with a method {@code architecture()}.
   *
   * @param className without a package
   * @throws FormException if a layer is of no known kind, or the name is none for a class
   */
  public String write(Architecture architecture, String className) {
    if (!className.matches("[A-Z][A-Za-z0-9_]*")) {
      throw new FormException("'" + Setting.shortened(className) + "' is no name for a class: expected letters and digits, the first a capital");
    }
    Set<String> imports = new TreeSet<>(List.of(
        Architecture.class.getName(), DType.class.getName(), TensorType.class.getName(), "glassprop.array.Shape"));
    String layer = expression(kinds.of(architecture.layer()), INDENT.repeat(2), imports);
    TensorType example = architecture.example();
    String sizes = IntStream.of(example.shape().toArray()).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    StringBuilder source = new StringBuilder();
    imports.forEach(name -> source.append("import ").append(name).append(";\n"));
    return source
        .append("\n/** A network that was written by Glassprop. */\npublic final class ").append(className).append(" {\n  private ").append(className)
        .append("() {}\n\n  /** The network without its numbers. */\n  public static Architecture architecture() {\n    return new Architecture(\n")
        .append(INDENT.repeat(2)).append(layer).append(",\n").append(INDENT.repeat(2)).append("DType.").append(architecture.precision())
        .append(",\n").append(INDENT.repeat(2)).append("new TensorType(Shape.of(").append(sizes).append("), DType.").append(example.dtype())
        .append("));\n  }\n}\n").toString();
  }

  private String expression(Statement statement, String indent, Set<String> imports) {
    LayerKind kind = statement.kind();
    Layer prototype = kind.prototype();
    if (prototype instanceof Enum<?> row) {
      return named(row.getDeclaringClass(), imports) + "." + row.name();
    }
    if (prototype instanceof Sequential) {
      return chain(Statement.parts(statement.settings().get(Statement.PARTS)), indent, imports);
    }
    return "new " + named(prototype.getClass(), imports) + kind.settings().stream()
        .map(setting -> literal(Objects.requireNonNull(statement.settings().get(setting.name())), indent, imports))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private String chain(List<Statement.Part> parts, String indent, Set<String> imports) {
    String type = named(Sequential.class, imports);
    String deeper = indent + INDENT;
    boolean numbered = IntStream.range(0, parts.size()).allMatch(i -> parts.get(i).name().equals(String.valueOf(i)));
    if (numbered) {
      return parts.stream().map(part -> "\n" + deeper + expression(part.statement(), deeper, imports))
          .collect(Collectors.joining(",", type + ".of(", ")"));
    }
    return parts.stream()
        .map(part -> "\n" + deeper + ".then(\"" + part.name() + "\", " + expression(part.statement(), deeper, imports) + ")")
        .collect(Collectors.joining("", type + ".of()", ""));
  }

  private String literal(Object value, String indent, Set<String> imports) {
    return switch (value) {
      case Statement inner -> expression(inner, indent, imports);
      case List<?> list -> chain(Statement.parts(list), indent, imports) + ".parts()";
      case Enum<?> row -> named(row.getDeclaringClass(), imports) + "." + row.name();
      case String text -> "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
      default -> String.valueOf(value);
    };
  }

  /** The name of a class, after an import of the outermost one around it. */
  private static String named(Class<?> type, Set<String> imports) {
    Class<?> outermost = type;
    while (outermost.getEnclosingClass() != null) {
      outermost = outermost.getEnclosingClass();
    }
    imports.add(outermost.getName());
    String[] within = type.getName().substring(outermost.getName().length()).split("\\$");
    return Arrays.stream(within).skip(1).reduce(outermost.getSimpleName(), (name, next) -> name + "." + next);
  }
}
