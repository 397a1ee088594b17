package glassprop.lens.derivation;

import glassprop.Tensor;
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
   * @param analytic the gradient that {@code backward} gives
   * @param numeric by finite differences
   * @param floor magnitudes below it count as it in a relative error: finite differences can't see them
   */
  record Elements(String name, Tensor analytic, Tensor numeric, double floor, GradCheck.Report report) implements Check {

    /** The relative error of one element. */
    public double error(int element) {
      double a = analytic.toDoubles()[element];
      double n = numeric.toDoubles()[element];
      return a == n ? 0 : Math.abs(a - n) / Math.max(floor, Math.max(Math.abs(a), Math.abs(n)));
    }
  }

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
