package glassprop.parity.oracle;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a training went through: the loss before each step, and all parameters after it. */
public final class Trajectory {
  private final List<Double> losses = new ArrayList<>();
  private final List<NdArray> weights = new ArrayList<>();

  /**
   * Notes a step.
   *
   * @param parameters after it; they are copied
   */
  public void step(double loss, List<NdArray> parameters) {
    losses.add(loss);
    double[] all = parameters.stream().flatMapToDouble(p -> Arrays.stream(p.toDoubles())).toArray();
    weights.add(NdArray.over(all, Shape.of(all.length)));
  }

  /** All of it, with names. */
  public List<Part> parts() {
    double[] numbers = losses.stream().mapToDouble(Double::doubleValue).toArray();
    List<Part> parts = new ArrayList<>(List.of(new Part("the loss", NdArray.over(numbers, Shape.of(numbers.length)))));
    for (int i = 0; i < weights.size(); i++) {
      parts.add(new Part("the weights after step " + (i + 1), weights.get(i)));
    }
    return parts;
  }
}
