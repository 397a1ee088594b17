package glassprop.nn.loss;

import glassprop.Tensor;
import glassprop.array.ShapeException;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * The contrastive loss InfoNCE: of N pairs, each query is to find its own key among all N (van den Oord et al., Representation learning
 * with contrastive predictive coding, 2018, equation 4). With scores sᵢⱼ = ⟨qᵢ, kⱼ⟩/τ it is the cross-entropy −ln softmax(sᵢ)ᵢ of each row.
 *
 * <p>Queries and keys are (N, d); scale their rows to norm 1 beforehand for scores by cosine.
 *
 * @param temperature τ, above 0
 * @param symmetric whether keys are also to find their queries, and the loss is the mean of both: Radford et al., Learning transferable
 *     visual models from natural language supervision, 2021
 */
public record InfoNce(Reduction reduction, double temperature, boolean symmetric) implements Loss {
  /** Requires a finite τ above 0. */
  public InfoNce {
    Objects.requireNonNull(reduction, "InfoNCE: expected a reduction, came null");
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("InfoNCE: temperature " + temperature + ": expected a finite number above 0");
    }
  }

  @Override
  public Tensor of(Tensor queries, Tensor keys) {
    Loss.requireEqualShapes("InfoNCE", queries, keys);
    if (queries.shape().rank() != 2) {
      throw new ShapeException("InfoNCE: expected queries and keys (pairs, features), came " + queries.describe());
    }
    queries.dtype().requireHolds("InfoNCE: the temperature", temperature);
    Tensor scores = queries.matmul(keys.transpose()).dividedBy(temperature);
    Tensor own = Tensor.indices(LongStream.range(0, queries.shape().get(0)).toArray());
    CrossEntropy crossEntropy = new CrossEntropy(reduction);
    Tensor ofQueries = crossEntropy.of(scores, own);
    return symmetric ? ofQueries.plus(crossEntropy.of(scores.transpose(), own)).times(0.5) : ofQueries;
  }

  /**
   * What a mean loss L of N pairs says of the mutual information of queries and keys: it is at least ln N − L nats, on average over
   * batches. The bound never exceeds ln N, so that few pairs can not show much information.
   */
  public static double informationBound(double meanLoss, int pairs) {
    return Math.log(pairs) - meanLoss;
  }
}
