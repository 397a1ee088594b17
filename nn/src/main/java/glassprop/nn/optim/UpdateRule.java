package glassprop.nn.optim;

import glassprop.array.DType;
import java.util.List;

/** How one parameter changes along its gradient: a value. What it remembers between steps is kept by the {@link Optimizer}. */
public interface UpdateRule {

  /** How many numbers are remembered for each number of a parameter. */
  int memories();

  /**
   * Requires that the constants of this rule stay what they are in the type of a parameter, such as an ε that must not become 0. A rule
   * without constants requires nothing.
   *
   * @throws IllegalArgumentException naming the constant
   */
  default void requireFits(DType type) {}

  /**
   * Changes w in place.
   *
   * @param step counts from 1
   * @param w the parameter, {@code w[at]} to {@code w[at + n − 1]}
   * @param g its gradient, {@code g[gAt]} to {@code g[gAt + n − 1]}
   * @param memory arrays of n numbers, zero before the first step
   */
  void update(int step, float[] w, int at, float[] g, int gAt, int n, List<float[]> memory);

  /** The same in float64. */
  void update(int step, double[] w, int at, double[] g, int gAt, int n, List<double[]> memory);

  /** Requires a learning rate that is finite and above 0. */
  static double requireRate(double rate) {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("learning rate " + rate + ": expected a finite number above 0");
    }
    return rate;
  }

  /** Requires a decay factor, 0 ≤ decay &lt; 1. */
  static double requireDecay(String name, double decay) {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException(name + " " + decay + ": expected a number from 0 up to, but not including, 1");
    }
    return decay;
  }

  /** Requires a decay factor that is below 1 in a type, too: otherwise what it is to forget would stay for ever. */
  static void requireDecayFits(String name, double decay, DType type) {
    type.requireHolds(name, decay);
    if (type == DType.F32 && (float) decay == 1) {
      throw new IllegalArgumentException(name + " " + decay + " is 1 in F32, and nothing would be forgotten; take a smaller one, or F64");
    }
  }
}
