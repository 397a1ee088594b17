package glassprop.parity.oracle;

import glassprop.array.NdArray;
import java.util.ArrayList;
import java.util.List;

/**
 * What a system answers to a question.
 *
 * @param value of the computation
 * @param gradients one for each watched value
 * @param second at second order one for each watched value and, last, one for ȳ; else empty
 */
public record Answer(NdArray value, List<NdArray> gradients, List<NdArray> second) {
  /** Copies the lists. */
  public Answer {
    gradients = List.copyOf(gradients);
    second = List.copyOf(second);
  }

  /** All of it, with names. */
  public List<Part> parts() {
    List<Part> parts = new ArrayList<>(List.of(new Part("the value", value)));
    for (int i = 0; i < gradients.size(); i++) {
      parts.add(new Part("gradient " + i, gradients.get(i)));
    }
    for (int i = 0; i < second.size(); i++) {
      parts.add(new Part("second-order gradient " + i, second.get(i)));
    }
    return parts;
  }
}
