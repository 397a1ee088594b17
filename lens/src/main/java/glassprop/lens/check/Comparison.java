package glassprop.lens.check;

import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.check.GradCheck;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A gradient beside finite differences.
 *
 * @param of the name of the result, or the empty string
 * @param by the inputs that it is differentiated by: one at order 1, two at order 2
 * @param analytic the gradient that the backward pass gives, of the last input's shape
 * @param numeric by finite differences; without meaning where there is a kink, the value is not finite, or they could not decide
 * @param report what the check found, element by element
 */
public record Comparison(String of, List<String> by, Tensor analytic, Tensor numeric, GradCheck.Report report) {
  /** Copies the names. */
  public Comparison {
    by = List.copyOf(by);
  }

  /** What a check of every element of one input found. */
  static Comparison of(String of, List<String> by, Shape shape, GradCheck.Report report) {
    return new Comparison(
        of, by, collected(report, shape, GradCheck.Element::analytic), collected(report, shape, GradCheck.Element::numeric),
        report);
  }

  private static Tensor collected(GradCheck.Report report, Shape shape, ToDoubleFunction<GradCheck.Element> number) {
    return Tensor.of(NdArray.over(report.elements().stream().mapToDouble(number).toArray(), shape));
  }

  /** The input whose elements the gradient has. */
  public String input() {
    return by.getLast();
  }

  /** As mathematics writes it: {@code ∂L/∂w}, {@code ∂²L/∂w∂b}. */
  public String symbol() {
    return (by.size() == 1 ? "∂" : "∂²") + of + "/∂" + String.join("∂", by);
  }
}
