package glassprop;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.op.Fused;
import glassprop.op.Op;
import glassprop.op.Opaque;
import glassprop.op.Program;
import glassprop.op.Reshape;
import glassprop.op.Site;
import glassprop.op.Term;
import glassprop.op.Terms;
import glassprop.rule.Derivatives;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * An op that was applied, as the graph remembers it: where its inputs came from, how cotangents pass through it, and the values
 * that this mentions.
 */
public final class Step extends Claim implements Node {
  /** Written without a fence, which costs as much as a small op: a tensor that goes to another thread is published by its owner. */
  private static final AtomicReferenceFieldUpdater<Step, @Nullable StepMemory> MEMORY =
      AtomicReferenceFieldUpdater.newUpdater(Step.class, StepMemory.class, "memory");

  private final Op op;
  private final Site site;
  private final int level;
  private volatile String label = "";
  private final Anomaly.@Nullable Origin origin;
  private volatile @Nullable Hooks hooks;
  private volatile @Nullable StepMemory memory;

  /**
   * An input that is not tracked, as far as the graph remembers it: enough to write the step down, and next to no memory.
   *
   * @param label the name given with {@link Tensor#named}, or the empty string
   * @param number of an input that has one element
   */
  public record Constant(String label, OptionalDouble number) {
    private static final @Nullable Constant[] NONE = new @Nullable Constant[0];

    private static @Nullable Constant[] among(Tensor[] inputs, @Nullable Node[] nodes) {
      @Nullable Constant[] all = NONE;
      for (int slot = 0; slot < nodes.length; slot++) {
        Tensor input = inputs[slot];
        boolean single = input.shape().size() == 1;
        if (nodes[slot] == null && (single || !input.label().isEmpty())) {
          all = all.length == 0 ? new @Nullable Constant[nodes.length] : all;
          all[slot] = new Constant(input.label(), single ? OptionalDouble.of(input.item()) : OptionalDouble.empty());
        }
      }
      return all;
    }
  }

  private Step(Context here, Op op, Site site, int level, @Nullable Dependence dependence) {
    super(dependence);
    this.op = op;
    this.site = site;
    this.level = level;
    this.origin = here.tracing() ? Anomaly.origin() : null;
  }

  /**
   * Records an op that gave {@code value} for inputs of which at least one is tracked.
   *
   * @param dual what the output carries in forward mode
   * @return the output
   */
  static Tensor record(Context here, Op op, Site site, Tensor[] inputs, NdArray value, @Nullable Dual dual) {
    int count = inputs.length;
    Program pullbacks = Derivatives.backward(op, site);
    @Nullable Node[] nodes = nodes(inputs);
    Step step = new Step(here, op, site, level(nodes), Dependence.of(nodes));
    Tensor output = new Tensor(value, step, "", dual);
    @Nullable Tensor[] saved = new Tensor[count + 1];
    for (int slot = 0; slot < count; slot++) {
      if (nodes[slot] != null) {
        keep(pullbacks.mentioned(slot), inputs, output, saved);
      }
    }
    step.remember(new StepMemory(nodes, pullbacks, saved, Constant.among(inputs, nodes), null, null));
    return output;
  }

  /**
   * A tracked tensor as an input of the function that a pass differentiates: the same value as a step of its own, so that a gradient with respect to it
   * is not one with respect to the tensor wherever else it is used.
   *
   * @param dual what it carries in forward mode
   */
  static Tensor connected(Tensor x, Pass pass, @Nullable Dual dual) {
    Op identity = new Reshape(x.shape());
    Site site = new Site(List.of(x.type()), x.type());
    @Nullable Node[] nodes = {x.node()};
    Dependence dependence = Dependence.ofInput(pass, Dependence.of(x.node()));
    Step step = new Step(Context.current(), identity, site, level(nodes), dependence);
    step.label(x.label());
    StepMemory memory = new StepMemory(nodes, Derivatives.backward(identity, site), new Tensor[2], Constant.NONE, null, null);
    Tensor output = new Tensor(x.array(), step, x.label(), dual);
    memory.input = pass;
    step.remember(memory);
    Reads.note(List.of(x), output);
    return output;
  }

