package glassprop.cli.terminal;

import glassprop.text.Visible;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Regions of the plane and points in it, made of characters. With colours a character shows two cells, one above the
 * other; without, regions are patterns and points are letters.
 */
public final class DecisionMap {
  /** How many classes can be told apart. */
  public static final int MOST_CLASSES = 6;

  private static final int[] BRIGHT = {214, 39, 77, 205, 141, 252};
  private static final int[] DARK = {94, 24, 22, 89, 54, 240};
  private static final String PATTERNS = " ·░:▒-";
  private static final String LETTERS = "oxv*#@";

  private final Screen screen;
  private final int lines;
  private final int columns;
  private final int[][] regions;
  private final int[][] points;
  private final boolean[][] wrong;

  /** A map of so many characters, without points yet. */
  public DecisionMap(Screen screen, int lines, int columns) {
    this.screen = screen;
    this.lines = lines;
    this.columns = columns;
    this.regions = new int[2 * lines][columns];
    this.points = new int[lines][columns];
    this.wrong = new boolean[lines][columns];
    for (int[] line : points) {
      Arrays.fill(line, -1);
    }
  }

  /** Sets the class of a cell; there are two rows of cells to a line, the first at the top. */
  public void region(int row, int column, int ofClass) {
    regions[row][column] = ofClass;
  }

  /**
   * Puts a point on the map.
   *
   * @param x from 0 at the left to 1
   * @param y from 0 at the bottom to 1
   * @param right whether the network finds its class
   */
  public void point(double x, double y, int ofClass, boolean right) {
    int column = Math.clamp((int) (x * columns), 0, columns - 1);
    int line = Math.clamp((int) ((1 - y) * lines), 0, lines - 1);
    points[line][column] = ofClass;
    wrong[line][column] = !right;
  }

  /** The map, from the top. */
  public List<String> render() {
    List<String> rendered = new ArrayList<>();
    for (int line = 0; line < lines; line++) {
      StringBuilder out = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        out.append(screen.colours() ? coloured(line, column) : plain(line, column));
      }
      rendered.add(out.toString());
    }
    return rendered;
  }

  private String coloured(int line, int column) {
    int upper = DARK[regions[2 * line][column]];
    int lower = DARK[regions[2 * line + 1][column]];
    int point = points[line][column];
    return point < 0 ? Ink.palette(upper, lower, "▀")
        : Ink.palette(BRIGHT[point], lower, wrong[line][column] ? "✕" : "●");
  }

  private String plain(int line, int column) {
    int point = points[line][column];
    String marks = point < 0 ? PATTERNS : LETTERS;
    int shown = point < 0 ? regions[2 * line + 1][column] : point;
    return wrong[line][column] ? "!" : marks.substring(shown, shown + 1);
  }

  /** What the marks of the map mean. */
  public String legend(List<String> classes) {
    StringBuilder out = new StringBuilder();
    for (int c = 0; c < classes.size(); c++) {
      String name = Visible.escaped(classes.get(c));
      String mark = screen.colours() ? Ink.palette(BRIGHT[c], DARK[c], " ● ")
          : LETTERS.charAt(c) + " on '" + PATTERNS.charAt(c) + "'";
      out.append(mark).append(' ').append(name).append("   ");
    }
    return out.append(screen.colours() ? "✕ wrong" : "! wrong").toString();
  }
}
