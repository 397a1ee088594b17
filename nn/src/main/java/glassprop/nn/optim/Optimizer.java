package glassprop.nn.optim;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.kernel.Heap;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Changes parameters along their gradients by an {@link UpdateRule}, and keeps what the rule remembers. */
public final class Optimizer {
  private final PreparedRule rule;
  private final double rate;
  private final Clipping clipping;
  private final List<Slot> slots = new ArrayList<>();
  private final Map<DType, BlockLoop> loops = new EnumMap<>(DType.class);

  /** A parameter and what is remembered of it, in its precision. */
  private static final class Slot {
    final Tensor parameter;
    final List<NdArray> memories;
    final Headroom headroom;
    int steps;

    Slot(Tensor parameter, List<NdArray> memories, Headroom headroom) {
      this.parameter = parameter;
      this.memories = memories;
      this.headroom = headroom;
    }
  }

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
    Objects.requireNonNull(rule, "optimizer: expected an update rule, came null");
    this.rule = new PreparedRule(rule.equations());
    this.rate = rule.rate();
    this.clipping = Objects.requireNonNull(clipping, "optimizer: expected a clipping, came null; Clipping.none() bounds nothing");
    for (Tensor parameter : parameters) {
      if (!parameter.isLeaf()) {
        throw new IllegalArgumentException(
            "optimizer: " + parameter.describe() + " is not a leaf, so no gradients arrive; make it one with tracked()");
      }
      if (slots.stream().anyMatch(slot -> slot.parameter == parameter)) {
        throw new IllegalArgumentException("optimizer: " + parameter.describe() + " is listed twice");
      }
      this.rule.requireFits(parameter.dtype(), rate);
      loops.computeIfAbsent(parameter.dtype(), type -> new BlockLoop(this.rule, type));
      slots.add(new Slot(parameter, memories(parameter), new Headroom(rule, parameter.dtype())));
    }
  }

  private List<NdArray> memories(Tensor parameter) {
    Heap.requireRoom((long) rule.memories().size() * parameter.shape().size(), parameter.dtype().bytes(), "what the optimizer remembers of " + parameter.describe());
    List<NdArray> memories = new ArrayList<>();
    for (int i = 0; i < rule.memories().size(); i++) {
      NdArray memory = NdArray.zeros(parameter.type());
      memory.storage().keep();
      memories.add(memory);
    }
    return memories;
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
    for (int i = 0; i < gradients.size(); i++) {
      Slot slot = moving.get(i);
      NdArray gradient = gradients.get(i).array();
      slot.parameter.updateInPlace(w -> update(slot, w, gradient));
    }
  }

  private void update(Slot slot, NdArray w, NdArray gradient) {
    slot.steps++;
    loop(w.dtype()).run(w, gradient.contiguous(), slot.memories, slot.steps, rate);
    slot.headroom.moved(w);
  }

  private BlockLoop loop(DType type) {
    return Objects.requireNonNull(loops.get(type), "a loop for the type of each parameter");
  }

  private static boolean isInDoubt(Slot slot, boolean moderate) {
    if (!moderate) {
      slot.headroom.strain();
    }
    return !slot.headroom.excludesOverflow(slot.parameter.array());
  }

  /** Makes the step where nobody sees it, and requires that what was finite stays so. */
  private void tryOnCopies(Slot slot, Tensor gradient) {
    NdArray w = slot.parameter.array();
    loop(w.dtype()).trial(w, gradient.array().contiguous(), slot.memories, slot.steps + 1, rate).ifPresent(spoiled -> {
      throw Finite.refused(gradient, spoiled);
    });
  }

  /** Forgets the gradients of all parameters. Call it before each backward pass, or they add up. */
  public void zeroGrad() {
    slots.forEach(slot -> slot.parameter.zeroGrad());
  }
}
