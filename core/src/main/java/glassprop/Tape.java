package glassprop;

import glassprop.array.NdArray;
import glassprop.op.Op;
import glassprop.op.Program;
import glassprop.op.Site;
import glassprop.op.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
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

  /**
   * A computation as a program.
   *
   * @param program in symbols of role INPUT, with one output for each result
   * @param inputs what the symbols stand for, by slot
   */
  public record Traced(Program program, List<Tensor> inputs) {
    /** Copies the inputs. */
    public Traced {
      Objects.requireNonNull(program, "traced: expected a program, came null");
      inputs = List.copyOf(Objects.requireNonNull(inputs, "traced: expected inputs, came null"));
    }
  }

  /**
   * What was computed, as a program: another reader can evaluate, type, write down or rewrite it. What no op on the tape gave is an input, in the order of its first use.
   *
   * @param results tensors that the computation gave, or inputs of it
   */
  public Traced program(List<Tensor> results) {
    IdentityHashMap<NdArray, Term> terms = new IdentityHashMap<>();
    List<Tensor> inputs = new ArrayList<>();
    for (Entry entry : entries) {
      List<Term> operands = entry.inputs().stream().map(input -> term(input, terms, inputs)).toList();
      terms.putIfAbsent(entry.output().array(), new Term.Apply(entry.op(), operands));
    }
    return new Traced(Program.of(results.stream().map(result -> term(result, terms, inputs)).toList()), inputs);
  }

  private static Term term(Tensor x, IdentityHashMap<NdArray, Term> terms, List<Tensor> inputs) {
    return terms.computeIfAbsent(x.array(), _ -> {
      inputs.add(x);
      return Term.input(inputs.size() - 1);
    });
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
