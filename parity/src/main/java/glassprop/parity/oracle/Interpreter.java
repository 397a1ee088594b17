package glassprop.parity.oracle;

import glassprop.array.NdArray;
import glassprop.array.TensorType;
import glassprop.op.Algebra;
import java.util.List;
import java.util.Optional;

/**
 * The meaning of ops in the values of one system: an algebra that can also be given numbers.
 *
 * @param <V> the system's tensors
 */
public interface Interpreter<V> extends Algebra<V> {

  /** Fixed numbers, which nothing is differentiated by. */
  V constant(NdArray numbers);

  /** A layer or a loss by the system's own function of that name; empty if it has none. */
  Optional<V> peer(Object component, List<V> inputs);

  /** The shape and element type of a value. */
  TensorType type(V value);
}
