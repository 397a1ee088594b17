package glassprop.op.vocabulary;

import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.op.Concat;
import glassprop.op.Pad;
import glassprop.op.Reduction;
import glassprop.op.Slice;
import glassprop.op.Told;
import glassprop.op.catalogue.Flip;
import glassprop.op.catalogue.Triangle;
import glassprop.text.Counted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The same elements in other places: joined, divided, turned, repeated, padded. All are compositions of a few linear ops.
 *
 * @param <T> the implementing type
 */
public interface Arrangements<T extends ShapedOperand<T>> {

  /** This operand as the implementing type. */
  T self();

  /** Operands joined end to end along an axis. */
  static <T extends ShapedOperand<T>> T concat(int axis, List<T> parts) {
    if (parts.isEmpty()) {
      throw new ShapeException("concat: expected at least one operand");
    }
    T first = parts.getFirst();
    return first.apply(new Concat(first.shape().axis("concat", axis)), parts.subList(1, parts.size()));
  }

  /** Operands of one shape, one after another along a new axis before the given one; −1 puts it last. */
  static <T extends ShapedOperand<T>> T stack(int axis, List<T> parts) {
    if (parts.isEmpty()) {
      throw new ShapeException("stack: expected at least one operand");
    }
    T first = parts.getFirst();
    parts.stream().filter(part -> !part.shape().equals(first.shape())).findFirst().ifPresent(
        other -> {
          throw new ShapeException("stack: expected operands of one shape, came " + first.describe() + " and " + other.describe());
        });
    int at = axis < 0 ? axis + first.shape().rank() + 1 : axis;
    return Told.by("stack", () -> concat(at, parts.stream().map(part -> part.unsqueeze(at)).toList()));
  }

  /**
   * Parts of the given sizes along an axis.
   *
   * @throws ShapeException if the sizes do not add up to the axis'
   */
  default List<T> split(int axis, int... sizes) {
    int size = self().shape().get(self().shape().axis("split", axis));
    if (Arrays.stream(sizes).anyMatch(part -> part < 0) || Arrays.stream(sizes).asLongStream().sum() != size) {
      throw new ShapeException(
          String.format(Locale.ROOT,
              "split: sizes %s do not add up to the %d of axis %d of %s",
              Arrays.toString(sizes), size, axis, self().describe()));
    }
    List<T> parts = new ArrayList<>();
    int at = 0;
    for (int part : sizes) {
      parts.add(self().slice(axis, at, at + part));
      at += part;
    }
    return parts;
  }

  /** At most so many parts along an axis, all of one size but the last, which may be smaller. */
  default List<T> chunk(int axis, int count) {
    if (count < 1) {
      throw new ShapeException("chunk: expected at least 1 part, came " + count);
    }
    int size = self().shape().get(self().shape().axis("chunk", axis));
    int each = Math.max(1, Math.ceilDiv(size, count));
    List<T> parts = new ArrayList<>();
    for (long at = 0; at < size || at == 0; at += each) {
      parts.add(self().slice(axis, (int) at, (int) Math.min(size, at + each)));
    }
    return parts;
  }

  /** In reverse order along axes, or along all of them if none is given. */
  default T flip(int... axes) {
    T flipped = self();
    for (int axis : Reduction.of("flip", self().shape(), false, axes).axes()) {
      flipped = flipped.apply(new Flip(axis), List.of());
    }
    return flipped;
  }

  /** Moved along an axis by so many places towards its end; what leaves at the end comes in at the front. */
  default T roll(int axis, int shift) {
    int size = self().shape().get(self().shape().axis("roll", axis));
    int back = size == 0 ? 0 : Math.floorMod(-(long) shift, size);
    return back == 0 ? self() : concat(axis, List.of(self().slice(axis, back, size), self().slice(axis, 0, back)));
  }

  /**
   * The whole, repeated so many times along each axis; more numbers than axes add axes in front. Repeats the arrangement, unlike
   * {@link ShapedOperand#expand}, and copies.
   */
  default T repeat(int... times) {
    Shape shape = self().shape();
    int added = times.length - shape.rank();
    if (added < 0 || Arrays.stream(times).anyMatch(t -> t < 0)) {
      throw new ShapeException(
          String.format(Locale.ROOT,
              "repeat: expected at least %s of 0 or more for %s, came %s",
              Counted.of(shape.rank(), "number"), self().describe(), Arrays.toString(times)));
    }
    int[] apart = new int[2 * times.length];
    int[] repeated = new int[2 * times.length];
    int[] joined = new int[times.length];
    for (int axis = 0; axis < times.length; axis++) {
      int size = axis < added ? 1 : shape.get(axis - added);
      apart[2 * axis] = 1;
      apart[2 * axis + 1] = size;
      repeated[2 * axis] = times[axis];
      repeated[2 * axis + 1] = size;
      joined[axis] = Shape.axisSize("repeat", (long) times[axis] * size);
    }
    return Told.by("repeat", () -> self().reshape(apart).expand(repeated).reshape(joined));
  }

