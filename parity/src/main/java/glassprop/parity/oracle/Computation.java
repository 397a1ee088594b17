package glassprop.parity.oracle;

import java.util.List;

/** A computation that every system can do, since it consists of ops. */
@FunctionalInterface
public interface Computation {

  /**
   * Does it in one system.
   *
   * @param inputs those of the question
   */
  <V> Done<V> in(Interpreter<V> system, List<V> inputs);

  /**
   * A computation that was done.
   *
   * @param result what it gave
   * @param watched what to differentiate by: inputs, or values in between
   */
  record Done<V>(V result, List<V> watched) {
    /** Copies the list. */
    public Done {
      watched = List.copyOf(watched);
    }
  }
}
