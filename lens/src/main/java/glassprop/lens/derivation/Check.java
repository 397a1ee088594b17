package glassprop.lens.derivation;

import glassprop.check.GradCheck;
import java.util.List;

/** Gradients of the engine's backward pass beside finite differences. */
public sealed interface Check {

  /** What the comparison found. */
  GradCheck.Report report();

  /**
   * Every element of one input.
   *
   * @param name of the input
   */
  record Elements(String name, GradCheck.Report report) implements Check {}

  /**
   * Several large inputs together, along random directions that change each element of each.
   *
   * @param names of the inputs
   */
  record Directions(List<String> names, GradCheck.Report report) implements Check {
    /** Copies the list. */
    public Directions {
      names = List.copyOf(names);
    }
  }
}
