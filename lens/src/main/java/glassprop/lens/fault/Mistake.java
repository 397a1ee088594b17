package glassprop.lens.fault;

import java.util.List;

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

  /** Whether it is made at several places at once. */
  public boolean isRepeated() {
    return equations.stream().distinct().count() > 1;
  }
}
