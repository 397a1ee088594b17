package glassprop.op;

import glassprop.array.DType;
import glassprop.array.TensorType;
import java.util.List;

/**
 * A meaning for terms: what it is to apply an op, and to write down a number.
 *
 * <p>Over arrays of numbers a rule computes a gradient; over tracked tensors it computes one that can be differentiated again;
 * over types it infers shapes; over terms it derives other rules. Readers differ in their algebra alone.
 *
 * @param <V> what a term means
 */
public interface Algebra<V> {

  /** The meaning of an op applied to operands. */
  V apply(Op op, List<V> operands);

  /**
   * The same where the type of the result is known, which need not be inferred again.
   *
   * @param type what the op gives for operands of these types
   */
  default V apply(Op op, List<V> operands, TensorType type) {
    return apply(op, operands);
  }

  /** The meaning of a number. */
  V literal(double value, DType dtype);
}
