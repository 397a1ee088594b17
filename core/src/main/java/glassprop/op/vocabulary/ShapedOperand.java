package glassprop.op.vocabulary;

import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.array.TensorType;
import glassprop.op.Expand;
import glassprop.op.MatMul;
import glassprop.op.Operand;
import glassprop.op.Permute;
import glassprop.op.Reduction;
import glassprop.op.Reshape;
import glassprop.op.Slice;
import glassprop.op.Told;
import glassprop.op.catalogue.Cast;
import glassprop.op.catalogue.Center;
import glassprop.op.catalogue.Gather;
import glassprop.op.catalogue.OneHot;
import glassprop.op.catalogue.Softmax;
import glassprop.text.Counted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The vocabulary of operands whose shape is known: reductions, views, choices, where axes may be counted from the back.
 *
 * @param <T> the implementing type
 */
public interface ShapedOperand<T extends ShapedOperand<T>>
    extends Operand<T>, Reductions<T>, Scans<T>, Arrangements<T>, Indexing<T>, Convolutions<T>, Pooling<T> {

  /** Shape and element type. */
  TensorType type();

  /** How error messages name this operand. */
  String describe();

  /** The sizes along the axes. */
  default Shape shape() {
    return type().shape();
  }

  /** The matrix product; a vector is one row on the left and one column on the right, and that axis is dropped again. */
  @Override
  default T matmul(T other) {
    boolean row = shape().rank() == 1;
    boolean column = other.shape().rank() == 1;
    if (row || column) {
      requireInner(other);
    }
    T left = row ? unsqueeze(0) : self();
    T product = left.apply(new MatMul(), List.of(column ? other.unsqueeze(1) : other));
    T withoutColumn = column ? product.squeeze(-1) : product;
    return row ? withoutColumn.squeeze(column ? -1 : -2) : withoutColumn;
  }

  private void requireInner(T other) {
    Shape a = shape();
    Shape b = other.shape();
    if (a.rank() == 0 || b.rank() == 0) {
      throw new ShapeException("matmul: " + describe() + " · " + other.describe() + ": a scalar has no axis to sum along; use times");
    }
    int inner = a.get(a.rank() - 1);
    int rows = b.get(Math.max(0, b.rank() - 2));
    if (inner != rows) {
      throw new ShapeException(
          String.format(Locale.ROOT, "matmul: inner sizes differ, %d and %d: %s · %s", inner, rows, describe(), other.describe()));
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws ShapeException if the mask can't be repeated to the shape of this
   */
  @Override
  default T maskedFill(T mask, double number) {
    if (!mask.shape().expandsTo(shape())) {
      throw new ShapeException("masked_fill: a mask " + mask.shape() + " can't be repeated to fill " + describe());
    }
    return Operand.super.maskedFill(mask, number);
  }

  @Override
  default Reduction along(String what, int... axes) {
    return Reduction.of(what, shape(), false, axes);
  }

  /** The reductions in which the axes that are combined stay, with size 1: {@code x.minus(x.keepAxes().mean(1))}. */
  default Reductions<T> keepAxes() {
    return new KeptAxes<>(self());
  }

  /** The deviations from the mean along axes, or from that of all elements: x − mean(x), without the rounding of the mean. */
  default T center(int... axes) {
    return apply(new Center(along("center", axes)), List.of());
  }

  /** eˣ / Σ eˣ along an axis. */
  default T softmax(int axis) {
    return apply(new Softmax(shape().axis("softmax", axis), false), List.of());
  }

  /** x − ln Σ eˣ along an axis. */
  default T logSoftmax(int axis) {
    return apply(new Softmax(shape().axis("logsoftmax", axis), true), List.of());
  }

  /**
   * The first half of the elements along an axis times σ of the second: Dauphin et al., Language modeling with gated convolutional networks,
   * 2017.
   *
   * @throws ShapeException if the size of the axis is odd
   */
  default T glu(int axis) {
    int size = shape().get(shape().axis("glu", axis));
    if (size % 2 != 0) {
      throw new ShapeException("glu: " + Counted.of(size, "element") + " along axis " + axis + " of " + describe() + ", an odd number, which has no two halves");
    }
    return Told.by("glu", () -> slice(axis, 0, size / 2).times(slice(axis, size / 2, size).sigmoid()));
  }

  /**
   * The same elements in the same order with other sizes, of which one may be −1: it is inferred.
   *
   * @throws ShapeException if the numbers of elements differ, or two sizes are −1
   */
  default T reshape(int... sizes) {
    return apply(new Reshape(Told.by("reshape", () -> inferred(sizes))), List.of());
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
          String.format(Locale.ROOT, "reshape: %s of %s cannot be divided into %s", Counted.of(shape().size(), "element"), describe(), Arrays.toString(sizes)));
    }
    all[unknown] = (int) (shape().size() / known);
    return Shape.of(all);
  }

  /** A new axis of size 1 before the given one; −1 puts it last. */
  default T unsqueeze(int axis) {
    int at = axis < 0 ? axis + shape().rank() + 1 : axis;
    List<Integer> sizes = new ArrayList<>(IntStream.of(shape().toArray()).boxed().toList());
    if (at < 0 || at > sizes.size()) {
      throw new ShapeException("unsqueeze: no place " + axis + " for a new axis in " + describe());
    }
    sizes.add(at, 1);
    return apply(new Reshape(Shape.of(sizes)), List.of());
  }

  /**
   * Without an axis of size 1.
   *
   * @throws ShapeException if its size is not 1
   */
  default T squeeze(int axis) {
    int at = shape().axis("squeeze", axis);
    if (shape().get(at) != 1) {
      throw new ShapeException("squeeze: axis " + axis + " of " + describe() + " has size " + shape().get(at) + ", not 1");
    }
    List<Integer> sizes = new ArrayList<>(IntStream.of(shape().toArray()).boxed().toList());
    sizes.subList(at, at + 1).clear();
    return apply(new Reshape(Shape.of(sizes)), List.of());
  }

  /** With the last two axes exchanged: the transpose of a matrix. A view. */
  default T transpose() {
    if (shape().rank() < 2) {
      throw new ShapeException("transpose: " + describe() + " has fewer than two axes; reshape it to a row or a column first");
    }
    return apply(Permute.transpose(shape().rank()), List.of());
  }

  /** With the axes in another order: axis i of the result is axis {@code order[i]}. A view. */
  default T permute(int... order) {
    Objects.requireNonNull(order, "permute: expected the order of the axes, came null");
    return apply(new Permute(IntStream.of(order).map(axis -> shape().axis("permute", axis)).boxed().toList()), List.of());
  }

  /** Repeated along axes of size 1, and along new axes in front, to fill the sizes. A view. */
  default T expand(int... sizes) {
    return apply(new Expand(Told.by("expand", () -> Shape.of(sizes))), List.of());
  }

  /** The elements from {@code start} to {@code end}, exclusive, along an axis; indices may be counted from the back. A view. */
  default T slice(int axis, int start, int end) {
    return slice(axis, start, end, 1);
  }

  /** Every {@code step}th element from {@code start} to {@code end}, exclusive, along an axis. A view. */
  default T slice(int axis, int start, int end, int step) {
    int along = shape().axis("slice", axis);
    int size = shape().get(along);
    int from = start < 0 ? start + size : start;
    int to = end < 0 ? end + size : end;
    if (from < 0 || from > size || to < from || to > size || step < 1) {
      throw new IndexOutOfBoundsException(
          String.format(Locale.ROOT, "slice: %d to %d in steps of %d is not within axis %d of %s", start, end, step, axis, describe()));
    }
    return apply(new Slice(along, from, Math.ceilDiv(to - from, step), step), List.of());
  }

  /** The part at one index of an axis, without that axis; the index may be counted from the back. A view. */
  default T select(int axis, int index) {
    int along = shape().axis("select", axis);
    requireWithin(this, "select", index, along);
    int from = index < 0 ? index + shape().get(along) : index;
    return apply(new Slice(along, from, 1, 1), List.of()).squeeze(along);
  }

  /** Requires an index, which may be counted from the back, to be within an axis. */
  static void requireWithin(ShapedOperand<?> x, String what, int index, int axis) {
    int size = x.shape().get(axis);
    if (index < -size || index >= size) {
      throw new IndexOutOfBoundsException(
          String.format(Locale.ROOT, "%s: index %d is not within axis %d of %s, whose size is %d", what, index, axis, x.describe(), size));
    }
  }

  /** Elements chosen along an axis: result[i][j] = this[i][index[i][j]] for axis 1; the index is I64 of equal rank. */
  default T gather(int axis, T index) {
    return with(new Gather(shape().axis("gather", axis)), index);
  }

  /** The parts at the indices of a vector (I64), joined along the axis: rows of an embedding table, for axis 0. */
  default T indexSelect(int axis, T index) {
    int along = shape().axis("index_select", axis);
    Indexing.requireVector("index_select", index);
    int[] line = new int[shape().rank()];
    Arrays.fill(line, 1);
    line[along] = index.shape().size();
    return Told.by(
        "index_select", () -> gather(along, index.reshape(line).expand(shape().with(along, index.shape().size()).toArray())));
  }

  /** The elements in another type; between F32 and F64 the gradient is converted back. */
  default T to(DType dtype) {
    return dtype == type().dtype() ? self() : apply(new Cast(dtype), List.of());
  }

  /** For each class label of an I64 tensor a vector along a new last axis: 1 at the label, 0 elsewhere. */
  default T oneHot(int classes, DType dtype) {
    return apply(new OneHot(classes, dtype), List.of());
  }
}
