package glassprop.nn.form;

import glassprop.nn.network.Architecture;
import glassprop.nn.network.Description;
import glassprop.nn.network.Entry;
import glassprop.nn.network.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a network consists of, a row for each layer at its place: the path, the layer, the shape of its output, how many parameters stand there,
 * and how they begin.
 *
 * @param rows in the order in which the layers work
 * @param parameters of all of them
 */
public record NetworkTable(List<Row> rows, long parameters) {

  /**
   * A layer at its place.
   *
   * @param path empty for the network as a whole
   * @param layer as a line of the text form
   * @param output the shape of its output, n for the batch
   * @param parameters how many stand at this very place, and not within
   * @param beginning how those begin, of each that does not begin at 0
   */
  public record Row(String path, String layer, String output, long parameters, String beginning) {}

  /** Copies the rows. */
  public NetworkTable {
    rows = List.copyOf(Objects.requireNonNull(rows, "table: expected rows, came null"));
  }

  /**
   * The table of an architecture, without allocating any of it.
   *
   * @throws FormException if a layer is of no known kind
   */
  public static NetworkTable of(Architecture architecture, LayerKinds kinds) {
    Objects.requireNonNull(kinds, "table: expected kinds of layers, came null");
    Description description = architecture.describe();
    TextForm text = new TextForm(kinds);
    List<Row> rows = new ArrayList<>();
    for (Description.Use use : description.uses()) {
      List<Entry> here = description.entries().stream().filter(entry -> use.path().equals(around(entry.path(), description))).toList();
      List<Entry> parameters = here.stream().filter(entry -> entry.kind() != Kind.BUFFER).toList();
      rows.add(new Row(use.path(), text.line(use.layer()), use.outputShape(), parameters.stream().mapToLong(Entry::size).sum(),
          parameters.stream().filter(entry -> !entry.beginning().equals("zeros")).map(entry -> name(entry.path()) + " " + entry.beginning())
              .collect(Collectors.joining("; "))));
    }
    return new NetworkTable(rows, description.parameterCount());
  }

  /** The innermost layer around a parameter: what stands in a place that no layer was applied at belongs to the layer that asked for the place. */
  private static String around(String path, Description description) {
    String around = path;
    List<String> parts = description.parts();
    do {
      around = around.contains(".") ? around.substring(0, around.lastIndexOf('.')) : "";
    } while (!parts.contains(around));
    return around;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** The rows below each other, with aligned columns. */
  public String text() {
    List<List<String>> cells = new ArrayList<>(List.of(List.of("path", "layer", "output", "parameters", "begins")));
    for (Row row : rows) {
      cells.add(List.of(row.path.isEmpty() ? "·" : row.path, row.layer, row.output, row.parameters == 0 ? "" : number(row.parameters), row.beginning));
    }
    int[] widths = new int[5];
    cells.forEach(line -> Arrays.setAll(widths, column -> Math.max(widths[column], line.get(column).length())));
    StringBuilder text = new StringBuilder();
    for (List<String> line : cells) {
      StringBuilder out = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String pad = " ".repeat(widths[column] - line.get(column).length());
        out.append(column == 3 ? pad + line.get(column) : line.get(column) + pad).append("  ");
      }
      text.append(out.toString().stripTrailing()).append('\n');
    }
    return text.append(number(parameters)).append(" parameters\n").toString();
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
