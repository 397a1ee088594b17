package glassprop.parity.oracle;

import glassprop.Tape;
import glassprop.Tensor;
import glassprop.array.NdArray;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;

/**
 * A computation with tensors, taken down once and done again in other systems: a layer, a loss, a program of the expression language, a whole
 * network.
 *
 * @param inputs what is given when it is done again: arguments, or values in between, which then aren't computed; all else is constant
 * @param watched what to differentiate by
 */
public record Replay(Tape<Tensor> tape, List<Tensor> inputs, List<Tensor> watched) implements Computation {
  /** Copies the lists. */
  public Replay {
    inputs = List.copyOf(inputs);
    watched = List.copyOf(watched);
  }

  /** Runs a computation and takes it down; it is differentiated by those of its inputs that can be. */
  public static Replay of(List<Tensor> inputs, Supplier<Tensor> computation) {
    return new Replay(Tape.of(computation), inputs, inputs.stream().filter(x -> x.dtype().isFloat()).toList());
  }

  /** The same, differentiated by other values. */
  public Replay watching(List<Tensor> others) {
    return new Replay(tape, inputs, others);
  }

  @Override
  public <V> Done<V> in(Interpreter<V> system, List<V> values) {
    IdentityHashMap<NdArray, V> known = new IdentityHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      known.put(inputs.get(i).array(), values.get(i));
    }
    for (Tape.Entry entry : tape.entries()) {
      if (!known.containsKey(entry.output().array())) {
        List<V> operands =
            entry.inputs().stream().map(x -> known.computeIfAbsent(x.array(), system::constant)).toList();
        known.put(entry.output().array(), system.apply(entry.op(), operands));
      }
    }
    return new Done<>(
        known.computeIfAbsent(tape.result().array(), system::constant),
        watched.stream().map(x -> known.computeIfAbsent(x.array(), system::constant)).toList());
  }

  /** What to ask about it, with every input at the numbers that it had, and ȳ = 1. */
  public Question question() {
    return new Question(arrays(), this, NdArray.full(tape.result().type(), 1), List.of());
  }

  /** The numbers that the inputs had. */
  public List<NdArray> arrays() {
    return inputs.stream().map(Tensor::array).toList();
  }
}
