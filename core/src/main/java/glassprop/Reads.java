package glassprop;

import glassprop.array.Shape;
import glassprop.array.Storage;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a function uses without being given it: tracked tensors, and numbers from outside, with the version that they had when they were
 * read; and what it changes in place.
 *
 * <p>Only numbers that the result was computed from count. A layer that moves its running mean reads the old one, but its output does not
 * depend on that. Arrays are held weakly: what nobody else holds, nobody can change.
 */
final class Reads {
  private final List<Tensor> given;
  private final Map<Storage, Origin> made = new WeakHashMap<>();
  private final Map<Storage, Read> read = new WeakHashMap<>();
  private final Set<Node> inside = new HashSet<>();
  private final Map<Node, Tensor> outside = new LinkedHashMap<>();
  private final Set<Object> changed = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /** Where numbers that were computed inside come from. */
  private record Origin(List<Origin> earlier, List<Read> reads) {
    static final Origin NOWHERE = new Origin(List.of(), List.of());
  }

  /** Numbers from outside, as they were read. */
  record Read(WeakReference<Storage> storage, int version, String label, Shape shape) {
    private static Read of(Tensor x) {
      Storage storage = x.array().storage();
      return new Read(new WeakReference<>(storage), storage.version(), x.label(), x.shape());
    }

    /** Requires that the numbers are still those that were read. */
    void requireUnchanged(Step reader) {
      Storage now = storage.get();
      if (now != null && now.version() != version) {
        throw new GraphException(
            String.format(Locale.ROOT,
                    "backward: %s %s, which the function of %s reads, was changed in place after the forward pass (version %d, now %d);",
                    label.isEmpty() ? "a tensor" : label, shape, reader, version, now.version())
                + " run the forward pass again after changing it, or let the function read a copy");
      }
    }
  }

  private Reads(List<Tensor> given) {
    this.given = given;
    for (Tensor x : given) {
      made.put(x.array().storage(), Origin.NOWHERE);
      if (x.node() != null) {
        inside.add(x.node());
      }
    }
  }

  /** Whether notes can be {@linkplain #begin begun} here. */
  static boolean isNoting() {
    return Context.current().reads() != null;
  }

  /** Runs something that begins and ends notes. One context serves all of them, so that nesting costs little stack. */
  static <T> T noting(Supplier<T> computation) {
    return Context.current().noting(new ArrayDeque<>()).run(computation);
  }

  /** Begins the notes of a function, which is {@linkplain #given() given} these tensors without what they were computed from. */
  static Reads begin(List<Tensor> inputs) {
    Reads reads = new Reads(inputs.stream().map(x -> x.isTracked() ? Leaf.over(x) : x).toList());
    running().push(reads);
    return reads;
  }

  /** What the function is given: numbers, and leaves over them where the inputs are tracked. */
  List<Tensor> given() {
    return given;
  }

  /** Ends the notes, if they have not ended: they are made where they were made before. */
  void end() {
    Deque<Reads> running = running();
    if (running.peek() == this) {
      running.pop();
    }
  }

  /** The functions that are running on this thread, the innermost first. */
  private static Deque<Reads> running() {
    return Objects.requireNonNull(Context.current().reads(), "nothing is noted here");
  }

  private static @Nullable Reads innermost() {
    Deque<Reads> running = Context.current().reads();
    return running == null ? null : running.peek();
  }

  /** Notes a computation, if a function is running. */
  static void note(List<Tensor> inputs, Tensor output) {
    note(inputs, List.of(), output);
  }

  /** Notes a computation that read more than its inputs. */
  static void note(List<Tensor> inputs, List<Read> more, Tensor output) {
    Reads innermost = innermost();
    if (innermost != null) {
      innermost.add(inputs, more, output);
    }
  }

  /** Notes a number that is written in the function, if one is running. */
  static void noteLiteral(Tensor literal) {
    Reads innermost = innermost();
    if (innermost != null) {
      innermost.made.put(literal.array().storage(), Origin.NOWHERE);
    }
  }

  /** Notes that numbers (a storage), or the gradient of a leaf, are changed in place, if a function is running. */
  static void noteChange(Collection<?> places) {
    Reads innermost = innermost();
    if (innermost != null) {
      innermost.changed.addAll(places);
    }
  }

  private void add(List<Tensor> inputs, List<Read> more, Tensor output) {
    List<Origin> earlier = new ArrayList<>();
    List<Read> reads = new ArrayList<>();
    Storage result = output.array().storage();
    boolean view = false;
    for (Tensor input : inputs) {
      Storage storage = input.array().storage();
      Origin origin = made.get(storage);
      view |= storage == result;
      if (input.node() != null && !inside.contains(input.node())) {
        outside.putIfAbsent(input.node(), input); // a step that has it as an input watches its version
      } else if (origin != null) {
        earlier.add(origin);
      } else {
        reads.add(read.merge(storage, Read.of(input), (before, now) -> before.version == now.version ? before : now));
      }
    }
    for (Read one : more) {
      Storage storage = one.storage.get();
      Origin origin = storage == null ? null : made.get(storage);
      if (origin != null) {
        earlier.add(origin);
      } else if (storage != null) {
        reads.add(one);
      }
    }
    if (output.node() != null) {
      inside.add(output.node());
    }
    if (!view) {
      made.put(result, new Origin(earlier, reads));
    }
  }

  // ---- what a result depends on

  /** The tracked tensors from outside that a result was computed from. */
  List<Tensor> captured(Tensor y) {
    List<Tensor> captured = new ArrayList<>();
    Set<Node> seen = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>(List.of(BackwardPass.tracked(y, "checkpoint")));
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (!seen.add(node)) {
        continue;
      }
      Tensor from = outside.get(node);
      if (from != null || !inside.contains(node)) {
        captured.add(from == null ? y : from); // y itself, if nothing was computed
      } else if (node instanceof Step step && !step.isFreed()) { // a backward pass through one that is freed says so
        for (int slot = 0; slot < step.inputCount(); slot++) {
          step.input(slot).ifPresent(open::push);
        }
      }
    }
    return captured;
  }

  /** The numbers from outside that a result was computed from. */
  List<Read> behind(Tensor y) {
    Set<Read> reads = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Origin> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Origin> open = new ArrayDeque<>();
    open.push(made.getOrDefault(y.array().storage(), Origin.NOWHERE));
    while (!open.isEmpty()) {
      Origin origin = open.pop();
      if (seen.add(origin)) {
        reads.addAll(origin.reads);
        origin.earlier.forEach(open::push);
      }
    }
    return List.copyOf(reads);
  }

  /** What was changed in place: storages, and leaves whose gradients were. Held weakly. */
  Set<Object> changed() {
    return changed;
  }
}
