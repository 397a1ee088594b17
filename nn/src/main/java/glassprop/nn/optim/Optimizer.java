package glassprop.nn.optim;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.kernel.Heap;
import java.util.ArrayList;
import java.util.List;

/** Changes parameters along their gradients by an {@link UpdateRule}, and keeps what the rule remembers. */
public final class Optimizer {
  private final UpdateRule rule;
  private final Clipping clipping;
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
    this(rule, Clipping.none(), parameters);
  }

  /**
   * An optimizer of these leaves that bounds their gradients before each step.
   *
   * @throws IllegalArgumentException if one is not a leaf, or is listed twice
   */
  public Optimizer(UpdateRule rule, Clipping clipping, List<Tensor> parameters) {
    this.rule = rule;
    this.clipping = clipping;
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
    String what = "what the optimizer remembers of " + parameter.describe();
    List<float[]> floats = new ArrayList<>();
    List<double[]> doubles = new ArrayList<>();
    for (int i = 0; i < rule.memories(); i++) {
      if (parameter.dtype() == DType.F32) {
        floats.add(Heap.floats(n, what));
      } else {
        doubles.add(Heap.doubles(n, what));
      }
    }
    return new Slot(parameter, floats, doubles);
  }

  /**
   * Changes, in place, every parameter that has a gradient.
   *
   * @throws NonFiniteGradientException if gradients are clipped and one isn't finite; nothing has changed then
   */
  public void step() {
    if (clipping instanceof Clipping.None) { // the gradients stay where they are, and can be recycled
      step++;
      slots.forEach(slot -> slot.parameter.descend((w, gradient) -> update(slot, w, gradient)));
    } else {
      stepClipped();
    }
  }

  private void stepClipped() {
    List<Slot> moving = slots.stream().filter(slot -> slot.parameter.hasGrad()).toList();
    List<Tensor> gradients =
        clipping.of(moving.stream().map(slot -> slot.parameter.grad().detach().named(slot.parameter.label())).toList());
    step++;
    for (int i = 0; i < gradients.size(); i++) {
      Slot slot = moving.get(i);
      NdArray gradient = gradients.get(i).array();
      slot.parameter.updateInPlace(w -> update(slot, w, gradient));
    }
  }

  private void update(Slot slot, NdArray w, NdArray gradient) {
    NdArray g = gradient.contiguous();
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
