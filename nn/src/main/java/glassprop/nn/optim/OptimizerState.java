package glassprop.nn.optim;

import glassprop.array.NdArray;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an {@link Optimizer} knows between two steps, as a value: with it and the parameters, training goes on as if it had not been interrupted.
 *
 * @param steps how many steps it has made: the schedule's place
 * @param parameters what is known of each, by name
 */
public record OptimizerState(int steps, SortedMap<String, OfParameter> parameters) {
  /** Copies the map. */
  public OptimizerState {
    Objects.requireNonNull(parameters, "optimizer state: expected parameters, came null");
    requireCount(steps);
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /**
   * What is known of a parameter.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public OfParameter of(String name) {
    OfParameter known = parameters.get(Objects.requireNonNull(name, "optimizer state: expected the name of a parameter, came null"));
    if (known == null) {
      throw new IllegalArgumentException("optimizer state: nothing is known of " + name + "; there are " + parameters.keySet());
    }
    return known;
  }

  /**
   * What is known of one parameter.
   *
   * @param steps how many it has made: those in which a gradient had arrived
   * @param memories what the rule remembers, by symbol. By contract the numbers are only read
   */
  public record OfParameter(int steps, SortedMap<String, NdArray> memories) {
    /** Copies the map. */
    public OfParameter {
      Objects.requireNonNull(memories, "optimizer state: expected memories, came null");
      requireCount(steps);
      memories = Collections.unmodifiableSortedMap(new TreeMap<>(memories));
    }
  }

  private static void requireCount(int steps) {
    if (steps < 0) {
      throw new IllegalArgumentException("optimizer state: " + steps + " steps; expected 0 or more");
    }
  }
}
