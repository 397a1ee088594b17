package glassprop.nn.optim;

import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.kernel.Heap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Changes parameters along their gradients as an {@link Optimization} says, and keeps what its rule remembers. */
public final class Optimizer {
  private final Optimization optimization;
  private final List<Slot> slots = new ArrayList<>();
  private int steps;

  /** A parameter, and what is known of it. */
  private static final class Slot {
    final Tensor parameter;
    final String name;
    final GroupRun group;
    final List<NdArray> memories;
    final Headroom headroom;
    int steps; // those in which a gradient had arrived

    Slot(Tensor parameter, String name, GroupRun group) {
      this.parameter = parameter;
      this.name = name;
      this.group = group;
      this.memories = memories(parameter, group.isFrozen() ? 0 : group.rule().memories().size());
      this.headroom = new Headroom(2 + memories.size());
    }

    private static List<NdArray> memories(Tensor parameter, int count) {
      Heap.requireRoom((long) count * parameter.shape().size(), parameter.dtype().bytes(), "what the optimizer remembers of " + parameter.describe());
      List<NdArray> memories = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        NdArray memory = NdArray.zeros(parameter.type());
        memory.storage().keep();
        memories.add(memory);
      }
      return memories;
    }

    /** The gradient under the parameter's name. */
    Tensor gradient() {
      return parameter.grad().detach().named(parameter.label());
    }

    Bounds bounds(double rate) {
      return group.bounds(parameter.dtype(), rate);
    }

    boolean isInDoubt(boolean moderate, double rate) {
      if (!moderate) {
        headroom.strain();
      }
      return !headroom.excludesOverflow(bounds(rate), parameter.array(), memories);
    }

    void move(NdArray w, NdArray gradient, double rate) {
      steps++;
      group.loop(w.dtype()).run(w, gradient.contiguous(), memories, steps, rate);
      headroom.moved(bounds(rate), w);
    }