  /**
   * Records a fused op, which keeps all its inputs and its output; the terms of its rule are made when they are asked for.
   *
   * @return the output
   */
  static Tensor recordFused(Context here, Fused op, Site site, Tensor[] inputs, Fused.Evaluation evaluation) {
    @Nullable Node[] nodes = nodes(inputs);
    Step step = new Step(here, op, site, level(nodes), Dependence.of(nodes));
    Tensor output = new Tensor(evaluation.value(), step, "", null);
    @Nullable Tensor[] saved = Arrays.copyOf(inputs, inputs.length + 1);
    saved[inputs.length] = output;
    step.remember(new StepMemory(nodes, null, saved, Constant.among(inputs, nodes), null, evaluation.byProduct()));
    return output;
  }

  private static @Nullable Node[] nodes(Tensor[] inputs) {
    @Nullable Node[] nodes = new Node[inputs.length];
    for (int slot = 0; slot < nodes.length; slot++) {
      nodes[slot] = inputs[slot].node();
    }
    return nodes;
  }

  /** One more than the highest level of the inputs. */
  private static int level(@Nullable Node[] inputs) {
    int level = 0;
    for (Node node : inputs) {
      level = node == null ? level : Math.max(level, node.level() + 1);
    }
    return level;
  }

  /**
   * Records a function whose rule is code.
   *
   * @param nodes where the inputs came from; null for one that is not tracked
   * @return the output
   */
  static Tensor recordCode(
      String name, List<Tensor> inputs, List<Node> nodes, NdArray value, @Nullable Dual dual, Code code) {
    Site site = new Site(inputs.stream().map(Tensor::type).toList(), value.type());
    @Nullable Node[] from = nodes.toArray(Node[]::new);
    Step step = new Step(Context.current(), new Opaque(name, value.type()), site, level(from), Dependence.of(from));
    Tensor output = new Tensor(value, step, "", dual);
    @Nullable Tensor[] saved = inputs.toArray(new Tensor[inputs.size() + 1]);
    saved[inputs.size()] = output;
    @Nullable Constant[] constants = Constant.among(inputs.toArray(Tensor[]::new), from);
    step.remember(new StepMemory(from, null, saved, constants, code, null));
    return output;
  }

  private static void keep(Set<Term.Symbol> mentioned, Tensor[] inputs, Tensor output, @Nullable Tensor[] saved) {
    for (Term.Symbol symbol : mentioned) {
      switch (symbol.role()) {
        case INPUT -> saved[symbol.slot()] = inputs[symbol.slot()];
        case OUTPUT -> saved[inputs.length] = output;
        case COTANGENT, TANGENT -> {}
      }
    }
  }

  /** The op that was applied. */
  public Op op() {
    return op;
  }

  /** The types it was applied to. */
  public Site site() {
    return site;
  }

  @Override
  public TensorType type() {
    return site.output();
  }

  @Override
  public String label() {
    return label;
  }

  void label(String newLabel) {
    label = newLabel;
  }

  @Override
  public int level() {
    return level;
  }

  /** The user's line that applied the op; known only if it was applied under {@link Anomaly#trace}. */
  public Optional<StackTraceElement> origin() {
    return origin == null ? Optional.empty() : origin.line();
  }

  /** The op whose rule applied this step, as {@code hypot (3)}, if {@link Anomaly#trace} was on; empty of a step that a user's code applied. */
  String rule() {
    return origin == null ? "" : origin.rule();
  }

  /** The hooks, if any were attached. */
  @Nullable Hooks hooksOrNull() {
    return hooks;
  }

  synchronized Hooks hooks() {
    Hooks all = hooks;
    if (all == null) {
      all = new Hooks();
      hooks = all;
    }
    return all;
  }

  /** How many inputs the op was applied to. */
  public int inputCount() {
    return site.inputs().size();
  }

  /** The rule as code, if it is not made of terms. */
  @Nullable Code code() {
    return memory().code;
  }

  /**
   * Whether this is an input of a function that is running: what is differentiated inside of it ends here, and neither passes nor frees what is
   * outside.
   */
  boolean isInputHere() {
    Pass input = memory().input;
    return input != null && input.isAround();
  }

  /** Whether a backward pass has freed what this step remembered. */
  public boolean isFreed() {
    return memory == null;
  }

  /**
   * Where the input in a slot came from; empty if it is not tracked.
   *
   * @throws GraphException if the step has been freed
   */
  public Optional<Node> input(int slot) {
    return Optional.ofNullable(inputOrNull(slot));
  }

  @Nullable Node inputOrNull(int slot) {
    return memory().inputs[slot];
  }

