package glassprop.lens.graph;

import glassprop.nn.io.AtomicFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Saves a graph as a picture, or as text for Graphviz. The file is replaced in one step. */
public final class GraphFile {
  /** The most vertices of a picture: more could neither be read nor be laid out in reasonable time. */
  public static final int MOST_DRAWN = 2_000;

  private GraphFile() {}

  /** What a graph can be saved as; the name in lower case is the extension. */
  private enum Format {
    SVG,
    PNG,
    DOT
  }

  /** Saves a graph from top to bottom, as {@link #save(Graph, Path, Direction)} does. */
  public static void save(Graph graph, Path file) {
    save(graph, file, Direction.TOP_TO_BOTTOM);
  }

  /**
   * Saves a graph; the extension of the file says how: {@code .svg}, {@code .png} or {@code .dot}. DOT takes a graph of any size.
   *
   * @throws IllegalArgumentException if the extension is another, or the graph is too large for a picture
   * @throws glassprop.nn.io.ModelFileException if the file can't be written; an old one is untouched then
   */
  public static void save(Graph graph, Path file, Direction direction) {
    Format format = format(file);
    if (format != Format.DOT && graph.vertices().size() > MOST_DRAWN) {
      throw new IllegalArgumentException(String.format(
          Locale.ROOT,
          "%s: the graph has %,d nodes, and a picture shows at most %,d; fold it, or save it as .dot",
          file, graph.vertices().size(), MOST_DRAWN));
    }
    switch (format) {
      case DOT -> AtomicFile.write(file, new Dot(graph, direction));
      case SVG -> AtomicFile.write(file, Svg.of(Picture.of(graph, direction)));
      case PNG -> AtomicFile.write(file, Png.of(Picture.of(graph, direction)));
    }
  }

  /**
   * Requires a file's extension to be one that {@link #save} knows.
   *
   * @throws IllegalArgumentException if it isn't
   */
  public static void requireFormat(Path file) {
    format(file);
  }

  private static Format format(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Arrays.stream(Format.values()).filter(format -> name.endsWith(extension(format))).findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            file + ": the extension says how to draw; expected one of "
                + Arrays.stream(Format.values()).map(GraphFile::extension).collect(Collectors.joining(", "))));
  }

  private static String extension(Format format) {
    return "." + format.name().toLowerCase(Locale.ROOT);
  }
}
