package glassprop.nn.loss;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.ShapeException;
import glassprop.text.Counted;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How much an example of each class counts, such as more for a rare class.
 *
 * @param values one for each class; empty if all count the same
 */
public record ClassWeights(List<Double> values) {
  /** Every class counts 1. */
  public static final ClassWeights EQUAL = new ClassWeights(List.of());

  /** Copies the weights and requires them to be finite and not negative. */
  public ClassWeights {
    Objects.requireNonNull(values, "class weights: expected a list of weights, came null");
    values = List.copyOf(values);
    for (int c = 0; c < values.size(); c++) {
      if (!(values.get(c) >= 0 && values.get(c) < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "the weight of class %d is %s: expected a finite number, 0 or more", c, values.get(c)));
      }
    }
  }

  /** These weights, from class 0 on. */
  public static ClassWeights of(double... values) {
    Objects.requireNonNull(values, "class weights: expected a weight for each class, came null");
    return new ClassWeights(Arrays.stream(values).boxed().toList());
  }

  /** Whether every class counts 1. */
  boolean areEqual() {
    return values.isEmpty();
  }

  /** The weights as a vector (classes). */
  Tensor vector(String loss, int classes, DType dtype) {
    if (!areEqual() && values.size() != classes) {
      throw new ShapeException(
          String.format(Locale.ROOT, "%s: %s, but logits of %s; give one weight for each class", loss, Counted.of(values.size(), "class weight"), Counted.of(classes, "class")));
    }
    List<Double> all = areEqual() ? Collections.nCopies(classes, 1.0) : values;
    return Tensor.of(all.stream().mapToDouble(weight -> dtype.requireHolds(loss + ": the class weight", weight)).toArray()).to(dtype);
  }
}
