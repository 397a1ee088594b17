package glassprop.lens.graph;

import glassprop.lens.graph.Caption.Grid;
import glassprop.lens.graph.Caption.Line;
import glassprop.lens.graph.Caption.Run;
import glassprop.nn.io.AtomicFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A graph in the language of Graphviz. It is written as it goes, so that a million vertices need no room; the dots that mark kept
 * values are the dots of arrows.
 */
record Dot(Graph graph, Direction direction) implements AtomicFile.Content {
  private static final String HEAD = """
      digraph glassprop {
        graph [fontname="sans-serif", nodesep=0.35, ranksep=0.5];
        node [shape=box, fontname="sans-serif", fontsize=12, color="#52606d", fontcolor="#1f2933", style=filled, fillcolor=white];
        edge [color="#52606d", arrowsize=0.7];
      """;

  @Override
  public long bytes() {
    Counter counter = new Counter();
    try {
      writeTo(counter);
    } catch (IOException e) {
      throw new IllegalStateException("counting writes nowhere", e);
    }
    return counter.bytes;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write(HEAD);
    writer.write("  graph [rankdir=" + direction.code().toUpperCase(Locale.ROOT) + "];\n");
    List<Vertex> vertices = graph.vertices();
    for (int v = 0; v < vertices.size(); v++) {
      Vertex vertex = vertices.get(v);
      writer.write("  n" + v + " [label=\"" + label(vertex) + "\"" + style(vertex) + "];\n");
    }
    for (Edge edge : graph.edges()) {
      writer.write("  n" + edge.from() + " -> n" + edge.to() + (edge.kept() ? " [arrowhead=dotnormal]" : "") + ";\n");
    }
    writer.write("}\n");
    writer.flush();
  }

  private static String label(Vertex vertex) {
    String lines = Captions.of(vertex).stream().flatMap(Dot::lines).map(Dot::escaped).collect(Collectors.joining("\\n"));
    return vertex.keepsOutput() ? lines + "\\n● kept" : lines;
  }

  private static Stream<String> lines(Caption caption) {
    return switch (caption) {
      case Line(List<Run> runs) -> Stream.of(runs.stream().map(Run::text).collect(Collectors.joining()));
      case Grid grid -> grid.rows().stream().map(row -> "[" + String.join(",  ", row) + "]");
    };
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String style(Vertex vertex) {
    String kind = switch (vertex.kind()) {
      case LEAF -> ", style=\"rounded,filled\", fillcolor=\"#e6f0fa\", color=\"#2b6cb0\"";
      case CONSTANT -> ", style=dashed";
      case STEP -> "";
      case BLOCK -> ", peripheries=2";
    };
    return kind + (vertex.isResult() ? ", penwidth=2" : "");
  }

  /** A stream that only counts. */
  private static final class Counter extends OutputStream {
    long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int from, int length) {
      bytes += length;
    }
  }
}
