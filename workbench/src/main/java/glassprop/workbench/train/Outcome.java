package glassprop.workbench.train;

import glassprop.check.GradCheck;
import glassprop.nn.score.ClassScores;
import glassprop.nn.score.QuantityScores;
import glassprop.nn.score.Scores;
import glassprop.nn.train.TrainingResult;

/**
 * What came of a run.
 *
 * @param scores on the test part
 * @param baseline on the same
 * @param seconds from the first look at the data until now
 */
public record Outcome(GradCheck.Report check, TrainingResult result, Scores scores, Baseline baseline, double seconds) {

  private static final double ONE_IN_TWENTY = 1.645; // standard deviations that a normal distribution surpasses so often

  /** How a network stands beside a constant answer. */
  public enum Verdict {
    /** By a proper score. */
    BETTER,
    /** More answers are right or rows are in a better order than by chance, but probabilities are no better than the frequencies of the classes. */
    PARTLY,
    /** By no score. */
    NO_BETTER,
    /** No epoch did better on the validation rows than the network before training, which was kept: what its scores are is chance. */
    UNTRAINED
  }

  /** Log-loss decides for classes, the squared error for numbers: the accuracy alone misses what is learnt of a rare class. */
  public Verdict verdict() {
    if (result.bestEpoch() == 0) {
      return Verdict.UNTRAINED;
    }
    return switch (scores) {
      case ClassScores classes when baseline.scores() instanceof ClassScores constant -> classes.logLoss() < constant.logLoss() ? Verdict.BETTER
          : classes.right() > constant.right() || beyondChance(classes) ? Verdict.PARTLY : Verdict.NO_BETTER;
      case QuantityScores numbers when baseline.scores() instanceof QuantityScores constant ->
          numbers.rmse() < constant.rmse() ? Verdict.BETTER : Verdict.NO_BETTER;
      case ClassScores _, QuantityScores _ -> throw new IllegalStateException("a baseline of another task");
    };
  }

  private static boolean beyondChance(ClassScores scores) {
    return scores.rocAuc() > 0.5 + ONE_IN_TWENTY * scores.rocAucDeviation();
  }

  /** The figure that stands for all: the accuracy, or R². */
  public static double metric(Scores scores) {
    return switch (scores) {
      case ClassScores classes -> classes.accuracy();
      case QuantityScores numbers -> numbers.r2();
    };
  }
}
