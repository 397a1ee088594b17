package glassprop.nn.optim;

import glassprop.array.DType;
import glassprop.op.Binary;
import glassprop.op.Elementwise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Equations made ready to run for the values of their constants: equal parts are computed once, what is the same for all numbers of a parameter once a
 * step, a constant of 0 takes its part of the equations with it, and a memory that is then never read is not kept.
 *
 * <p>Registers are rows of numbers: 0 is the parameter, 1 its gradient, then come the memories, and then rooms for what stands between.
 */
final class PreparedRule {
  /**
   * An op on whole rows of numbers.
   *
   * @param operands registers, or −1 − k for the k-th scalar
   * @param value the number of what it gives
   */
  record Instruction(Elementwise op, List<Integer> operands, int target, int value) {}

  private final Equations equations;
  private final Values values;
  private final Scalars scalars;
  private final List<String> memories = new ArrayList<>();
  private final List<Instruction> instructions = new ArrayList<>();
  private final Map<Integer, Integer> registers = new HashMap<>(); // value → register
  private final List<Integer> initial = new ArrayList<>(); // of the parameter, the gradient and each memory: its value before the step
  private final Map<Integer, Integer> stores = new HashMap<>(); // register → value that it has after the step
  private final Set<Integer> live;
  private int rooms;

  PreparedRule(Equations equations) {
    this.equations = equations;
    this.values = new Values(equations);
    this.scalars = new Scalars(values);
    this.live = keep();
    emit();
    scalars.end();
  }

  /** The values that decide the parameter and the memories that are ever read, in the order of their numbers. */
  private Set<Integer> keep() {
    Set<Integer> found = new TreeSet<>();
    for (int slot = 0; slot < equations.quantities().size(); slot++) {
      switch (equations.quantities().get(slot).kind()) {
        case PARAMETER -> {
          register(slot);
          store(slot, found);
        }
        case GRADIENT -> register(slot);
        case STEP, RATE, DECAY, POSITIVE, FACTOR, MEMORY, AUXILIARY -> {}
      }
    }
    for (int known = -1; known < memories.size(); ) { // a memory may be read by what another needs
      known = memories.size();
      for (int slot = 0; slot < equations.quantities().size(); slot++) {
        Quantity quantity = equations.quantities().get(slot);
        if (quantity.kind() == Quantity.Kind.MEMORY && found.contains(values.before(slot)) && !memories.contains(quantity.symbol())) {
          memories.add(quantity.symbol());
          register(slot);
          store(slot, found);
        }
      }
    }
    return found;
  }

  private void register(int slot) {
    registers.put(values.before(slot), initial.size());
    initial.add(values.before(slot));
  }

  private void store(int slot, Set<Integer> found) {
    int value = values.after(slot);
    if (values.isScalar(value) || value == values.before(slot)) {
      throw new IllegalArgumentException(
          equations.rule() + ": " + equations.quantities().get(slot).symbol() + " becomes " + values.text(value) + "; expected an equation that changes each number by itself");
    }
    stores.put(at(registers, values.before(slot)), value);
    values.reach(value, found);
  }

  /** Registers are handed out as values come, and rooms are used again after the last use of what they hold. */
  private void emit() {
    int[] lastUse = new int[values.count()];
    for (int value : live) {
      values.operands(value).forEach(operand -> lastUse[operand] = value);
    }
    stores.values().forEach(value -> lastUse[value] = Integer.MAX_VALUE);
    Map<Integer, Integer> pending = new HashMap<>(stores);
    List<Integer> free = new ArrayList<>();
    for (int value : live) {
      if (values.isApplied(value) && !values.isScalar(value)) {
        List<Integer> operands = values.operands(value);
        List<Integer> from = operands.stream().map(this::place).toList();
        operands.stream().distinct().filter(operand -> lastUse[operand] == value).map(this::place).filter(this::isRoom).forEach(free::add);
        int target = pending.keySet().stream().filter(register -> at(stores, register) == value && lastUse[initial.get(register)] <= value).findFirst().orElse(-1);
        if (target >= 0) {
          pending.remove(target);
        } else {
          target = free.isEmpty() ? room() : free.removeLast();
        }
        registers.put(value, target);
        instructions.add(new Instruction(values.op(value), from, target, value));
      }
    }
    copy(pending);
  }

  private int place(int value) {
    return values.isScalar(value) ? -1 - scalars.place(value) : at(registers, value);
  }

  private static int at(Map<Integer, Integer> map, int key) {
    return Objects.requireNonNull(map.get(key), "every value has a register before it is used");
  }

  private boolean isRoom(int register) {
    return register >= initial.size();
  }

  private int room() {
    return initial.size() + rooms++;
  }

  /** What is still to be stored goes through rooms, since one may overwrite what another is. A product with 1 is a copy. */
  private void copy(Map<Integer, Integer> pending) {
    Map<Integer, Integer> through = new HashMap<>();
    pending.forEach((register, value) -> through.put(register, copy(at(registers, value), room(), value)));
    through.forEach((register, room) -> copy(room, register, at(stores, register)));
  }

  private int copy(int from, int to, int value) {
    instructions.add(new Instruction(Binary.MULTIPLY, List.of(from, place(values.number(1))), to, value));
    return to;
  }

  Equations equations() {
    return equations;
  }

  Values values() {
    return values;
  }

  /** The values that decide the parameter and the memories, in an order in which operands come first. */
  Set<Integer> live() {
    return live;
  }

  /** The value of a register, below those of rooms, before a step. */
  int before(int register) {
    return initial.get(register);
  }

  /** The value of the register of the parameter or of a memory after a step. */
  int after(int register) {
    return at(stores, register);
  }

  /** The symbols of what is remembered, in the order of their registers. */
  List<String> memories() {
    return memories;
  }

  List<Instruction> instructions() {
    return instructions;
  }

  /** What an instruction gives, in symbols. */
  String text(Instruction instruction) {
    return values.text(instruction.value());
  }

  /** How many rows of numbers are needed beside the parameter, the gradient and the memories. */
  int rooms() {
    return rooms;
  }

  Scalars scalars() {
    return scalars;
  }

  /**
   * Requires that the constants stay what they are in the type of a parameter, and so what follows from them in the first step.
   *
   * @throws IllegalArgumentException naming what vanishes or overflows
   */
  void requireFits(DType type, double rate) {
    for (Quantity quantity : equations.quantities()) {
      if (quantity.kind().isConstant()) {
        requireFits(quantity, type);
      }
    }
    type.requireHolds(equations.rule() + ": the learning rate", rate);
    double[] first = scalars.at(1, rate);
    for (int k = 0; k < first.length; k++) {
      type.requireHolds(equations.rule() + ": in the first step, " + scalars.text(k) + " =", first[k]);
    }
  }

  private void requireFits(Quantity constant, DType type) {
    String what = equations.rule() + ": " + constant.name();
    type.requireHolds(what, constant.value());
    if (constant.kind() == Quantity.Kind.DECAY && type == DType.F32 && (float) constant.value() == 1) {
      throw new IllegalArgumentException(what + " " + constant.value() + " is 1 in F32, and nothing would be forgotten; take a smaller one, or F64");
    }
  }
}
