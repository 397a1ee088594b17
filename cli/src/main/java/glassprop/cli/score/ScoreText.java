package glassprop.cli.score;

import glassprop.nn.score.ClassScores;
import glassprop.nn.score.QuantityScores;
import glassprop.text.Figures;
import glassprop.text.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Scores in words and tables. */
public final class ScoreText {
  private static final int MOST_CLASSES = 10; // of a table
  private static final int MOST_PAIRS = 5;
  private static final int WIDEST_NAME = 12;
  private static final int FIGURES = 30; // the room of precision, recall and F1

  private ScoreText() {}

  /** Beside the accuracy: log-loss, ROC AUC, and the means over the classes. */
  public static String figures(ClassScores scores) {
    List<ClassScores.OfClass> classes = scores.classes();
    String auc = classes.size() == 2
        ? " (of '" + Visible.escaped(classes.get(classes.get(0).actual() < classes.get(1).actual() ? 0 : 1).name()) + "')"
        : " (mean of each class against the rest)";
    return "log-loss " + Figures.number(scores.logLoss()) + " · ROC AUC " + Figures.share(scores.rocAuc()) + auc + " · means over the classes: precision "
        + Figures.share(scores.macroPrecision()) + ", recall " + Figures.share(scores.macroRecall()) + ", F1 " + Figures.share(scores.macroF1());
  }

  /** Mean errors in the unit of the data. */
  public static String figures(QuantityScores scores) {
    return "mean absolute error " + Figures.number(scores.mae()) + " · root mean squared error " + Figures.number(scores.rmse());
  }

  /**
   * The confusion matrix with precision, recall and F1 of each class, a line for each; for more classes than fit, what is confused most often.
   *
   * @param width the characters in a line
   */
  public static List<String> confusion(ClassScores scores, int width) {
    List<ClassScores.OfClass> classes = scores.classes();
    int longest = Math.min(WIDEST_NAME, classes.stream().mapToInt(each -> Visible.escaped(each.name()).length()).max().orElse(0));
    int cell = Math.max(5, longest + 1);
    int head = Math.max(longest, "is \\ taken for".length());
    return classes.size() <= MOST_CLASSES && head + cell * classes.size() + FIGURES <= width
        ? matrix(scores, head, cell) : worst(scores);
  }

  private static List<String> matrix(ClassScores scores, int head, int cell) {
    List<ClassScores.OfClass> classes = scores.classes();
    int k = classes.size();
    int[][] rows = new int[k][k];
    scores.pairs().forEach(pair -> rows[pair.actual()][pair.predicted()] = pair.rows());
    List<String> lines = new ArrayList<>();
    StringBuilder header = new StringBuilder(left("is \\ taken for", head));
    classes.forEach(each -> header.append(right(shortened(each.name()), cell)));
    lines.add(header + right("precision", 12) + right("recall", 9) + right("F1", 9));
    for (int c = 0; c < k; c++) {
      ClassScores.OfClass each = classes.get(c);
      StringBuilder line = new StringBuilder(left(shortened(each.name()), head));
      for (int count : rows[c]) {
        line.append(right(String.format(Locale.ROOT, "%,d", count), cell));
      }
      lines.add(line + right(share(each.precision()), 12) + right(share(each.recall()), 9) + right(share(each.f1()), 9));
    }
    return lines;
  }

  private static List<String> worst(ClassScores scores) {
    List<ClassScores.Pair> wrong = scores.pairs().stream().filter(pair -> pair.actual() != pair.predicted()).toList();
    List<String> lines = new ArrayList<>();
    lines.add(wrong.isEmpty() ? "no class was taken for another" : "taken for another class most often:");
    wrong.stream().limit(MOST_PAIRS).forEach(pair -> lines.add("'" + shortened(scores.classes().get(pair.actual()).name()) + "' for '"
        + shortened(scores.classes().get(pair.predicted()).name()) + "': " + Figures.count(pair.rows(), "row")));
    return lines;
  }

  private static String share(double x) {
    return Double.isNaN(x) ? "–" : Figures.share(x);
  }

  private static String shortened(String name) {
    String printable = Visible.escaped(name);
    return printable.length() <= WIDEST_NAME ? printable : printable.substring(0, WIDEST_NAME - 1) + "…";
  }

  private static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
