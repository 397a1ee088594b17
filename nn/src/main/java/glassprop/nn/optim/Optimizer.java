package glassprop.nn.optim;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import java.util.ArrayList;
import java.util.List;

/** Changes parameters along their gradients by an {@link UpdateRule}, and keeps what the rule remembers. */
public final class Optimizer {
  private final UpdateRule rule;
  private final List<Slot> slots = new ArrayList<>();
  private int step;

  /** A parameter and what is remembered of it, in its precision. */
  private record Slot(Tensor parameter, List<float[]> floats, List<double[]> doubles) {}

  /**
   * An optimizer of these leaves.
   *
   * @throws IllegalArgumentException if one is not a leaf, or is listed twice
   */
  public Optimizer(UpdateRule rule, List<Tensor> parameters) {
    this.rule = rule;
    for (Tensor parameter : parameters) {
      if (!parameter.isLeaf()) {
        throw new IllegalArgumentException(
            "optimizer: " + parameter.describe() + " is not a leaf, so no gradients arrive; make it one with tracked()");
      }
      if (slots.stream().anyMatch(slot -> slot.parameter == parameter)) {
        throw new IllegalArgumentException("optimizer: " + parameter.describe() + " is listed twice");
      }
      slots.add(slot(parameter));
    }
  }

  private Slot slot(Tensor parameter) {
    int n = parameter.shape().size();
    List<float[]> floats = new ArrayList<>();
    List<double[]> doubles = new ArrayList<>();
    for (int i = 0; i < rule.memories(); i++) {
      if (parameter.dtype() == DType.F32) {
        floats.add(new float[n]);
      } else {
        doubles.add(new double[n]);
      }
    }
    return new Slot(parameter, floats, doubles);
  }

  /** Changes, in place, every parameter that has a gradient. */
  public void step() {
    step++;
    for (Slot slot : slots) {
      if (slot.parameter.hasGrad()) {
        NdArray gradient = slot.parameter.grad().array().contiguous();
        slot.parameter.updateInPlace(w -> update(slot, w, gradient));
      }
    }
  }

  private void update(Slot slot, NdArray w, NdArray g) {
    if (w.dtype() == DType.F32) {
      rule.update(step, w.floats(), w.offset(), g.floats(), g.offset(), w.size(), slot.floats);
    } else {
      rule.update(step, w.doubles(), w.offset(), g.doubles(), g.offset(), w.size(), slot.doubles);
    }
  }

  /** Forgets the gradients of all parameters. Call it before each backward pass, or they add up. */
  public void zeroGrad() {
    slots.forEach(slot -> slot.parameter.zeroGrad());
  }
}
