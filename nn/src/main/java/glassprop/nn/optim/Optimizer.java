package glassprop.nn.optim;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.kernel.Heap;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Changes parameters along their gradients by an {@link UpdateRule}, and keeps what the rule remembers. */
public final class Optimizer {
  private static final String MEMORY = "what the optimizer remembers of it";

  private final UpdateRule rule;
  private final Clipping clipping;
  private final List<Slot> slots = new ArrayList<>();
  private int step;

  /** A parameter and what is remembered of it, in its precision. */
  private record Slot(Tensor parameter, List<float[]> floats, List<double[]> doubles, Headroom headroom) {}

  /**
   * An optimizer of these leaves, whose gradients must be finite.
   *
   * @throws IllegalArgumentException if one is not a leaf or is listed twice, or its type doesn't hold a constant of the rule
   */
  public Optimizer(UpdateRule rule, List<Tensor> parameters) {
    this(rule, Clipping.none(), parameters);
  }

  /**
   * An optimizer of these leaves that bounds their gradients before each step.
   *
   * @throws IllegalArgumentException if one is not a leaf or is listed twice, or its type doesn't hold a constant of the rule
   */
  public Optimizer(UpdateRule rule, Clipping clipping, List<Tensor> parameters) {
    this.rule = Objects.requireNonNull(rule, "optimizer: expected an update rule, came null");
    this.clipping = Objects.requireNonNull(clipping, "optimizer: expected a clipping, came null; Clipping.none() bounds nothing");
    for (Tensor parameter : parameters) {
      if (!parameter.isLeaf()) {
        throw new IllegalArgumentException(
            "optimizer: " + parameter.describe() + " is not a leaf, so no gradients arrive; make it one with tracked()");
      }
      if (slots.stream().anyMatch(slot -> slot.parameter == parameter)) {
        throw new IllegalArgumentException("optimizer: " + parameter.describe() + " is listed twice");
      }
      rule.requireFits(parameter.dtype());
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
    return new Slot(parameter, floats, doubles, new Headroom(rule, parameter.dtype()));
  }

  /**
   * Changes, in place, every parameter that has a gradient.
   *
   * @throws NonFiniteGradientException if a gradient isn't finite, or a step along it would make a parameter, or what is remembered of it,
   *     infinite, unless that is {@linkplain Clipping#unchecked() allowed}; nothing has changed then
   */
  public void step() {
    switch (clipping) {
      case Clipping.None _ -> {
        for (Slot slot : slots) { // all, before any changes
          boolean moderate = slot.parameter.hasModerateGrad();
          if (!moderate) {
            Finite.require(gradient(slot), "optimizer", Finite.SPOILED);
          }
          if (isInDoubt(slot, moderate) && slot.parameter.hasGrad()) {
            tryOnCopies(slot, gradient(slot));
          }
        }
        stepAlong();
      }
      case Clipping.Unchecked _ -> stepAlong();
      case Clipping.ByNorm _, Clipping.ByValue _ -> stepClipped();
    }
  }

  /** The gradients stay where they are, and can be recycled. */
  private void stepAlong() {
    step++;
    slots.forEach(slot -> slot.parameter.descend((w, gradient) -> update(slot, w, gradient)));
  }

  /** A parameter's gradient under its name. */
  private static Tensor gradient(Slot slot) {
    return slot.parameter.grad().detach().named(slot.parameter.label());
  }

  private void stepClipped() {
    List<Slot> moving = slots.stream().filter(slot -> slot.parameter.hasGrad()).toList();
    List<Tensor> gradients =
        clipping.of(moving.stream().map(Optimizer::gradient).toList());
    for (int i = 0; i < gradients.size(); i++) {
      if (isInDoubt(moving.get(i), gradients.get(i).array().isModerate())) {
        tryOnCopies(moving.get(i), gradients.get(i).detach().named(moving.get(i).parameter.label()));
      }
    }
    step++;
    for (int i = 0; i < gradients.size(); i++) {
      Slot slot = moving.get(i);
      NdArray gradient = gradients.get(i).array();
      slot.parameter.updateInPlace(w -> update(slot, w, gradient));
    }
  }

  private void update(Slot slot, NdArray w, NdArray gradient) {
    update(step, w, gradient, slot.floats, slot.doubles);
    slot.headroom.moved(w);
  }

  private void update(int count, NdArray w, NdArray gradient, List<float[]> floats, List<double[]> doubles) {
    NdArray g = gradient.contiguous();
    if (w.dtype() == DType.F32) {
      rule.update(count, w.floats(), w.offset(), g.floats(), g.offset(), w.size(), floats);
    } else {
      rule.update(count, w.doubles(), w.offset(), g.doubles(), g.offset(), w.size(), doubles);
    }
  }

  private static boolean isInDoubt(Slot slot, boolean moderate) {
    if (!moderate) {
      slot.headroom.strain();
    }
    return !slot.headroom.excludesOverflow(slot.parameter.array());
  }

  /** Makes the step where nobody sees it, and requires that what was finite stays so. */
  private void tryOnCopies(Slot slot, Tensor gradient) {
    NdArray before = slot.parameter.array();
    NdArray after = before.copy();
    String what = "a trial step";
    List<float[]> floats = slot.floats.stream().map(memory -> Heap.copy(memory, what)).toList();
    List<double[]> doubles = slot.doubles.stream().map(memory -> Heap.copy(memory, what)).toList();
    update(step + 1, after, gradient.array(), floats, doubles);
    Finite.requireStep(gradient, "the parameter", before, after);
    for (int i = 0; i < floats.size(); i++) {
      Finite.requireStep(gradient, MEMORY, NdArray.over(slot.floats.get(i), before.shape()), NdArray.over(floats.get(i), before.shape()));
    }
    for (int i = 0; i < doubles.size(); i++) {
      Finite.requireStep(gradient, MEMORY, NdArray.over(slot.doubles.get(i), before.shape()), NdArray.over(doubles.get(i), before.shape()));
    }
  }

  /** Forgets the gradients of all parameters. Call it before each backward pass, or they add up. */
  public void zeroGrad() {
    slots.forEach(slot -> slot.parameter.zeroGrad());
  }
}
