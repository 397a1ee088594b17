package glassprop;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.array.TensorType;
import glassprop.op.ArgMax;
import glassprop.op.Cast;
import glassprop.op.Concat;
import glassprop.op.Expand;
import glassprop.op.Extremum;
import glassprop.op.Gather;
import glassprop.op.LogSumExp;
import glassprop.op.MatMul;
import glassprop.op.Mean;
import glassprop.op.Numerics;
import glassprop.op.OneHot;
import glassprop.op.Op;
import glassprop.op.OperandException;
import glassprop.op.Operand;
import glassprop.op.Permute;
import glassprop.op.Reduction;
import glassprop.op.Reshape;
import glassprop.op.Site;
import glassprop.op.Slice;
import glassprop.op.Softmax;
import glassprop.op.Sum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
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
 */
public final class Tensor implements Operand<Tensor> {
  private final NdArray array;
  private final @Nullable Node node;
  private final String label;

  Tensor(NdArray array, @Nullable Node node, String label) {
    this.array = array;
    this.node = node;
    this.label = label;
  }

  // ---- making tensors

  /** An untracked tensor over an array. */
  public static Tensor of(NdArray array) {
    return new Tensor(array, null, "");
  }

  /** A single float64 number. */
  public static Tensor scalar(double value) {
    return of(NdArray.over(new double[] {value}, Shape.SCALAR));
  }

  /** A float64 vector. */
  public static Tensor of(double... numbers) {
    return of(NdArray.over(numbers.clone(), Shape.of(numbers.length)));
  }

