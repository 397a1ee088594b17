package glassprop.nn.optim;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.Span;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.kernel.Team;
import glassprop.op.Arithmetic;
import glassprop.op.Elementwise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A prepared rule at work on parameters of one element type: block by block, so that what stands between the equations stays in the cache of the
 * processor. It has room for one thread, and makes more where others help.
 */
final class BlockLoop {
  /** Numbers in a block: the few rows of 8 kB that an equation goes through stay in the caches next to the processor. */
  private static final int BLOCK = 2048;

  /** Numbers that are worth a thread's help. */
  private static final int SHARE = 1 << 15;

  private final PreparedRule rule;
  private final NdArray scalars;
  private final Span[] registers;
  private final int moving; // the first registers are the parameter, the gradient and the memories
  private final List<Work> works = new ArrayList<>();
  private final Elementwise[] ops; // the same, one by one
  private final Span[][] operands;
  private final Span[] targets;
  private int step; // of the scalars
  private double rate;

  BlockLoop(PreparedRule rule, DType type) {
    this(rule, NdArray.zeros(new TensorType(Shape.of(rule.scalars().count()), type)));
    scalars.storage().keep();
  }

  private BlockLoop(PreparedRule rule, NdArray scalars) {
    this.rule = rule;
    this.scalars = scalars;
    this.moving = 2 + rule.memories().size();
    this.registers = new Span[moving + rule.rooms()];
    DType type = scalars.dtype();
    NdArray room = NdArray.zeros(new TensorType(Shape.of(rule.rooms() * BLOCK), type));
    room.storage().keep();
    for (int i = 0; i < registers.length; i++) {
      registers[i] = Span.ofNeighbours(type);
      if (i >= moving) {
        registers[i].over(room).to((i - moving) * BLOCK);
      }
    }
    List<PreparedRule.Instruction> instructions = rule.instructions();
    this.ops = instructions.stream().map(PreparedRule.Instruction::op).toArray(Elementwise[]::new);
    this.operands = instructions.stream().map(i -> i.operands().stream().map(this::span).toArray(Span[]::new)).toArray(Span[][]::new);
    this.targets = instructions.stream().map(i -> registers[i.target()]).toArray(Span[]::new);
    join();
  }

  /** What is done with a block. */
  private sealed interface Work {
    record Apply(int instruction) implements Work {}

    /** Adds a row times a scalar, ±1 for its sign, to the target. */
    record AddScaled(double sign, Span scalar, Span row, Span target) implements Work {}
  }

  /** A product with a scalar that is added to what stands in its place already is one loop, which rounds in the same places. */
  private void join() {
    for (int k = 0; k < ops.length; k++) {
      double sign = k + 1 < ops.length ? signOfSum(rule.instructions().get(k), rule.instructions().get(k + 1), k + 2) : 0;
      if (sign == 0) {
        works.add(new Work.Apply(k));
      } else {
        int scalar = operands[k][0].step() == 0 ? 0 : 1;
        works.add(new Work.AddScaled(sign, operands[k][scalar], operands[k][1 - scalar], targets[k + 1]));
        k++;
      }
    }
  }

  /** The sign with which the product of a scalar is added in place, and then never used again; 0 if that is not so. */
  private double signOfSum(PreparedRule.Instruction product, PreparedRule.Instruction sum, int next) {
    boolean isScaled = Values.arithmetic(product.op()) instanceof Arithmetic.Product(List<Double> exponents) && exponents.equals(List.of(1.0, 1.0))
        && (product.operands().get(0) < 0) != (product.operands().get(1) < 0);
    boolean isInPlace = sum.operands().equals(List.of(sum.target(), product.target())) && product.target() >= moving;
    for (PreparedRule.Instruction later : rule.instructions().subList(next, rule.instructions().size())) {
      if (later.operands().contains(product.target())) {
        return 0;
      }
      if (later.target() == product.target()) {
        break;
      }
    }
    return isScaled && isInPlace && Values.arithmetic(sum.op()) instanceof Arithmetic.Sum(List<Double> weights) && weights.getFirst() == 1 && Math.abs(weights.getLast()) == 1
        ? weights.getLast()
        : 0;
  }

