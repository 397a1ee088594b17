package glassprop;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.array.TensorType;
import glassprop.kernel.AllocationException;
import glassprop.op.Concat;
import glassprop.op.Fused;
import glassprop.op.Numerics;
import glassprop.op.Op;
import glassprop.op.OperandException;
import glassprop.op.Reshape;
import glassprop.op.Site;
import glassprop.op.Told;
import glassprop.op.catalogue.Position;
import glassprop.op.vocabulary.Arrangements;
import glassprop.op.vocabulary.Einsum;
import glassprop.op.vocabulary.ShapedOperand;
import glassprop.text.Counted;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Numbers with a shape and an element type, which may remember how they were computed.
 *
 * <pre>{@code
 * Tensor w = Tensor.scalar(0.5).tracked().named("w");
 * Tensor loss = w.times(2).sigmoid().minus(0.8).square();
 * loss.backward();
 * w.grad(); // dloss/dw
 * }</pre>
 *
 * <p>A tensor made by {@link #tracked()} is a leaf; what is computed from it is tracked too, until {@link #detach()} or
 * {@link Autodiff#noGrad}. Values do not change, except that an optimizer updates leaves in place. Operations on tensors of
 * different element types are errors: nothing is converted silently.
 *
 * <p>What can be computed is in {@link glassprop.op.Operand}, which terms have too. This file is long by its words: it is where users read what a
 * tensor is.
 */
public final class Tensor extends TensorFactories implements ShapedOperand<Tensor> {
  private final NdArray array;
  private final @Nullable Node node;
  private final String label;
  private final @Nullable Dual dual;

  Tensor(NdArray array, @Nullable Node node, String label, @Nullable Dual dual) {
    this.array = array;
    this.node = node;
    this.label = label;
    this.dual = dual;
  }

  // ---- what a tensor is

  @Override
  public TensorType type() {
    return array.type();
  }

  @Override
  public Tensor self() {
    return this;
  }

  /** The type of the elements. */
  public DType dtype() {
    return array.dtype();
  }

  /** The numbers. By contract they are only read. */
  public NdArray array() {
    return array;
  }

  /** The name given with {@link #named}, or the empty string. */
  public String label() {
    return label;
  }

  /**
   * The only number of a tensor of one element.
   *
   * @throws ShapeException if it has more, or none
   * @throws ArithmeticException if it is an integer from ±2⁵³ on: see {@link #toLongs}
   */
  public double item() {
    if (shape().size() != 1) {
      throw new ShapeException("item: " + describe() + " has " + Counted.of(shape().size(), "element") + ", not one; use get(index…) or toDoubles()");
    }
    return asDouble("item", array.get(new int[shape().rank()]));
  }

  /**
   * The element at an index along each axis, which may be counted from the back.
   *
   * @throws IndexOutOfBoundsException if an index is not within its axis
   * @throws ArithmeticException if it is an integer from ±2⁵³ on: see {@link #toLongs}
   */
  public double get(int... index) {
    if (index.length != shape().rank()) {
      throw new ShapeException("get: " + Counted.of(index.length, "index") + " for " + describe() + ", which has " + Counted.of(shape().rank(), "axis"));
    }
    int[] fromFront = new int[index.length];
    for (int axis = 0; axis < index.length; axis++) {
      ShapedOperand.requireWithin(this, "get", index[axis], axis);
      fromFront[axis] = index[axis] < 0 ? index[axis] + shape().get(axis) : index[axis];
    }
    return asDouble("get", array.get(fromFront));
  }

  /**
   * The elements in order, last axis fastest; true is 1.
   *
   * @throws ArithmeticException if there is an integer from ±2⁵³ on: see {@link #toLongs}
   */
  public double[] toDoubles() {
    double[] numbers = array.toDoubles();
    if (dtype() == DType.I64) {
      for (double number : numbers) {
        asDouble("toDoubles", number);
      }
    }
    return numbers;
  }

  private double asDouble(String what, double number) {
    if (dtype() == DType.I64 && Math.abs(number) >= 0x1p53) {
      throw new ArithmeticException(
          String.format(Locale.ROOT,
              "%s: %s has an integer near %s, and no double tells such integers apart; take toLongs()",
              what, describe(), number));
    }
    return number;
  }

  /**
   * The integers in order, last axis fastest.
   *
   * @throws IllegalArgumentException if the elements are not I64
   */
  public long[] toLongs() {
    if (dtype() != DType.I64) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "toLongs: %s is %s; convert it with to(I64), or take toDoubles()", describe(), dtype()));
    }
    return array.copy().longs();
  }

  // ---- tracking

  /**
   * A leaf with a copy of these numbers: what is computed from it is recorded, and {@code backward} leaves its gradient here. A tensor that is
   * tracked already is given as it is, so that no gradient is cut off from what it was computed from; {@code detach().tracked()} begins anew.
   *
   * <p>Inside a function that is being differentiated, what depends on its input stays connected to it instead: gradients with respect to the
   * result are those of {@link Autodiff#grad}. A leaf that is meant as a constant there is {@code detach().tracked()}.
   *
   * @throws GraphException if the elements are not floating-point numbers
   */
  public Tensor tracked() {
    if (isTracked()) {
      Dependence dependence = Dependence.of(node());
      return dependence != null && dependence.pass().concernsHere() ? apply(new Reshape(shape()), this).named(label) : this;
    }
    if (!dtype().isFloat()) {
      throw new GraphException("tracked: " + describe() + " is " + dtype() + "; only F32 and F64 have gradients; convert it with to(F64)");
    }
    Tensor leaf = Leaf.copyOf(this).keep();
    Reads.note(List.of(this), leaf);
    return leaf;
  }

  /** Whether operations on this tensor are recorded. */
  public boolean isTracked() {
    return node() != null;
  }

  /** Whether this is a leaf: tracked, and computed from nothing. */
  public boolean isLeaf() {
    return node() instanceof Leaf;
  }

  /** The same values without the memory of how they were computed; they are shared, not copied. */
  public Tensor detach() {
    return new Tensor(array, null, label, null);
  }

  /**
   * The same numbers in a storage of their own, which nobody else sees changing. Like {@link #detach()} it does not remember how they were
   * computed, and so passes no gradient back: it is what can be changed in place.
   */
  public Tensor copy() {
    Tensor copy = new Tensor(array.copy(), null, label, null);
    Reads.note(List.of(this), copy);
    return copy;
  }

  /** This tensor with a name, which error messages, derivations and drawings use. */
  public Tensor named(String name) {
    Objects.requireNonNull(name, "named: expected a name, came null; the empty string is no name");
    switch (node) {
      case null -> {}
      case Leaf leaf -> leaf.label(name);
      case Step step -> step.label(name);
    }
    return new Tensor(array, node, name, dual);
  }

  /** Where this tensor stands in the recorded graph; empty if it is not tracked. */
  public Optional<Node> graph() {
    return Optional.ofNullable(node());
  }

  /** Where this tensor stands in the graph, unless the derivative function to which alone it belonged is over. */
  @Nullable Node node() {
    return node == null || Dependence.isOver(node) ? null : node;
  }

  /** What this tensor carries in forward mode, as far as it concerns the computation that asks. */
  @Nullable Dual dual() {
    return dual == null ? null : Dual.live(dual);
  }

  /** What this tensor was made to carry in forward mode, by passes that may have ended. */
  @Nullable Dual carried() {
    return dual;
  }

  // ---- gradients

  /**
   * Adds the gradients of this single number to the leaves that it was computed from. The graph is freed as the pass goes.
   *
   * @throws GraphException if this is not a single tracked number, or its graph was freed, or a value it needs was changed
   */
  public void backward(BackwardOption... options) {
    BackwardPass.requireSingle(this, "backward");
    backward(BackwardPass.ones(this), options);
  }

  /**
   * Adds to the leaves the gradients of the sum of this tensor's elements, weighted by the upstream gradient.
   *
   * @param upstream a tensor of this tensor's type
   */
  public void backward(Tensor upstream, BackwardOption... options) {
    Objects.requireNonNull(upstream, "backward: expected an upstream gradient, came null");
    BackwardPass.accumulate(List.of(this), List.of(upstream), options);
  }

  /**
   * The sum of the gradients that backward passes have left here since the last {@link #zeroGrad}: a copy, which later passes do not change
   * and which may be changed. What reads gradients again and again without keeping them, such as an optimizer, uses {@link #descend}.
   *
   * @throws GraphException if this is not a leaf, or none has arrived: that is not the same as a gradient of zero
   */
  public Tensor grad() {
    Tensor gradient = leaf("grad").gradient();
    if (gradient == null) {
      throw new GraphException("grad: no backward pass has reached " + describe() + "; a missing gradient is not a zero one");
    }
    return gradient;
  }

  /** Whether a backward pass has left a gradient here since the last {@link #zeroGrad}. */
  public boolean hasGrad() {
    return leaf("hasGrad").hasGradient();
  }

  /** Forgets the gradients that have arrived here. */
  public void zeroGrad() {
    Leaf leaf = leaf("zeroGrad");
    if (Checkpoint.mayChange(leaf)) {
      leaf.clear();
    }
  }

  /**
   * Attaches a function to this tensor's gradient: backward passes call it when the gradient is whole, and go on with what it
   * returns. On a leaf it runs before the gradient is added to {@link #grad}.
   *
   * @throws GraphException if this tensor is not tracked
   */
  public GradientHook.Registration hook(GradientHook hook) {
    return switch (BackwardPass.tracked(this, "hook")) {
      case Leaf leaf -> leaf.hooks().add(hook);
      case Step step -> step.hooks().add(hook);
    };
  }

  private Leaf leaf(String what) {
    if (node instanceof Leaf leaf) {
      return leaf;
    }
    throw new GraphException(
        what + ": " + describe() + " is not a leaf, and gradients are kept at leaves;"
            + (node == null ? " make it one with tracked()" : " use Autodiff.grad for the gradient of something in between"));
  }

  /**
   * Changes the numbers of this leaf, or of this untracked tensor, in place: what optimizers do, and layers that keep statistics. A graph
   * that needs the old numbers notices, and its backward pass fails rather than giving a wrong gradient.
   *
   * @param update receives the numbers, which it may change
   * @throws GraphException if this tensor was computed by a recorded step, carries a tangent, or is a view that repeats or rearranges numbers
   */
  public void updateInPlace(Consumer<NdArray> update) {
    if (node instanceof Step step) {
      throw new GraphException(
          String.format(Locale.ROOT,
              "updateInPlace: %s was computed by %s, and would no longer be what it is computed as; change a leaf, or a copy() of it",
              describe(), step));
    }
    if (dual != null) {
      throw new GraphException(
          String.format(Locale.ROOT,
                  "updateInPlace: %s carries a tangent of forward mode, which would no longer belong to it; change a detached copy",
                  describe()));
    }
    if (!array.isContiguous()) {
      throw new GraphException(
          String.format(Locale.ROOT,
                  "updateInPlace: %s is a view, in which one number may stand at several places; change a copy() of it",
                  describe()));
    }
    if (Checkpoint.mayChange(array.storage())) {
      array.storage().changed();
      update.accept(array);
    }
  }

  /**
   * Changes the numbers of this leaf in place along its gradient: what optimizers do, see {@link #updateInPlace}.
   *
   * @param update receives the numbers, which it may change, and the gradient, of which it keeps nothing
   * @return whether a gradient has arrived; else nothing is done
   * @throws GraphException if this is not a leaf
   */
  public boolean descend(BiConsumer<NdArray, NdArray> update) {
    return leaf("descend").show(
        gradient -> {
          if (Checkpoint.mayChange(array.storage())) {
            array.storage().changed();
            update.accept(array, gradient);
          }
        });
  }

  /**
   * Whether the gradient of this leaf has neither infinities nor NaN, nor numbers above {@link DType#moderate}, whose squares are near to
   * overflowing; true if none has arrived.
   *
   * @throws GraphException if this is not a leaf
   */
  public boolean hasModerateGrad() {
    return leaf("hasModerateGrad").hasModerateGradient();
  }

  /** This tensor, whose numbers outlast the step of a {@link Workspace} in which they were computed. */
  public Tensor keep() {
    array.storage().keep();
    return this;
  }

  // ---- applying operations

  /**
   * Applies an op, and records it if an input is tracked.
   *
   * @throws ShapeException if the inputs do not fit the op; the message names them
   */
  public static Tensor apply(Op op, Tensor... inputs) {
    return applied(op, inputs.clone());
  }

  private static Tensor applied(Op op, Tensor[] inputs) {
    try {
      return evaluated(op, inputs);
    } catch (AllocationException e) { // which knows the size, but not for what
      throw Told.by(op.mnemonic(), e);
    }
  }

  private static Tensor evaluated(Op op, Tensor[] inputs) {
    TensorType[] types = new TensorType[inputs.length];
    NdArray[] arrays = new NdArray[inputs.length];
    boolean tracked = false;
    boolean carrying = false;
    boolean described = false;
    for (int i = 0; i < inputs.length; i++) {
      types[i] = inputs[i].type();
      arrays[i] = inputs[i].array;
      described |= arrays[i].isDescribed();
      tracked |= inputs[i].isTracked();
      carrying |= inputs[i].dual != null;
    }
    Context here = Context.current();
    Site site = site(op, inputs, List.of(types));
    Tensor output = described ? described(site.output()) : computed(here, op, site, inputs, arrays, tracked, carrying);
    Tape.note(here, op, inputs, output);
    return output;
  }

  private static Tensor computed(Context here, Op op, Site site, Tensor[] inputs, NdArray[] arrays, boolean tracked, boolean carrying) {
    boolean differentiable = site.output().dtype().isFloat();
    boolean recorded = tracked && differentiable && here.scope().recording();
    Pass pass = carrying && differentiable ? ForwardMode.innermost(inputs) : null;
    if (recorded && pass == null && op instanceof Fused fused) {
      Fused.Evaluation evaluation = fused.evaluate(Numerics.NUMBERS.kernels(), List.of(arrays), site.output());
      Anomaly.checkForward(here, op, inputs, evaluation.value());
      return Step.recordFused(here, fused, site, inputs, evaluation);
    }
    Dual dual = pass == null ? null : ForwardMode.apply(op, List.of(inputs), pass);
    NdArray value =
        dual == null ? op.value(Numerics.NUMBERS.kernels(), List.of(arrays), site.output()) : dual.primal().array;
    Anomaly.checkForward(here, op, inputs, value);
    return recorded ? Step.record(here, op, site, inputs, value, dual) : new Tensor(value, null, "", dual);
  }

  private static Site site(Op op, Tensor[] operands, List<TensorType> types) {
    try {
      return Site.of(op, types);
    } catch (OperandException e) {
      throw e.describing(op, Arrays.stream(operands).map(Tensor::label).toList(), types);
    } catch (ShapeException e) {
      throw Told.by(op.mnemonic(), e);
    }
  }

  @Override
  public Tensor apply(Op op, List<Tensor> others) {
    Tensor[] inputs = new Tensor[others.size() + 1];
    inputs[0] = this;
    for (int i = 1; i < inputs.length; i++) {
      inputs[i] = others.get(i - 1);
    }
    return applied(op, inputs);
  }

  @Override
  public Tensor literal(double value) {
    Tensor literal = of(Numerics.NUMBERS.literal(dtype().requireHolds("the number", value), dtype()));
    Reads.noteLiteral(literal);
    return literal;
  }

  /**
   * The elements that index tensors name together, one tensor (I64) for each of the first axes: {@code x.at(rows, columns)} of a matrix has
   * x[rows[i], columns[i]] at i. The indices broadcast with each other, and may be counted from the back. Fewer indices than axes choose
   * whole parts, whose axes come last. An element that is chosen more than once sums its gradients.
   *
   * @throws IndexOutOfBoundsException if an index is not within its axis
   */
  public Tensor at(Tensor... indices) {
    return at(List.of(Objects.requireNonNull(indices, "at: expected indices, came null")));
  }

  /**
   * The elements where a mask is true, in order, as a vector; of a mask over the first axes alone the parts, (count, …). Nothing flows back
   * to the others.
   *
   * @param mask BOOL, of the sizes of the first axes: one for each of its own
   * @throws ShapeException if the sizes differ
   */
  public Tensor maskedSelect(Tensor mask) {
    int covered = mask.shape().rank();
    int[] sizes = shape().toArray();
    if (mask.dtype() != DType.BOOL || covered > sizes.length || !mask.shape().equals(Shape.of(Arrays.copyOf(sizes, covered)))) {
      throw new ShapeException(
          String.format(Locale.ROOT,
              "masked_select: expected a mask (BOOL) of the sizes of the first axes of %s, came %s, %s",
              describe(), mask.describe(), mask.dtype()));
    }
    int[] parts = IntStream.concat(IntStream.of(mask.shape().size()), IntStream.of(sizes).skip(covered)).toArray();
    Tensor places = of(Position.where(mask.array));
    Reads.note(List.of(mask), places);
    return reshape(parts).at(places);
  }

  /** Tensors joined end to end along an axis. */
  public static Tensor concat(int axis, Tensor... parts) {
    int along = parts.length == 0 ? axis : parts[0].shape().axis("concat", axis);
    return apply(new Concat(along), parts);
  }

  /** Tensors of one shape joined along a new axis. */
  public static Tensor stack(int axis, Tensor... parts) {
    return Arrangements.stack(axis, List.of(Objects.requireNonNull(parts, "stack: expected tensors, came null")));
  }

  /**
   * A sum of products by Einstein's convention: {@code einsum("ij,jk->ik", a, b)} is the matrix product.
   *
   * @throws ShapeException if the equation is malformed or does not fit the operands
   */
  public static Tensor einsum(String equation, Tensor... operands) {
    Objects.requireNonNull(equation, "einsum: expected an equation, came null");
    return Einsum.of(equation, List.of(Objects.requireNonNull(operands, "einsum: expected operands, came null")));
  }

  // ---- in words

  /** The label, if there is one, and the shape. */
  @Override
  public String describe() {
    return shape().describe(label);
  }

  /** Label, type and the first numbers; what is left out is counted. */
  @Override
  public String toString() {
    return (label.isEmpty() ? "" : label + " ") + array + (isTracked() ? " tracked" : "");
  }
}
