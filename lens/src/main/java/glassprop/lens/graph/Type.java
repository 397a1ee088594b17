package glassprop.lens.graph;

import glassprop.lens.graph.Captions.Run;
import glassprop.lens.graph.Captions.Tone;
import glassprop.lens.graph.layout.Layout.Box;
import glassprop.lens.graph.layout.Layout.Size;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.util.List;

/** Sets text: faces and colours of each tone, measured and centred. */
final class Type {
  private static final FontRenderContext PAPER = new FontRenderContext(null, true, true);
  private static final double BESIDE = 12;
  private static final double ABOVE = 7;

  private static final Font NAME = new Font(Font.SANS_SERIF, Font.BOLD, 14);
  private static final Font FORMULA = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  private static final Font DETAIL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
  private static final Font NUMBERS = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final Color INK = new Color(0x1f2933);
  private static final Color GREY = new Color(0x5b6673);
  private static final Color BLUE = new Color(0x1d4f91);
  private static final Color RED = new Color(0x9b2c2c);

  private Type() {}

  private static Font font(Tone tone) {
    return switch (tone) {
      case NAME -> NAME;
      case FORMULA -> FORMULA;
      case DETAIL -> DETAIL;
      case VALUE, GRADIENT -> NUMBERS;
    };
  }

  private static Color colour(Tone tone) {
    return switch (tone) {
      case NAME, FORMULA -> INK;
      case DETAIL -> GREY;
      case VALUE -> BLUE;
      case GRADIENT -> RED;
    };
  }

  private static double width(List<Run> line) {
    return line.stream().mapToDouble(run -> font(run.tone()).getStringBounds(run.text(), PAPER).getWidth()).sum();
  }

  private static double height(List<Run> line) {
    return 1.3 * font(line.getFirst().tone()).getSize2D();
  }

  /** The size of a box around some lines. */
  static Size sizeOf(List<List<Run>> lines) {
    double width = lines.stream().mapToDouble(Type::width).max().orElse(0);
    double height = lines.stream().mapToDouble(Type::height).sum();
    return new Size(Math.ceil(width + 2 * BESIDE), Math.ceil(height + 2 * ABOVE));
  }

  /** The width of a line of the legend. */
  static double widthOf(String note) {
    return DETAIL.getStringBounds(note, PAPER).getWidth();
  }

  /** Sets lines in the middle of a box. */
  static void set(Graphics2D g, List<List<Run>> lines, Box box) {
    double y = box.y() + ABOVE;
    for (List<Run> line : lines) {
      y += height(line);
      double x = box.x() + (box.width() - width(line)) / 2;
      for (Run run : line) {
        Font font = font(run.tone());
        g.setFont(font);
        g.setColor(colour(run.tone()));
        g.drawString(run.text(), (float) x, (float) (y - 0.32 * font.getSize2D()));
        x += font.getStringBounds(run.text(), PAPER).getWidth();
      }
    }
  }

  /** Sets a line of the legend. */
  static void note(Graphics2D g, String note, double x, double y) {
    if (!note.isEmpty()) {
      g.setFont(DETAIL);
      g.setColor(GREY);
      g.drawString(note, (float) x, (float) y);
    }
  }
}