  /**
   * What is remembered of the input in a slot that is not tracked; empty if it is, or if it is an array without a name.
   *
   * @throws GraphException if the step has been freed
   */
  public Optional<Constant> constant(int slot) {
    @Nullable Constant[] constants = memory().constants;
    return constants.length == 0 ? Optional.empty() : Optional.ofNullable(constants[slot]);
  }

  /**
   * The cotangent that the input in a slot receives, as a term in this op's inputs, output and cotangent; zero of a step whose rule is code.
   *
   * @throws GraphException if the step has been freed
   */
  public Term pullback(int slot) {
    return code() == null ? pullbacks().term(slot) : Terms.ZERO;
  }

  /** The cotangents that the inputs receive, as one program. */
  Program pullbacks() {
    Program pullbacks = memory().pullbacks;
    return pullbacks == null ? Derivatives.backward(op, site) : pullbacks;
  }

  /** What a fused op gave beside its value. */
  NdArray byProduct() {
    NdArray byProduct = memory().byProduct;
    if (byProduct == null) {
      throw new IllegalStateException(this + " has no by-product");
    }
    return byProduct;
  }

  /**
   * Whether this step keeps the value of an input or of the output for its backward pass.
   *
   * @throws GraphException if the step has been freed
   */
  public boolean keeps(Term.Symbol symbol) {
    StepMemory kept = memory();
    return kept.saved[place(kept, symbol)] != null;
  }

  /**
   * The value of an input or of the output that a pullback mentions, if this step kept it.
   *
   * @throws GraphException if the step has been freed, or the value was changed in place since
   */
  public Optional<NdArray> saved(Term.Symbol symbol) {
    return Optional.ofNullable(savedTensor(symbol)).map(Tensor::array);
  }

  /** The tensor of which {@link #saved} gives the numbers. */
  @Nullable Tensor savedTensor(Term.Symbol symbol) {
    return savedAt(place(memory(), symbol));
  }

  /** The value of the input in a slot or, after the inputs, of the output; null if it was not kept. */
  @Nullable Tensor savedAt(int place) {
    StepMemory kept = memory();
    Tensor value = kept.saved[place];
    if (value != null && value.array().storage().version() != kept.versions[place]) {
      throw new GraphException(
          String.format(Locale.ROOT,
                  "backward: %s, which %s needs, was changed in place after the forward pass (version %d, now %d);",
                  described(kept, place), this, kept.versions[place], value.array().storage().version())
              + " run the forward pass again after changing it, or give the op a copy()");
    }
    return value;
  }

  private static int place(StepMemory kept, Term.Symbol symbol) {
    return switch (symbol.role()) {
      case INPUT -> symbol.slot();
      case OUTPUT -> kept.inputs.length;
      case COTANGENT, TANGENT ->
          throw new IllegalArgumentException("a step keeps inputs and outputs, not a " + symbol.role());
    };
  }

  private static String described(StepMemory kept, int place) {
    Tensor value = kept.saved[place];
    String shape = value == null ? "" : " " + value.shape();
    return (place < kept.inputs.length ? origin(kept.inputs[place]) : "its output") + shape;
  }

  /** A label, or of what a tensor without one was made: "the transpose of W1". */
  private static String origin(@Nullable Node node) {
    if (node == null || !node.label().isEmpty()) {
      return node == null ? "a tensor" : node.label();
    }
    StepMemory kept = node instanceof Step step ? step.memory : null;
    Node first = kept == null ? null : kept.inputs[0];
    return first == null || first.label().isEmpty() ? "a tensor" : "the " + ((Step) node).op.mnemonic() + " of " + first.label();
  }

  private StepMemory memory() {
    StepMemory kept = memory;
    if (kept == null) {
      throw new GraphException(
          "backward through " + this + ": its graph was freed by an earlier backward pass;"
              + " call that one with RETAIN_GRAPH, or run the forward pass again");
    }
    return kept;
  }

  private void remember(StepMemory what) {
    MEMORY.lazySet(this, what);
  }

  void free() {
    MEMORY.lazySet(this, null);
  }

  /** As in {@code matmul z1 (4, 3)}, {@code sum loss (a scalar)}. */
  @Override
  public String toString() {
    Shape shape = site.output().shape();
    return op.mnemonic() + (label.isEmpty() ? " " : " " + label + " ") + (shape.rank() == 0 ? "(a scalar)" : shape);
  }
}
