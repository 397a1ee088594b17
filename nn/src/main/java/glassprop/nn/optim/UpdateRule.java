package glassprop.nn.optim;

import glassprop.array.DType;
import java.util.List;
import java.util.Objects;

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
   * How far one step can move a number of a parameter at most, if every gradient so far was bounded, and then nothing on the way to it, nor what
   * is remembered, overflows. An {@link Optimizer} that knows it need not try each step on copies first, to refuse one that makes a number
   * infinite.
   *
   * @param bound of the gradients' numbers in magnitude
   * @return ∞, which is always right, if that is not known
   */
  default double reach(double bound, DType type) {
    return Double.POSITIVE_INFINITY;
  }

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

  /**
   * A bound of a sum of earlier numbers, d·(d·(… + x) + x) + x, in units of the largest |x|: 1/(1 − d), with the decay d and each step rounded.
   */
  static double accumulated(double decay, DType type) {
    Objects.requireNonNull(type, "update rule: expected an element type, came null");
    double ulp = type == DType.F32 ? Math.ulp(1f) : Math.ulp(1.0);
    double forgotten = 1 - (type == DType.F32 ? (float) decay : decay) - 2 * ulp;
    return forgotten > 0 ? (1 + 4 * ulp) / forgotten : Double.POSITIVE_INFINITY;
  }

  /** Requires a decay factor that is below 1 in a type, too: otherwise what it is to forget would stay for ever. */
  static void requireDecayFits(String name, double decay, DType type) {
    type.requireHolds(name, decay);
    if (type == DType.F32 && (float) decay == 1) {
      throw new IllegalArgumentException(name + " " + decay + " is 1 in F32, and nothing would be forgotten; take a smaller one, or F64");
    }
  }
}