  /**
   * In the middle of a number.
   *
   * @param before how many places to add before the first element, for each axis
   * @param after how many to add after the last
   */
  default T pad(int[] before, int[] after, double number) {
    Objects.requireNonNull(before, "pad: expected how many places to add before, for each axis, came null");
    Objects.requireNonNull(after, "pad: expected how many places to add after, for each axis, came null");
    int rank = self().shape().rank();
    boolean negative = Arrays.stream(before).anyMatch(n -> n < 0) || Arrays.stream(after).anyMatch(n -> n < 0);
    if (before.length != rank || after.length != rank || negative) {
      throw new ShapeException(
          String.format(Locale.ROOT,
              "pad: expected %s of 0 or more before and after for %s, came %s and %s",
              Counted.of(rank, "number"), self().describe(), Arrays.toString(before), Arrays.toString(after)));
    }
    return Told.by("pad", () -> padded(before, after, number));
  }

  private T padded(int[] before, int[] after, double number) {
    T padded = self();
    for (int axis = 0; axis < before.length; axis++) {
      if (before[axis] > 0 || after[axis] > 0) {
        Shape shape = padded.shape();
        int size = Shape.axisSize("pad", (long) before[axis] + shape.get(axis) + after[axis]);
        padded =
            number == 0
                ? padded.apply(new Pad(axis, size, before[axis], 1), List.of())
                : concat(axis, List.of(slab(shape, axis, before[axis], number), padded, slab(shape, axis, after[axis], number)));
      }
    }
    return padded;
  }

  private T slab(Shape shape, int axis, int size, double number) {
    return self().literal(number).expand(shape.with(axis, size).toArray());
  }

  /** Matrices with zeros to the right of a diagonal; 0 is the main one, 1 the one to its right. */
  default T tril(int diagonal) {
    return self().apply(new Triangle(false, diagonal), List.of());
  }

  /** Matrices with zeros to the left of a diagonal; 0 is the main one, 1 the one to its right. */
  default T triu(int diagonal) {
    return self().apply(new Triangle(true, diagonal), List.of());
  }

  /** The main diagonals of matrices, the last two axes: (…, m, n) gives (…, min(m, n)). */
  default T diagonal() {
    Shape shape = self().shape();
    int batch = shape.rank() - 2;
    if (batch < 0) {
      throw new ShapeException("diagonal: " + self().describe() + " has fewer than two axes");
    }
    int n = shape.get(batch + 1);
    int[] rows = Arrays.copyOf(shape.toArray(), batch + 1);
    rows[batch] = Shape.axisSize("diagonal", (long) shape.get(batch) * n);
    return self().reshape(rows).apply(new Slice(batch, 0, Math.min(shape.get(batch), n), n + 1), List.of());
  }

  /** Square matrices with these vectors, the last axis, on the main diagonal: (…, n) gives (…, n, n). The adjoint of a diagonal. */
  default T diagonalMatrix() {
    Shape shape = self().shape();
    int last = shape.rank() - 1;
    if (last < 0) {
      throw new ShapeException("diagonal_matrix: a scalar has no diagonal; reshape it to a vector first");
    }
    int n = shape.get(last);
    int[] sizes = Arrays.copyOf(shape.toArray(), last + 2);
    sizes[last + 1] = n;
    return Told.by(
        "diagonal_matrix",
        () -> {
          Shape square = Shape.of(sizes); // which refuses what is too large, before the row of that size is made
          int places = square.get(last) * square.get(last + 1);
          return self().apply(new Pad(last, places, 0, n + 1), List.of()).reshape(sizes);
        });
  }

  /** The products of all pairs of elements of two vectors: (m) and (n) give (m, n). */
  default T outer(T other) {
    if (self().shape().rank() != 1 || other.shape().rank() != 1) {
      throw new ShapeException("outer: expected two vectors, came " + self().describe() + " and " + other.describe());
    }
    return Told.by("outer", () -> self().unsqueeze(1).times(other));
  }

  /** The matrix products of equally many pairs: (b, m, k) and (b, k, n) give (b, m, n). Unlike {@code matmul} it never broadcasts. */
  default T bmm(T other) {
    Shape a = self().shape();
    Shape b = other.shape();
    if (a.rank() != 3 || b.rank() != 3 || a.get(0) != b.get(0)) {
      throw new ShapeException(
          "bmm: expected (b, m, k) and (b, k, n) with equal b, came " + self().describe() + " and " + other.describe());
    }
    return Told.by("bmm", () -> self().matmul(other));
  }
}
