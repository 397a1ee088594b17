package glassprop.nn.loss;

import glassprop.Tensor;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** What losses are compared with: probabilities and logarithms as a textbook has them, without any care for overflow. */
final class Naive {
  private Naive() {}

  static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static double[] row(Tensor matrix, int row) {
    double[] numbers = new double[matrix.shape().get(1)];
    for (int c = 0; c < numbers.length; c++) {
      numbers[c] = matrix.get(row, c);
    }
    return numbers;
  }

  static double[] softmax(double[] logits) {
    double total = 0;
    for (double z : logits) {
      total += Math.exp(z);
    }
    double[] p = new double[logits.length];
    for (int c = 0; c < p.length; c++) {
      p[c] = Math.exp(logits[c]) / total;
    }
    return p;
  }

  static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  /** −Σ p ln q. */
  static double crossEntropy(double[] p, double[] q) {
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      sum -= p[c] == 0 ? 0 : p[c] * Math.log(q[c]);
    }
    return sum;
  }
}
