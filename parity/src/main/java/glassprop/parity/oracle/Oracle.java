package glassprop.parity.oracle;

import glassprop.array.NdArray;
import glassprop.nn.Initializer;
import java.util.Optional;

/** A system that computes values and gradients, and whose word is taken. */
public interface Oracle {

  /** The name on the command line, in lower case. */
  String name();

  /** The name in prose. */
  String title();

  /** The version that is running. */
  String version();

  /** How the system says our ops, and what it can't say. */
  Vocabulary<?> vocabulary();

  /** Whether gradients of gradients can be asked for. */
  boolean hasSecondOrder();

  /**
   * Does a computation and differentiates it.
   *
   * @throws OracleException if the system refuses
   */
  Answer answer(Question question);

  /**
   * Weights (inputs, outputs) as the system's own initialiser of the same name makes them; empty if it has none.
   *
   * @param seed of the system's random numbers
   */
  Optional<NdArray> initial(Initializer initializer, int inputs, int outputs, long seed);

  /** Trains with the system's own optimizer; empty if it has none of the same rule. */
  Optional<Trajectory> train(Training training);
}
