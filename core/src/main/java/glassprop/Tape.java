package glassprop;

import glassprop.op.Op;
import glassprop.op.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What a computation did: every op that it applied, in order, tracked or not.
 *
 * <p>The recorded graph forgets what no derivative needs; a tape doesn't, so that a computation can be done again elsewhere. Two
 * tensors on it are the same value if they have the same {@linkplain Tensor#array array}: naming and tracking make new tensors.
 *
 * @param result what the computation gave
 * @param entries the ops, each after those that it depends on
 */
public record Tape<T>(T result, List<Entry> entries) {
  /** An op that was applied. */
  public record Entry(Op op, List<Tensor> inputs, Tensor output) {
    /** Copies the list. */
    public Entry {
      inputs = List.copyOf(inputs);
    }

    /** The types it was applied to. */
    public Site site() {
      return new Site(inputs.stream().map(Tensor::type).toList(), output.type());
    }
  }

  /** Copies the entries. */
  public Tape {
    entries = List.copyOf(entries);
  }

  /** Runs a computation on this thread and records it. */
  public static <T> Tape<T> of(Supplier<T> computation) {
    Objects.requireNonNull(computation, "tape: expected a computation, came null");
    List<Entry> entries = new ArrayList<>();
    T result = Context.current().onTape(entries).run(computation);
    return new Tape<>(result, entries);
  }

  /** Tells whoever wants to know what is computed here that an op was applied. */
  static void note(Context here, Op op, Tensor[] inputs, Tensor output) {
    if (here.tape() != null) {
      here.tape().add(new Entry(op, List.of(inputs), output));
    }
    if (here.reads() != null) {
      Reads.note(Arrays.asList(inputs), output);
    }
  }
}
