package glassprop.nn.network;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * An architecture with its numbers: a tensor for each path. As it stands it is a function of its input alone; {@link #training} is how it learns.
 *
 * <p>What is frozen, watched or in another precision is another view, or another network, and this one stays as it is. Views share the
 * numbers, which an optimizer changes in place.
 */
public final class Network {
  private final Architecture architecture;
  private final Description.Found found;
  private final List<Entry> entries;
  private final SequencedMap<String, Tensor> state;
  private final Map<String, Entry> byPath;
  private final Hooks hooks;
  private final Part root;

  /** Sees a part's input and output in the forward pass. */
  @FunctionalInterface
  public interface ForwardHook {
    /**
     * Called when the output is known.
     *
     * @return the output that goes on from here
     */
    Tensor apply(Part part, Tensor input, Tensor output);
  }

  /** Sees the gradient of a part's output, or of its input, in the backward pass. */
  @FunctionalInterface
  public interface BackwardHook {
    /**
     * Called when the gradient is whole.
     *
     * @return the gradient that goes on from here, of the same type
     */
    Tensor apply(Part part, Tensor gradient);
  }

  Network(
      Architecture architecture, Description.Found found, List<Entry> entries, SequencedMap<String, Tensor> state, Hooks hooks) {
    this.architecture = architecture;
    this.found = found;
    this.entries = List.copyOf(entries);
    this.state = Collections.unmodifiableSequencedMap(state);
    this.hooks = hooks;
    Map<String, Entry> paths = new LinkedHashMap<>();
    entries.forEach(entry -> paths.put(entry.path(), entry));
    this.byPath = paths;
    this.root = new Part(WorkingScope.of(found.root(), this, null), architecture.layer());
  }

  /** Leaves and buffers over numbers of their own. */
  static SequencedMap<String, Tensor> owned(List<Entry> entries, Map<String, NdArray> numbers) {
    SequencedMap<String, Tensor> state = new LinkedHashMap<>();
    for (Entry entry : entries) {
      Tensor given = Tensor.of(Objects.requireNonNull(numbers.get(entry.path())));
      Tensor own = entry.kind() == Kind.BUFFER ? given.copy().keep() : given.tracked();
      state.put(entry.path(), own.named(entry.path()));
    }
    return state;
  }

  // ---- what it is

  /** The network without its numbers. */
  public Architecture architecture() {
    return architecture;
  }

  /** What it consists of. */
  public Description description() {
    return new Description(entries, found.description().uses());
  }

  /** Parameters and buffers, in the order in which the layer asks for them. */
  public List<Entry> entries() {
    return entries;
  }

  /** The numbers by path, in the order of the entries: parameters are leaves, buffers are not tracked. */
  public SequencedMap<String, Tensor> state() {
    return state;
  }

  /** The leaves that are learned. */
  public List<Tensor> parameters() {
    return entries.stream().filter(Entry::learned).map(entry -> tensor(entry.path())).toList();
  }

  /**
   * The parameter or buffer at a path.
   *
   * @throws NetworkException if there is none
   */
  public Tensor tensor(String path) {
    Tensor tensor = state.get(path);
    if (tensor == null) {
      throw new NetworkException("there is nothing at " + path + "; there are " + Outline.shortened(String.join(", ", state.keySet())));
    }
    return tensor;
  }

  /** The tensor as a layer gets it: without gradient if it is frozen. */
  Tensor given(String path) {
    return Objects.requireNonNull(byPath.get(path)).learned() ? tensor(path) : tensor(path).detach();
  }

  Hooks hooks() {
    return hooks;
  }

  Description.Found found() {
    return found;
  }

  // ---- what it does

  /**
   * The output for a batch.
   *
   * @param x its first axis is the batch
   */
  public Tensor apply(Tensor x) {
    return root.apply(Objects.requireNonNull(x, "network: expected a tensor, came null"));
  }

  /** What code gives that uses the parameters in another way than the layer as a whole, such as a part of it alone. */
  public <R> R run(Function<Scope, R> code) {
    return code.apply(root.scope());
  }

  /** The network as it learns, from the first step on: see {@link Training}. */
  public Training training(long seed) {
    return new Training(this, seed);
  }

  // ---- other views

  /**
   * The network in which what a pattern covers is not learned: {@code encoder} freezes all in there.
   *
   * @throws NetworkException if a pattern covers no parameter
   */
  public Network frozen(String... patterns) {
    return learned(false, patterns);
  }

  /** The network in which what a pattern covers is learned. */
  public Network thawed(String... patterns) {
    return learned(true, patterns);
  }

  private Network learned(boolean whether, String... patterns) {
    Objects.requireNonNull(patterns, "network: expected patterns of paths, came null");
    List<PathPattern> covering = Arrays.stream(patterns).map(text -> covering(text, entries)).toList();
    return with(
        entries.stream()
            .map(entry -> covering.stream().anyMatch(pattern -> pattern.covers(entry.path())) ? entry.learned(whether) : entry)
            .toList(),
        hooks);
  }

  /** A pattern that covers something. */
  static PathPattern covering(String text, List<Entry> entries) {
    PathPattern pattern = new PathPattern(text);
    if (entries.stream().noneMatch(entry -> entry.kind() != Kind.BUFFER && pattern.covers(entry.path()))) {
      throw new NetworkException("the pattern " + text + " covers no parameter; there are "
          + Outline.shortened(String.join(", ", entries.stream().filter(entry -> entry.kind() != Kind.BUFFER).map(Entry::path).toList())));
    }
    return pattern;
  }

  /** The network with a hook that sees what goes into the parts of a path, or a pattern of paths, and what comes out. */
  public Network onForward(String pattern, ForwardHook hook) {
    return hooked(new Hooks.Attached.Forward(ofParts(pattern), Hooks.required(hook)));
  }

  /** The network with a hook that sees the gradients of outputs. */
  public Network onBackward(String pattern, BackwardHook hook) {
    return hooked(new Hooks.Attached.Output(ofParts(pattern), Hooks.required(hook)));
  }

  /** The network with a hook that sees the gradients of inputs. An input that is not tracked has none. */
  public Network onInputGradient(String pattern, BackwardHook hook) {
    return hooked(new Hooks.Attached.Input(ofParts(pattern), Hooks.required(hook)));
  }

  private Network hooked(Hooks.Attached hook) {
    return with(entries, hooks.with(hook));
  }

  private PathPattern ofParts(String text) {
    PathPattern pattern = new PathPattern(text);
    List<String> parts = found.description().parts();
    if (parts.stream().noneMatch(pattern::isOf)) {
      throw new NetworkException("there is no part at " + text + "; there are " + Outline.shortened(String.join(", ", parts)));
    }
    return pattern;
  }

  private Network with(List<Entry> others, Hooks otherHooks) {
    return new Network(architecture, found, others, state, otherHooks);
  }

  /** A network of its own in another element type, with the same numbers to rounding. */
  public Network to(DType precision) {
    Map<String, NdArray> numbers = new LinkedHashMap<>();
    state.forEach((path, tensor) -> numbers.put(path, tensor.array().to(precision)));
    Network twin = architecture.to(precision).with(numbers);
    List<Entry> learned = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      learned.add(twin.entries.get(i).learned(entries.get(i).learned()));
    }
    return twin.with(learned, hooks);
  }

  // ---- numbers in and out

  /** A copy of all numbers by path. */
  public SequencedMap<String, NdArray> numbers() {
    SequencedMap<String, NdArray> numbers = new LinkedHashMap<>();
    state.forEach((path, tensor) -> {
      Tensor copy = Tensor.of(tensor.array().copy()).keep();
      numbers.put(path, copy.array());
    });
    return numbers;
  }

  /**
   * Changes all numbers in place.
   *
   * @param numbers by path
   * @throws NetworkException naming everything that is missing, unexpected, or of another type; nothing has changed then
   */
  public void restoreInPlace(Map<String, NdArray> numbers) {
    requireFit(entries, Objects.requireNonNull(numbers, "network: expected numbers by path, came null"));
    state.forEach((path, tensor) -> tensor.updateInPlace(array -> array.copyFrom(Objects.requireNonNull(numbers.get(path)))));
  }

  /** One error for all tensors that are missing, too many, or of another type. */
  static void requireFit(List<Entry> entries, Map<String, NdArray> numbers) {
    List<String> wrong = new ArrayList<>();
    Map<String, NdArray> unexpected = new LinkedHashMap<>(numbers);
    for (Entry entry : entries) {
      NdArray given = unexpected.remove(entry.path());
      if (given == null) {
        wrong.add(entry + " is missing");
      } else if (!given.type().equals(entry.type())) {
        wrong.add(entry.path() + ": expected " + entry.type() + ", found " + given.type());
      }
    }
    unexpected.forEach((path, array) -> wrong.add("'" + Outline.shortened(path) + "' " + array.type() + " isn't part of the network"));
    if (!wrong.isEmpty()) {
      throw new NetworkException("the tensors don't fit the network: " + String.join("; ", wrong));
    }
  }

  /** The layer, and how many parameters it has. */
  @Override
  public String toString() {
    return Outline.shortened(architecture.layer().toString()) + ", " + description().parameterCount() + " parameters, " + architecture.precision();
  }
}
