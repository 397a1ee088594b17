package glassprop;

import glassprop.array.NdArray;
import glassprop.op.Reshape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a computation that is run again in the backward pass instead of being remembered.
 *
 * <p>The forward pass records the part once, finds what it uses ({@link Reads}), and forgets the record: tracked tensors that it was not
 * given, such as weights, become inputs of the one step that stays. When a sweep comes to that step, the part is run again on the same
 * inputs, and the sweep goes on through what it recorded. So nested parts need no stack, and hooks and gradients see what they would
 * see without a checkpoint. Run again, the part changes nothing in place that it has changed before, and must give the same bits.
 */
final class Checkpoint implements Code {
  /**
   * A part that runs again.
   *
   * @param changed what it changed in place when it ran first: storages, and leaves whose gradients it changed
   * @param straight whether it runs for good, and parts inside of it are to be remembered as if they were no parts
   */
  record Rerun(Set<Object> changed, boolean straight) {
    Tensor of(Function<List<Tensor>, Tensor> f, List<Tensor> inputs) {
      return Context.current().rerunning(this).run(() -> given(f.apply(inputs)));
    }
  }

  private final Function<List<Tensor>, Tensor> f;
  private final int given;
  private final List<Reads.Read> reads;
  private final Set<Object> changed;
  private final Scope scope = Scope.current();

  private Checkpoint(Function<List<Tensor>, Tensor> f, int given, List<Reads.Read> reads, Set<Object> changed) {
    this.f = f;
    this.given = given;
    this.reads = reads;
    this.changed = changed;
  }

  /** Parts may be nested deeply, on the stack of whoever wrote them so: this frame is small, and no lambda stands between. */
  static Tensor run(Function<List<Tensor>, Tensor> f, List<Tensor> inputs) {
    if (isPlain(inputs)) {
      return given(f.apply(inputs)); // nothing to save: forward mode remembers nothing
    }
    if (!Reads.isNoting()) {
      return outermost(f, inputs);
    }
    Reads reads = Reads.begin(inputs);
    try {
      return step(f, inputs, reads, given(f.apply(reads.given())));
    } finally {
      reads.end();
    }
  }

  private static boolean isPlain(List<Tensor> inputs) {
    return !Autodiff.isRecording()
        || ForwardMode.innermost(inputs.toArray(Tensor[]::new)) != null
        || runsForGood(Context.current().rerun());
  }

  private static boolean runsForGood(@Nullable Rerun rerun) {
    return rerun != null && rerun.straight();
  }

  private static Tensor outermost(Function<List<Tensor>, Tensor> f, List<Tensor> inputs) {
    try {
      return Reads.noting(() -> run(f, inputs));
    } catch (StackOverflowError e) {
      throw new GraphException(
          "checkpoint: the stack of this thread is too small for parts that call each other so deep; put parts one after another, or run"
              + " the computation on a thread with a larger stack",
          e);
    }
  }

  /** The step that stays of a part which gave y. */
  private static Tensor step(Function<List<Tensor>, Tensor> f, List<Tensor> inputs, Reads reads, Tensor y) {
    reads.end();
    Reads.noteChange(reads.changed());
    if (y.dual() != null) { // forward mode came in with what f captured
      return new Rerun(reads.changed(), true).of(f, inputs);
    }
    if (!y.isTracked()) {
      Reads.note(inputs, reads.behind(y), y);
      return y;
    }
    List<Tensor> operands = new ArrayList<>(inputs);
    operands.addAll(reads.captured(y));
    List<Node> nodes = Arrays.asList(operands.stream().map(Tensor::node).toArray(Node[]::new));
    Checkpoint checkpoint = new Checkpoint(f, inputs.size(), reads.behind(y), reads.changed());
    Tensor output = Step.recordCode("checkpoint", operands, nodes, y.array(), null, checkpoint);
    Reads.note(operands, checkpoint.reads, output);
    return output;
  }

  private static Tensor given(@Nullable Tensor y) {
    return Given.by("checkpoint: the function", y);
  }

  /**
   * Whether something may be changed in place here; not if a part that runs again has changed it when it ran first.
   *
   * @param place the storage of numbers, or a leaf, of which the gradient is changed
   */
  static boolean mayChange(Object place) {
    return mayChange(Context.current(), place);
  }

  static boolean mayChange(Context here, Object place) {
    if (here.reads() != null) {
      Reads.noteChange(List.of(place));
    }
    Rerun rerun = here.rerun();
    return rerun == null || !rerun.changed().contains(place);
  }

  /**
   * Runs the part again, recorded, in the scope in which it ran first.
   *
   * @param inputs as they were, connected with what they were computed from
   * @param before what the part gave when it ran first
   * @return the same value, from which a sweep goes on
   */
  Tensor again(Step step, List<Tensor> inputs, Tensor before) {
    reads.forEach(read -> read.requireUnchanged(step));
    List<Tensor> xs = scope.run(() -> inputs.subList(0, given).stream().map(Checkpoint::connected).toList());
    Tensor y = scope.run(() -> new Rerun(changed, false).of(f, xs));
    if (!y.isTracked() || !sameBits(y.array(), before.array())) {
      throw new GraphException(
          String.format(Locale.ROOT,
                  "backward: the function of %s gave another value when it ran again, so that its gradient would belong to that; it must do the",
                  step)
              + " same each time: draw random numbers in the form of checkpoint with a seed, and do not change what the function reads");
    }
    return y;
  }

  private static Tensor connected(Tensor x) {
    return x.isTracked() ? Tensor.apply(new Reshape(x.shape()), x).named(x.label()) : x;
  }

  private static boolean sameBits(NdArray x, NdArray y) {
    if (!x.type().equals(y.type())) {
      return false;
    }
    NdArray a = x.contiguous();
    NdArray b = y.contiguous();
    return a.dtype().cells().areEqual(a.numbers(), a.offset(), b.numbers(), b.offset(), a.size());
  }
}
