package glassprop.nn.optim;

import glassprop.array.DType;
import java.util.Objects;

/**
 * How one parameter changes along its gradient: a value that states its {@link Equations}. They are all there is to say: the {@link Optimizer} runs them over
 * parameters of either type, and keeps what they remember between steps.
 */
public interface UpdateRule {

  /** η, the learning rate, from 0 on. */
  double rate();

  /** What the rule says. */
  Equations equations();

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
   * A bound of a sum of earlier numbers, d·(d·(… + x) + x) + x, in units of the largest |x|: 1/(1 − d), with the decay d and each step rounded.
   */
  static double accumulated(double decay, DType type) {
    Objects.requireNonNull(type, "update rule: expected an element type, came null");
    double ulp = type == DType.F32 ? Math.ulp(1f) : Math.ulp(1.0);
    double forgotten = 1 - (type == DType.F32 ? (float) decay : decay) - 2 * ulp;
    return forgotten > 0 ? (1 + 4 * ulp) / forgotten : Double.POSITIVE_INFINITY;
  }
}
