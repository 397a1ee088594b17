package glassprop.lens.fault;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A fault at the places where it is made.
 *
 * @param equations that are concerned
 * @param rules of the backward pass with the mistake in it
 */
public record Mistake(Fault fault, List<String> equations, Rules rules) {
  /** Copies the names. */
  public Mistake {
    equations = List.copyOf(equations);
  }

  /** In words: what was done, and where. */
  public String describe() {
    return fault.title() + equations.stream().distinct().collect(Collectors.joining(", ", " (at ", ")"));
  }
}