  private Span span(int place) {
    return place >= 0 ? registers[place] : Span.repeating(scalars, -1 - place);
  }

  /**
   * Makes a step of one parameter, in place. Large ones are shared by threads, and no number depends on how many.
   *
   * @param parameter without gaps
   * @param gradient without gaps
   * @param memories in the order of the rule's
   * @param count which step of this parameter it is, from 1
   */
  void run(NdArray parameter, NdArray gradient, List<NdArray> memories, int count, double learningRate) {
    scalars(count, learningRate);
    int n = parameter.size();
    if (n < 2 * SHARE) {
      over(parameter, gradient, memories).run(0, n);
    } else {
      Team.share(n, SHARE, BLOCK, (from, to) -> new BlockLoop(rule, scalars).over(parameter, gradient, memories).run(from, to));
    }
  }

  /**
   * Makes a step where nobody sees it, and looks at everything on the way.
   *
   * @return the first number that is not finite, though it was before, or what it is made of
   */
  Optional<Spoiled> trial(NdArray parameter, NdArray gradient, List<NdArray> memories, int count, double learningRate) {
    scalars(count, learningRate);
    List<NdArray> before = new ArrayList<>(List.of(parameter, gradient));
    before.addAll(memories);
    over(parameter.copy(), gradient, memories.stream().map(NdArray::copy).toList());
    Span[] old = before.stream().map(array -> Span.ofNeighbours(array.dtype()).over(array)).toArray(Span[]::new);
    for (int at = 0; at < parameter.size(); at += BLOCK) {
      int n = Math.min(BLOCK, parameter.size() - at);
      move(at);
      for (int k = 0; k < ops.length; k++) {
        ops[k].into(Kernels.best(), operands[k], targets[k], n);
        PreparedRule.Instruction instruction = rule.instructions().get(k);
        Span target = targets[k];
        boolean isFinite = target.kernels(Kernels.best()).areFinite(target.numbers(), target.at(), n);
        for (int i = 0; !isFinite && i < n; i++) {
          if (!Double.isFinite(target.get(i)) && wasFinite(old, instruction.target(), at + i)) {
            return Optional.of(new Spoiled(at + i, instruction.target() == 0 ? "the parameter" : rule.text(instruction), target.get(i)));
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * A number that a step would spoil.
   *
   * @param what it is, in words or symbols
   */
  record Spoiled(int index, String what, double number) {}

  private static boolean wasFinite(Span[] before, int register, int index) {
    return register < before.length
        ? Double.isFinite(before[register].get(index))
        : Arrays.stream(before).allMatch(span -> Double.isFinite(span.get(index)));
  }

  private void scalars(int count, double learningRate) {
    if (count != step || learningRate != rate) {
      Span place = Span.ofNeighbours(scalars.dtype()).over(scalars);
      double[] numbers = rule.scalars().at(count, learningRate);
      for (int i = 0; i < numbers.length; i++) {
        place.set(i, numbers[i]);
      }
      step = count;
      rate = learningRate;
    }
  }

  private BlockLoop over(NdArray parameter, NdArray gradient, List<NdArray> memories) {
    registers[0].over(parameter);
    registers[1].over(gradient);
    for (int i = 2; i < moving; i++) {
      registers[i].over(memories.get(i - 2));
    }
    return this;
  }

  private void move(int at) {
    for (int i = 0; i < moving; i++) {
      registers[i].to(at);
    }
  }

  private void run(int from, int to) {
    Kernels kernels = Kernels.best();
    for (int at = from; at < to; at += BLOCK) {
      move(at);
      int n = Math.min(BLOCK, to - at);
      for (int i = 0; i < works.size(); i++) {
        switch (works.get(i)) {
          case Work.Apply(int k) -> ops[k].into(kernels, operands[k], targets[k], n);
          case Work.AddScaled(double sign, Span scalar, Span x, Span out) ->
              out.kernels(kernels).addScaled(sign * scalar.get(0), x.numbers(), x.at(), out.numbers(), out.at(), n);
        }
      }
    }
  }
}