  /**
   * A float64 matrix of these rows.
   *
   * @throws ShapeException if the rows differ in length
   */
  public static Tensor of(double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    double[] numbers = new double[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new ShapeException(
            "row 0 has %d numbers, row %d has %d; the rows of a matrix are equally long".formatted(columns, i, rows[i].length));
      }
      System.arraycopy(rows[i], 0, numbers, i * columns, columns);
    }
    return of(NdArray.over(numbers, Shape.of(rows.length, columns)));
  }

  /** Class labels or indices: an I64 vector. */
  public static Tensor indices(long... numbers) {
    return of(NdArray.over(numbers.clone(), Shape.of(numbers.length)));
  }

  /** Zeros, or false. */
  public static Tensor zeros(DType dtype, int... sizes) {
    return of(NdArray.zeros(new TensorType(Shape.of(sizes), dtype)));
  }

  /** One number, repeated. */
  public static Tensor full(double value, DType dtype, int... sizes) {
    return of(NdArray.full(new TensorType(Shape.of(sizes), dtype), value));
  }

  /** Independent numbers from the normal distribution with mean 0 and variance 1, in float64. */
  public static Tensor normal(RandomGenerator random, int... sizes) {
    Shape shape = Shape.of(sizes);
    double[] numbers = new double[shape.size()];
    Arrays.setAll(numbers, i -> random.nextGaussian());
    return of(NdArray.over(numbers, shape));
  }

  /** Independent numbers from the uniform distribution between two bounds, in float64. */
  public static Tensor uniform(RandomGenerator random, double low, double high, int... sizes) {
    Shape shape = Shape.of(sizes);
    double[] numbers = new double[shape.size()];
    Arrays.setAll(numbers, i -> random.nextDouble(low, high));
    return of(NdArray.over(numbers, shape));
  }

  // ---- what a tensor is

  /** Shape and element type. */
  public TensorType type() {
    return array.type();
  }

  /** The sizes along the axes. */
  public Shape shape() {
    return array.shape();
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
   */
  public double item() {
    if (shape().size() != 1) {
      throw new ShapeException("item: " + describe() + " has " + shape().size() + " elements, not one; use get(index…) or toDoubles()");
    }
    return array.get(new int[shape().rank()]);
  }

  /**
   * The element at an index along each axis.
   *
   * @throws IndexOutOfBoundsException if an index is not within its axis
   */
  public double get(int... index) {
    if (index.length != shape().rank()) {
      throw new ShapeException("get: " + index.length + " indices for " + describe() + ", which has " + shape().rank() + " axes");
    }
    for (int axis = 0; axis < index.length; axis++) {
      requireWithin("get", index[axis], axis);
    }
    return array.get(index);
  }

  /** The elements in order, last axis fastest; true is 1. */
  public double[] toDoubles() {
    return array.toDoubles();
  }

  // ---- tracking

  /**
   * A leaf with these values: what is computed from it is recorded, and {@code backward} leaves its gradient here.
   *
   * @throws GraphException if the elements are not floating-point numbers
   */
  public Tensor tracked() {
    if (!dtype().isFloat()) {
      throw new GraphException("tracked: " + describe() + " is " + dtype() + "; only F32 and F64 have gradients; convert it with to(F64)");
    }
    Leaf leaf = new Leaf(type());
    leaf.label(label);
    return new Tensor(array.contiguous(), leaf, label);
  }

  /** Whether operations on this tensor are recorded. */
  public boolean isTracked() {
    return node != null;
  }

  /** Whether this is a leaf: tracked, and computed from nothing. */
  public boolean isLeaf() {
    return node instanceof Leaf;
  }

  /** The same values without the memory of how they were computed; they are shared, not copied. */
  public Tensor detach() {
    return new Tensor(array, null, label);
  }

  /** This tensor with a name, which error messages, derivations and drawings use. */
  public Tensor named(String name) {
    switch (node) {
      case null -> {}
      case Leaf leaf -> leaf.label(name);
      case Step step -> step.label(name);
    }
    return new Tensor(array, node, name);
  }

  /** Where this tensor stands in the recorded graph; empty if it is not tracked. */
  public Optional<Node> graph() {
    return Optional.ofNullable(node);
  }

  @Nullable Node node() {
    return node;
  }

  // ---- gradients

  /**
   * Adds the gradients of this single number to the leaves that it was computed from. The graph is freed as the pass goes.
   *
   * @throws GraphException if this is not a single tracked number, or its graph was freed, or a value it needs was changed
   */
  public void backward(BackwardOption... options) {
    Autodiff.root(this, "backward");
    Autodiff.backward(this, Autodiff.ones(this), options);
  }

  /**
   * Adds to the leaves the gradients of the sum of this tensor's elements, weighted by the upstream gradient.
   *
   * @param upstream a tensor of this tensor's type
   */
  public void backward(Tensor upstream, BackwardOption... options) {
    Autodiff.backward(this, upstream, options);
  }

  /**
   * The sum of the gradients that backward passes have left here since the last {@link #zeroGrad}.
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
    return leaf("hasGrad").gradient() != null;
  }

  /** Forgets the gradients that have arrived here. */
  public void zeroGrad() {
    leaf("zeroGrad").clear();
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
   * Changes the numbers of this leaf in place: what optimizers do. A graph that needs the old numbers notices, and its backward
   * pass fails rather than giving a wrong gradient.
   *
   * @param update receives the numbers, which it may change
   * @throws GraphException if this is not a leaf
   */
  public void updateInPlace(Consumer<NdArray> update) {
    leaf("updateInPlace");
    array.storage().changed();
    update.accept(array);
  }

  // ---- applying operations

  /**
   * Applies an op, and records it if an input is tracked.
   *
   * @throws ShapeException if the inputs do not fit the op; the message names them
   */
  public static Tensor apply(Op op, Tensor... inputs) {
    List<Tensor> operands = List.of(inputs);
    TensorType[] types = new TensorType[inputs.length];
    NdArray[] arrays = new NdArray[inputs.length];
    boolean tracked = false;
    for (int i = 0; i < inputs.length; i++) {
      types[i] = inputs[i].type();
      arrays[i] = inputs[i].array;
      tracked |= inputs[i].node != null;
    }
    Site site = site(op, operands, List.of(types));
    NdArray value = op.value(Numerics.NUMBERS.kernels(), List.of(arrays), site.output());
    boolean recorded = tracked && value.dtype().isFloat() && Autodiff.isRecording();
    return new Tensor(value, recorded ? Step.record(op, site, operands, value) : null, "");
  }

  private static Site site(Op op, List<Tensor> operands, List<TensorType> types) {
    try {
      return Site.of(op, types);
    } catch (OperandException e) {
      throw e.describing(op, operands.stream().map(Tensor::label).toList(), types);
    }
  }

  @Override
  public Tensor apply(Op op, List<Tensor> others) {
    Tensor[] inputs = new Tensor[others.size() + 1];
    inputs[0] = this;
    for (int i = 1; i < inputs.length; i++) {
      inputs[i] = others.get(i - 1);
    }
    return apply(op, inputs);
  }

  @Override
  public Tensor literal(double value) {
    return of(Numerics.NUMBERS.literal(value, dtype()));
  }

  // ---- operations that depend on the shape; those that do not are in Operand

  /** The matrix product; a vector is one row on the left and one column on the right, and that axis is dropped again. */
  @Override
  public Tensor matmul(Tensor other) {
    boolean row = shape().rank() == 1;
    boolean column = other.shape().rank() == 1;
    Tensor product = apply(new MatMul(), row ? unsqueeze(0) : this, column ? other.unsqueeze(1) : other);
    Tensor withoutColumn = column ? product.squeeze(-1) : product;
    return row ? withoutColumn.squeeze(column ? -1 : -2) : withoutColumn;
  }

  /** The sum along axes, which may be counted from the back; of all elements if none is given. */
  public Tensor sum(int... axes) {
    return apply(new Sum(Reduction.of(shape(), false, axes)), this);
  }

  /** The sum along axes, which stay with size 1. */
  public Tensor sumKeeping(int... axes) {
    return apply(new Sum(Reduction.of(shape(), true, axes)), this);
  }

  /** The mean along axes, which may be counted from the back; of all elements if none is given; NaN of none. */
  public Tensor mean(int... axes) {
    return apply(new Mean(Reduction.of(shape(), false, axes)), this);
  }

  /** The mean along axes, which stay with size 1. */
  public Tensor meanKeeping(int... axes) {
    return apply(new Mean(Reduction.of(shape(), true, axes)), this);
  }

  /** The largest element along axes, or of all; ties share the gradient evenly. NaN if any element is. */
  public Tensor max(int... axes) {
    return apply(new Extremum(true, Reduction.of(shape(), false, axes)), this);
  }

  /** The smallest element along axes, or of all; ties share the gradient evenly. NaN if any element is. */
  public Tensor min(int... axes) {
    return apply(new Extremum(false, Reduction.of(shape(), false, axes)), this);
  }

  /** ln Σ eˣ along axes, or over all elements, without overflow. */
  public Tensor logSumExp(int... axes) {
    return apply(new LogSumExp(Reduction.of(shape(), false, axes)), this);
  }

  /** eˣ / Σ eˣ along an axis. */
  public Tensor softmax(int axis) {
    return apply(new Softmax(shape().axis(axis), false), this);
  }

  /** x − ln Σ eˣ along an axis. */
  public Tensor logSoftmax(int axis) {
    return apply(new Softmax(shape().axis(axis), true), this);
  }

  /** The index of the largest element along an axis, the first of equals: I64, without gradient. A NaN counts as largest. */
  public Tensor argmax(int axis) {
    return apply(new ArgMax(shape().axis(axis)), this);
  }

  /**
   * The same elements in the same order with other sizes, of which one may be −1: it is inferred.
   *
   * @throws ShapeException if the numbers of elements differ, or two sizes are −1
   */
  public Tensor reshape(int... sizes) {
    return apply(new Reshape(inferred(sizes)), this);
  }

  private Shape inferred(int... sizes) {
    int unknown = -1;
    long known = 1;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (sizes[axis] != -1) {
        known *= sizes[axis];
      } else if (unknown >= 0) {
        throw new ShapeException("reshape: only one dimension can be inferred, but " + Arrays.toString(sizes) + " has two of -1");
      } else {
        unknown = axis;
      }
    }
    if (unknown < 0) {
      return Shape.of(sizes);
    }
    int[] all = sizes.clone();
    if (known <= 0 || shape().size() % known != 0) {
      throw new ShapeException(
          "reshape: the %d elements of %s cannot be divided into %s".formatted(shape().size(), describe(), Arrays.toString(sizes)));
    }
    all[unknown] = (int) (shape().size() / known);
    return Shape.of(all);
  }

  /** A new axis of size 1 before the given one; −1 puts it last. */
  public Tensor unsqueeze(int axis) {
    int at = axis < 0 ? axis + shape().rank() + 1 : axis;
    List<Integer> sizes = new ArrayList<>(IntStream.of(shape().toArray()).boxed().toList());
    if (at < 0 || at > sizes.size()) {
      throw new ShapeException("unsqueeze: no place " + axis + " for a new axis in " + describe());
    }
    sizes.add(at, 1);
    return apply(new Reshape(Shape.of(sizes)), this);
  }

  /**
   * Without an axis of size 1.
   *
   * @throws ShapeException if its size is not 1
   */
  public Tensor squeeze(int axis) {
    int at = shape().axis(axis);
    if (shape().get(at) != 1) {
      throw new ShapeException("squeeze: axis " + axis + " of " + describe() + " has size " + shape().get(at) + ", not 1");
    }
    List<Integer> sizes = new ArrayList<>(IntStream.of(shape().toArray()).boxed().toList());
    sizes.subList(at, at + 1).clear();
    return apply(new Reshape(Shape.of(sizes)), this);
  }

  /** With the last two axes exchanged: the transpose of a matrix. A view. */
  public Tensor transpose() {
    if (shape().rank() < 2) {
      throw new ShapeException("transpose: " + describe() + " has fewer than two axes; reshape it to a row or a column first");
    }
    return apply(Permute.transpose(shape().rank()), this);
  }

  /** With the axes in another order: axis i of the result is axis {@code order[i]}. A view. */
  public Tensor permute(int... order) {
    return apply(new Permute(IntStream.of(order).map(shape()::axis).boxed().toList()), this);
  }

  /** Repeated along axes of size 1, and along new axes in front, to fill the sizes. A view. */
  public Tensor expand(int... sizes) {
    return apply(new Expand(Shape.of(sizes)), this);
  }

  /** The elements from {@code start} to {@code end}, exclusive, along an axis; indices may be counted from the back. A view. */
  public Tensor slice(int axis, int start, int end) {
    return slice(axis, start, end, 1);
  }

  /** Every {@code step}th element from {@code start} to {@code end}, exclusive, along an axis. A view. */
  public Tensor slice(int axis, int start, int end, int step) {
    int along = shape().axis(axis);
    int size = shape().get(along);
    int from = start < 0 ? start + size : start;
    int to = end < 0 ? end + size : end;
    if (from < 0 || from > size || to < from || to > size || step < 1) {
      throw new IndexOutOfBoundsException(
          "slice: %d to %d in steps of %d is not within axis %d of %s".formatted(start, end, step, axis, describe()));
    }
    return apply(new Slice(along, from, Math.ceilDiv(to - from, step), step), this);
  }

  /** The part at one index of an axis, without that axis; the index may be counted from the back. A view. */
  public Tensor select(int axis, int index) {
    int along = shape().axis(axis);
    requireWithin("select", index, along);
    int from = index < 0 ? index + shape().get(along) : index;
    return apply(new Slice(along, from, 1, 1), this).squeeze(along);
  }

  private void requireWithin(String what, int index, int axis) {
    int size = shape().get(axis);
    if (index < -size || index >= size) {
      throw new IndexOutOfBoundsException(
          "%s: index %d is not within axis %d of %s, whose size is %d".formatted(what, index, axis, describe(), size));
    }
  }

  /** Elements chosen along an axis: result[i][j] = this[i][index[i][j]] for axis 1; the index is I64 of equal rank. */
  public Tensor gather(int axis, Tensor index) {
    return apply(new Gather(shape().axis(axis)), this, index);
  }

  /** The parts at the indices of a vector (I64), joined along the axis: rows of an embedding table, for axis 0. */
  public Tensor indexSelect(int axis, Tensor index) {
    int along = shape().axis(axis);
    if (index.shape().rank() != 1) {
      throw new ShapeException("index_select: the index must be a vector, came " + index.describe());
    }
    int[] line = new int[shape().rank()];
    Arrays.fill(line, 1);
    line[along] = index.shape().size();
    return gather(along, index.reshape(line).expand(shape().with(along, index.shape().size()).toArray()));
  }

  /** Tensors joined end to end along an axis. */
  public static Tensor concat(int axis, Tensor... parts) {
    int along = parts.length == 0 ? axis : parts[0].shape().axis(axis);
    return apply(new Concat(along), parts);
  }

  /** The elements in another type; between F32 and F64 the gradient is converted back. */
  public Tensor to(DType dtype) {
    return dtype == dtype() ? this : apply(new Cast(dtype), this);
  }

  /** For each class label of an I64 tensor a vector along a new last axis: 1 at the label, 0 elsewhere. */
  public Tensor oneHot(int classes, DType dtype) {
    return apply(new OneHot(classes, dtype), this);
  }

  // ---- in words

  /** The label, if there is one, and the shape: how error messages name this tensor. */
  public String describe() {
    return label.isEmpty() ? "a tensor of shape " + shape() : label + " " + shape();
  }

  /** Label, type and the first numbers. */
  @Override
  public String toString() {
    String numbers =
        Arrays.stream(toDoubles()).limit(8).mapToObj(Double::toString).collect(Collectors.joining(", "));
    return (label.isEmpty() ? "" : label + " ")
        + type() + " [" + numbers + (shape().size() > 8 ? ", …" : "") + "]" + (isTracked() ? " tracked" : "");
  }
}
