package glassprop.lens.graph;

import glassprop.lens.graph.Caption.Grid;
import glassprop.lens.graph.Caption.Line;
import glassprop.lens.graph.Caption.Run;
import glassprop.lens.graph.Mark.Anchor;
import glassprop.lens.graph.Mark.Look;
import glassprop.lens.graph.layout.Layout.Box;
import glassprop.lens.graph.layout.Layout.Point;
import glassprop.lens.graph.layout.Layout.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sets captions into a box. A line is anchored in the middle of the box. The numbers of all grids of a box end at the same
 * columns, so that a value and its gradient stand under each other; brackets are drawn, as high as their grid.
 */
final class Setting {
  private static final double BESIDE = 12;
  private static final double ABOVE = 7;
  private static final double LEADING = 1.3; // from line to line, in sizes of the font
  private static final double DESCENT = 0.32; // of a line below its letters, in sizes of the font
  private static final double BETWEEN = 10; // columns
  private static final double BRACKET = 4;
  private static final double INSIDE = 4; // between a bracket and what it holds
  private static final double GRID_GAP = 3; // above and below

  private final double[] columns;

  private Setting(List<Caption> captions) {
    this.columns = columns(captions);
  }

  /** The size of a box around some captions. */
  static Size sizeOf(List<Caption> captions) {
    Setting setting = new Setting(captions);
    double width = captions.stream().mapToDouble(setting::width).max().orElse(0);
    double height = captions.stream().mapToDouble(Setting::height).sum();
    return new Size(Math.ceil(width + 2 * BESIDE), Math.ceil(height + 2 * ABOVE));
  }

  /** The captions in a box. */
  static List<Mark> in(Box box, List<Caption> captions) {
    Setting setting = new Setting(captions);
    List<Mark> marks = new ArrayList<>();
    double middle = box.x() + box.width() / 2;
    double y = box.y() + ABOVE;
    for (Caption caption : captions) {
      switch (caption) {
        case Line(List<Run> runs) -> marks.add(line(middle, y, Anchor.MIDDLE, runs));
        case Grid grid -> setting.addGrid(grid, middle, y, marks);
      }
      y += height(caption);
    }
    return marks;
  }

  /** A line of text whose upper end is at y. */
  static Mark line(double x, double y, Anchor anchor, List<Run> runs) {
    return new Mark.Words(new Point(x, y + height(runs) - DESCENT * runs.getFirst().tone().size()), anchor, runs);
  }

  /** The room that a line of text needs. */
  static double width(List<Run> line) {
    return line.stream().mapToDouble(run -> Widths.of(run.text(), run.tone().isBold()) * run.tone().size()).sum();
  }

  static double height(List<Run> line) {
    return LEADING * line.getFirst().tone().size();
  }

  private static double height(Caption caption) {
    return switch (caption) {
      case Line(List<Run> runs) -> height(runs);
      case Grid(List<List<String>> rows, Caption.Tone tone) -> rows.size() * LEADING * tone.size() + 2 * GRID_GAP;
    };
  }

  private double width(Caption caption) {
    return switch (caption) {
      case Line(List<Run> runs) -> width(runs);
      case Grid _ -> gridWidth() + 2 * (BRACKET + INSIDE);
    };
  }

  private double gridWidth() {
    double sum = BETWEEN * (columns.length - 1);
    for (double column : columns) {
      sum += column;
    }
    return sum;
  }

  /** The width of each column, over all grids. */
  private static double[] columns(List<Caption> captions) {
    double[] widths = new double[0];
    for (Caption caption : captions) {
      if (caption instanceof Grid(List<List<String>> rows, Caption.Tone tone)) {
        widths = Arrays.copyOf(widths, Math.max(widths.length, rows.getFirst().size()));
        for (List<String> row : rows) {
          for (int i = 0; i < row.size(); i++) {
            widths[i] = Math.max(widths[i], width(List.of(new Run(row.get(i), tone))));
          }
        }
      }
    }
    return widths;
  }

  private void addGrid(Grid grid, double middle, double top, List<Mark> marks) {
    double left = middle - gridWidth() / 2;
    double height = LEADING * grid.tone().size();
    double y = top + GRID_GAP;
    for (List<String> row : grid.rows()) {
      double x = left;
      for (int i = 0; i < row.size(); i++) {
        x += columns[i];
        marks.add(line(x, y, Anchor.END, List.of(new Run(row.get(i), grid.tone()))));
        x += BETWEEN;
      }
      y += height;
    }
    Look look = grid.tone() == Caption.Tone.GRADIENT ? Look.GRADIENT : Look.VALUE;
    bracket(left - INSIDE, -BRACKET, top + GRID_GAP, y, look, marks);
    bracket(left + gridWidth() + INSIDE, BRACKET, top + GRID_GAP, y, look, marks);
  }

  private static void bracket(double x, double back, double top, double bottom, Look look, List<Mark> marks) {
    marks.add(new Mark.Polyline(
        List.of(new Point(x, top), new Point(x + back, top), new Point(x + back, bottom), new Point(x, bottom)), look));
  }
}
