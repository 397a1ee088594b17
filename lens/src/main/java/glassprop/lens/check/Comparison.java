package glassprop.lens.check;

import glassprop.Tensor;
import glassprop.check.GradCheck;
import java.util.List;

/**
 * A gradient beside finite differences.
 *
 * @param of the name of the result, or the empty string
 * @param by the inputs that it is differentiated by: one at order 1, two at order 2
 * @param analytic the gradient that the backward pass gives, of the last input's shape
 * @param numeric by finite differences; without meaning where there is a kink
 * @param report what the check found, which tries smaller steps where the two differ
 */
public record Comparison(String of, List<String> by, Tensor analytic, Tensor numeric, GradCheck.Report report) {
  /** Copies the names. */
  public Comparison {
    by = List.copyOf(by);
  }

  /** The input whose elements the gradient has. */
  public String input() {
    return by.getLast();
  }

  /** As mathematics writes it: {@code ∂L/∂w}, {@code ∂²L/∂w∂b}. */
  public String symbol() {
    return (by.size() == 1 ? "∂" : "∂²") + of + "/∂" + String.join("∂", by);
  }

  /** |a − n| / max(|a|, |n|) of one element, 0 where both are 0. */
  public double error(int element) {
    double a = analytic.toDoubles()[element];
    double n = numeric.toDoubles()[element];
    return a == n ? 0 : Math.abs(a - n) / Math.max(Math.abs(a), Math.abs(n));
  }
}