    /** Makes the step where nobody sees it, and requires that what was finite stays so. */
    void tryStep(Tensor gradient, double rate) {
      group.loop(gradient.dtype()).trial(parameter.array(), gradient.array().contiguous(), memories, steps + 1, rate).ifPresent(spoiled -> {
        throw Finite.refused(gradient, spoiled);
      });
    }
  }

  /**
   * An optimizer of these leaves by a rule, whose gradients must be finite.
   *
   * @throws IllegalArgumentException see {@link #Optimizer(Optimization, List)}
   */
  public Optimizer(UpdateRule rule, List<Tensor> parameters) {
    this(Optimization.by(rule), parameters);
  }

  /**
   * An optimizer of these leaves by a rule that bounds their gradients before each step.
   *
   * @throws IllegalArgumentException see {@link #Optimizer(Optimization, List)}
   */
  public Optimizer(UpdateRule rule, Clipping clipping, List<Tensor> parameters) {
    this(Optimization.by(rule).clipping(clipping), parameters);
  }

  /**
   * An optimizer of these leaves. In groups and in its state they have the names of the tensors, which are their paths in a network.
   *
   * @throws IllegalArgumentException if there are none, one is not a leaf or is listed twice, a group covers none of them or names a constant that the rule doesn't have, or
   *     a type doesn't hold a constant of the rule
   */
  public Optimizer(Optimization optimization, List<Tensor> parameters) {
    this.optimization = Objects.requireNonNull(optimization, "optimizer: expected what to do, came null");
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("optimizer: there are no parameters to optimise; give the leaves that gradients arrive at, such as a network's parameters()");
    }
    GroupRun rest = new GroupRun(optimization.rule(), Group.of("**"));
    List<GroupRun> groups = optimization.groups().stream().map(group -> new GroupRun(optimization.rule(), group)).toList();
    Set<GroupRun> used = new HashSet<>();
    for (Tensor parameter : parameters) {
      requireLeaf(parameter);
      GroupRun group = rest;
      for (int i = groups.size() - 1; i >= 0; i--) {
        group = optimization.groups().get(i).pattern().covers(parameter.label()) ? groups.get(i) : group;
      }
      group.prepare(parameter.dtype());
      used.add(group);
      slots.add(new Slot(parameter, parameter.label(), group));
    }
    for (int i = 0; i < groups.size(); i++) {
      if (!used.contains(groups.get(i))) {
        throw new IllegalArgumentException(
            "optimizer: no parameter belongs to the group " + optimization.groups().get(i).pattern() + "; there are "
                + slots.stream().map(slot -> slot.parameter.describe()).toList() + ", and the first group that covers a name has it");
      }
    }
  }

  private void requireLeaf(Tensor parameter) {
    if (!parameter.isLeaf()) {
      throw new IllegalArgumentException(
          "optimizer: " + parameter.describe() + " is not a leaf, so no gradients arrive; make it one with tracked()");
    }
    for (Slot slot : slots) {
      if (slot.parameter.graph().equals(parameter.graph())) {
        throw new IllegalArgumentException(
            "optimizer: " + parameter.describe() + " is listed twice" + (slot.name.equals(parameter.label()) ? "" : ", the first time as " + slot.name));
      }
    }
  }

  /**
   * Requires that all these parameters are among others: those of a network, whose loss leaves gradients nowhere else.
   *
   * @throws IllegalArgumentException naming one that isn't
   */
  public void requireAmong(List<Tensor> others) {
    for (Slot slot : slots) {
      if (others.stream().noneMatch(other -> other.graph().equals(slot.parameter.graph()))) {
        throw new IllegalArgumentException("optimizer: " + slot.parameter.describe()
            + " is no parameter of this network, so no gradient would arrive; make the optimizer of the parameters() of the network that is trained");
      }
    }
  }

  /** What this optimizer does. */
  public Optimization optimization() {
    return optimization;
  }

  /**
   * Changes, in place, every parameter that has a gradient.
   *
   * @throws NonFiniteGradientException if a gradient isn't finite, or a step along it would make a parameter, or what is remembered of it,
   *     infinite, unless that is {@linkplain Clipping#unchecked() allowed}; nothing has changed then
   */
  public void step() {
    double factor = optimization.schedule().factor(steps + 1);
    if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("optimizer: the schedule's factor of the rate is " + factor + " in step " + (steps + 1) + "; expected a finite number from 0 on");
    }
    switch (optimization.clipping()) {
      case Clipping.None _ -> {
        for (Slot slot : slots) { // all, before any changes
          if (!slot.group.isFrozen()) {
            look(slot, slot.group.rate(factor));
          }
        }
        stepAlong(factor);
      }
      case Clipping.Unchecked _ -> stepAlong(factor);
      case Clipping.ByNorm _, Clipping.ByValue _ -> stepClipped(factor);
    }
    steps++;
  }

  private static void look(Slot slot, double rate) {
    boolean moderate = slot.parameter.hasModerateGrad();
    if (!moderate) {
      Finite.require(slot.gradient(), "optimizer", Finite.SPOILED);
    }
    if (slot.isInDoubt(moderate, rate) && slot.parameter.hasGrad()) {
      slot.tryStep(slot.gradient(), rate);
    }
  }

  /** The gradients stay where they are, and can be recycled. */
  private void stepAlong(double factor) {
    for (Slot slot : slots) {
      if (!slot.group.isFrozen()) {
        slot.parameter.descend((w, gradient) -> slot.move(w, gradient, slot.group.rate(factor)));
      }
    }
  }

  private void stepClipped(double factor) {
    List<Slot> moving = slots.stream().filter(slot -> !slot.group.isFrozen() && slot.parameter.hasGrad()).toList();
    List<Tensor> gradients = optimization.clipping().of(moving.stream().map(Slot::gradient).toList());
    for (int i = 0; i < gradients.size(); i++) {
      Slot slot = moving.get(i);
      if (slot.isInDoubt(gradients.get(i).array().isModerate(), slot.group.rate(factor))) {
        slot.tryStep(gradients.get(i).detach().named(slot.parameter.label()), slot.group.rate(factor));
      }
    }
    for (int i = 0; i < gradients.size(); i++) {
      Slot slot = moving.get(i);
      NdArray gradient = gradients.get(i).array();
      slot.parameter.updateInPlace(w -> slot.move(w, gradient, slot.group.rate(factor)));
    }
  }

  /** Forgets the gradients of all parameters. Call it before each backward pass, or they add up. */
  public void zeroGrad() {
    slots.forEach(slot -> slot.parameter.zeroGrad());
  }

  // ---- what it knows between steps

  /**
   * What this optimizer knows, by the names of its parameters, in numbers of its own.
   *
   * @throws IllegalStateException if a parameter has no name, or two have the same
   */
  public OptimizerState state() {
    SortedMap<String, OptimizerState.OfParameter> parameters = new TreeMap<>();
    for (Slot slot : slots) {
      SortedMap<String, NdArray> memories = new TreeMap<>();
      for (int i = 0; i < slot.memories.size(); i++) {
        NdArray memory = slot.memories.get(i).copy();
        memory.storage().keep();
        memories.put(slot.group.rule().memories().get(i), memory);
      }
      if (slot.name.isEmpty() || parameters.put(slot.name, new OptimizerState.OfParameter(slot.steps, memories)) != null) {
        throw new IllegalStateException("optimizer: its state is told by names, and " + slot.parameter.describe()
            + (slot.name.isEmpty() ? " has none; give it one with named(…)" : " has the name of another parameter"));
      }
    }
    return new OptimizerState(steps, parameters);
  }

  /**
   * Goes on from a state.
   *
   * @throws IllegalArgumentException if it is not one of these parameters and this rule, naming what is missing, left over or of another type; nothing has changed then
   */
  public void restore(OptimizerState state) {
    Objects.requireNonNull(state, "optimizer: expected a state, came null");
    Set<String> names = new HashSet<>();
    slots.forEach(slot -> names.add(slot.name));
    if (!names.equals(state.parameters().keySet())) {
      throw new IllegalArgumentException("optimizer: the state is one of " + state.parameters().keySet() + "; expected " + new TreeMap<>(byName()).keySet());
    }
    byName().forEach((name, slot) -> requireFits(slot, state.of(name)));
    byName().forEach((name, slot) -> {
      OptimizerState.OfParameter known = state.of(name);
      slot.steps = known.steps();
      for (int i = 0; i < slot.memories.size(); i++) {
        slot.memories.get(i).copyFrom(memory(known, slot.group.rule().memories().get(i)));
      }
      slot.headroom.restored(slot.bounds(slot.group.rate(1)), slot.memories);
    });
    steps = state.steps();
  }

  private Map<String, Slot> byName() {
    Map<String, Slot> map = new TreeMap<>();
    slots.forEach(slot -> map.put(slot.name, slot));
    return map;
  }

  private static NdArray memory(OptimizerState.OfParameter known, String symbol) {
    return Objects.requireNonNull(known.memories().get(symbol));
  }

  private static void requireFits(Slot slot, OptimizerState.OfParameter known) {
    List<String> expected = slot.memories.isEmpty() ? List.of() : slot.group.rule().memories();
    if (!known.memories().keySet().equals(new HashSet<>(expected))) {
      throw new IllegalArgumentException("optimizer: the state remembers " + known.memories().keySet() + " of " + slot.parameter.describe()
          + ", and " + slot.group.rule().equations().rule() + " remembers " + expected);
    }
    known.memories().forEach((symbol, memory) -> {
      if (!memory.type().equals(slot.parameter.type())) {
        throw new IllegalArgumentException(
            "optimizer: " + symbol + " of " + slot.parameter.describe() + " is " + memory.type() + " in the state; expected " + slot.parameter.type());
      }
    });
  }
}
