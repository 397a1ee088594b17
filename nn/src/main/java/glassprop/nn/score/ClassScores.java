package glassprop.nn.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How good predicted classes and their probabilities are.
 *
 * <p>Accuracy and the figures of {@link OfClass} judge the likeliest class alone. The log-loss is a proper score: on average no other
 * probabilities than the true ones do better. The ROC AUC judges the order in which probabilities put the rows.
 *
 * @param rows how many there are
 * @param right how many have their class as the likeliest
 * @param logLoss the mean of −ln p over the rows, p the probability of their class
 * @param rocAuc the area under the ROC curve: of the rarer one of two classes, else the mean over the classes, each against the rest; NaN if no
 *     class has both rows of its own and others
 * @param classes for each class, in order
 * @param pairs how many rows of each class were taken for each, without those that never were, the most frequent first
 */
public record ClassScores(int rows, int right, double logLoss, double rocAuc, List<OfClass> classes, List<Pair> pairs)
    implements Scores {

  /**
   * The figures of one class.
   *
   * @param name its name
   * @param actual how many rows are of it
   * @param predicted how many were taken for it
   * @param right how many of both
   */
  public record OfClass(String name, int actual, int predicted, int right) {
    /** The share of the rows taken for it that are of it; NaN if none was. */
    public double precision() {
      return right / (double) predicted;
    }

    /** The share of its rows that were taken for it; NaN if there are none. */
    public double recall() {
      return right / (double) actual;
    }

    /** The harmonic mean of precision and recall; NaN if no row is of it or was taken for it. */
    public double f1() {
      return 2.0 * right / (actual + predicted);
    }
  }

  /**
   * Rows of one class that were taken for one.
   *
   * @param actual the index of their class
   * @param predicted the index of what they were taken for
   * @param rows how many
   */
  public record Pair(int actual, int predicted, int rows) {}

  /** Copies the lists. */
  public ClassScores {
    classes = List.copyOf(classes);
    pairs = List.copyOf(pairs);
  }

  /**
   * The scores of predictions.
   *
   * @param names of the classes
   * @param logProbabilities ln p, row by row, one for each class
   * @param actual the index of each row's class
   */
  public static ClassScores of(List<String> names, double[] logProbabilities, int[] actual) {
    int n = actual.length;
    int k = names.size();
    if (n == 0 || logProbabilities.length != (long) n * k) {
      throw new IllegalArgumentException("expected " + k + " probabilities for each of one row or more, came "
          + logProbabilities.length + " for " + n);
    }
    int[] of = new int[k];
    int[] takenFor = new int[k];
    int[] hits = new int[k];
    Map<Long, Integer> tallies = new HashMap<>();
    double loss = 0;
    for (int row = 0; row < n; row++) {
      int predicted = likeliest(logProbabilities, row * k, k);
      of[actual[row]]++;
      takenFor[predicted]++;
      hits[predicted] += predicted == actual[row] ? 1 : 0;
      tallies.merge((long) actual[row] * k + predicted, 1, Integer::sum);
      loss -= logProbabilities[row * k + actual[row]];
    }
    List<OfClass> classes = new ArrayList<>();
    for (int c = 0; c < k; c++) {
      classes.add(new OfClass(names.get(c), of[c], takenFor[c], hits[c]));
    }
    List<Pair> pairs = tallies.entrySet().stream()
        .map(tally -> new Pair((int) (tally.getKey() / k), (int) (tally.getKey() % k), tally.getValue()))
        .sorted(Comparator.comparingInt(Pair::rows).reversed().thenComparingInt(Pair::actual).thenComparingInt(Pair::predicted))
        .toList();
    return new ClassScores(n, IntStream.of(hits).sum(), loss / n, rocAuc(logProbabilities, actual, of), classes, pairs);
  }

  /**
   * The share of rows whose likeliest class is theirs, the first of equals.
   *
   * @param scores of each class, row by row: probabilities, their logarithms, or logits
   * @param actual the index of each row's class
   */
  public static double accuracy(double[] scores, int[] actual) {
    int k = scores.length / actual.length;
    int right = 0;
    for (int row = 0; row < actual.length; row++) {
      right += likeliest(scores, row * k, k) == actual[row] ? 1 : 0;
    }
    return right / (double) actual.length;
  }

  /** The share of the rows whose likeliest class is theirs. */
  public double accuracy() {
    return right / (double) rows;
  }

  /**
   * The standard deviation that the ROC AUC has around 1/2 on as many rows if probabilities have nothing to do with classes: √((n + 1)/(12·p·q)) for p
   * rows of a class and q others (Mann and Whitney, 1947); for several classes the mean, as if they went together.
   */
  public double rocAucDeviation() {
    return classes.stream().filter(each -> each.actual() > 0 && each.actual() < rows)
        .mapToDouble(each -> Math.sqrt((rows + 1) / (12.0 * each.actual() * (rows - each.actual())))).average().orElse(Double.NaN);
  }

  /** The mean of the classes' precisions; a class that no row was taken for counts as 0, as in scikit-learn. */
  public double macroPrecision() {
    return macro(OfClass::precision);
  }

  /** The mean of the classes' recalls; a class that rows were taken for, but none is of, counts as 0, as in scikit-learn. */
  public double macroRecall() {
    return macro(OfClass::recall);
  }

  /** The mean of the classes' F1. */
  public double macroF1() {
    return macro(OfClass::f1);
  }

  private interface Figure {
    double of(OfClass scores);
  }

  /** Over the classes that rows are of or were taken for. */
  private double macro(Figure figure) {
    double sum = 0;
    int count = 0;
    for (OfClass each : classes) {
      if (each.actual() + each.predicted() > 0) {
        double value = figure.of(each);
        sum += Double.isNaN(value) ? 0 : value;
        count++;
      }
    }
    return sum / count;
  }

  /** The place of the largest of {@code k} numbers, the first of equals. */
  private static int likeliest(double[] numbers, int from, int k) {
    int best = 0;
    for (int c = 1; c < k; c++) {
      best = numbers[from + c] > numbers[from + best] ? c : best;
    }
    return best;
  }

  private static double rocAuc(double[] logProbabilities, int[] actual, int[] of) {
    int k = of.length;
    if (k == 2) {
      return rocAuc(logProbabilities, actual, k, of[0] < of[1] ? 0 : 1, of);
    }
    double sum = 0;
    int defined = 0;
    for (int c = 0; c < k; c++) {
      if (of[c] > 0 && of[c] < actual.length) {
        sum += rocAuc(logProbabilities, actual, k, c, of);
        defined++;
      }
    }
    return sum / defined;
  }

  /**
   * The share of pairs of a row of the class and another row in which the first has the larger probability, ties counted half: (R − p(p + 1)/2)/(p·q),
   * R the sum of the ranks of the p rows of the class among all p + q (Mann and Whitney, 1947).
   */
  private static double rocAuc(double[] logProbabilities, int[] actual, int k, int ofClass, int[] of) {
    int n = actual.length;
    double[] own = new double[of[ofClass]];
    double[] all = new double[n];
    int at = 0;
    for (int row = 0; row < n; row++) {
      double score = logProbabilities[row * k + ofClass] + 0.0; // a sort puts −0 before 0
      if (Double.isNaN(score)) {
        return Double.NaN;
      }
      all[row] = score;
      if (actual[row] == ofClass) {
        own[at++] = score;
      }
    }
    Arrays.sort(all);
    Arrays.sort(own);
    double ranks = 0;
    int below = 0; // the first place of a number not less than the row's
    int above = 0; // the first place of a number greater
    for (double score : own) {
      while (below < n && all[below] < score) {
        below++;
      }
      while (above < n && all[above] <= score) {
        above++;
      }
      ranks += (below + 1 + above) / 2.0; // places from 1, their mean among equals
    }
    double p = own.length;
    return (ranks - p * (p + 1) / 2) / (p * (n - p));
  }
}
