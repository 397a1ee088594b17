package glassprop.op.vocabulary;

import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.op.Told;
import glassprop.op.catalogue.ArgSort;
import glassprop.op.catalogue.EmbeddingLookup;
import glassprop.op.catalogue.Position;
import glassprop.op.catalogue.Scatter;
import glassprop.op.catalogue.ScatterAdd;
import glassprop.text.Counted;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Choosing elements by index, and adding them back.
 *
 * @param <T> the implementing type
 */
public interface Indexing<T extends ShapedOperand<T>> {

  /** This operand as the implementing type. */
  T self();

  /** The indices that put the elements along an axis in order: I64. Equals keep their order; a NaN counts as largest. */
  default T argsort(int axis, boolean descending) {
    return self().apply(new ArgSort(self().shape().axis("argsort", axis), descending), List.of());
  }

  /** The elements along an axis in order, and where they stood. */
  default Indexed<T> sort(int axis, boolean descending) {
    return Told.by(
        "sort",
        () -> {
          T indices = argsort(axis, descending);
          return new Indexed<>(self().gather(axis, indices), indices);
        });
  }

  /**
   * The k largest elements along an axis, largest first, and where they stood.
   *
   * @throws ShapeException if there are fewer than k
   */
  default Indexed<T> topk(int axis, int k) {
    int size = self().shape().get(self().shape().axis("topk", axis));
    if (k < 0 || k > size) {
      throw new ShapeException("topk: k = " + k + " of " + Counted.of(size, "element") + " along axis " + axis + " of " + self().describe());
    }
    T indices = Told.by("topk", () -> argsort(axis, true)).slice(axis, 0, k);
    return new Indexed<>(self().gather(axis, indices), indices);
  }

  /** Rows of this table (n, d) at indices (…), I64: (…, d). Rows that are used more than once sum their gradients. */
  default T embedding(T indices) {
    if (self().shape().rank() != 2) {
      throw new ShapeException("embedding: expected a table of rows, came " + self().describe());
    }
    return self().with(new EmbeddingLookup(false, self().shape().get(0)), indices);
  }

  /**
   * The elements that index tensors name together, one tensor (I64) for each of the first axes: for two of them, x[i[k], j[k]] at k. The
   * indices broadcast with each other, and may be counted from the back; axes without an index come last, as they are.
   *
   * @throws ShapeException if there are no indices, or more than axes
   * @throws IndexOutOfBoundsException if an index is not within its axis
   */
  default T at(List<T> indices) {
    int[] sizes = self().shape().toArray();
    if (indices.isEmpty() || indices.size() > sizes.length) {
      throw new ShapeException(
          String.format(Locale.ROOT,
              "at: expected an index for each of the first axes of %s, 1 to %d, came %d",
              self().describe(), sizes.length, indices.size()));
    }
    for (T index : indices) {
      if (index.type().dtype() == DType.BOOL) {
        throw new ShapeException("at: expected indices (I64), came a mask (BOOL), " + index.describe() + "; a mask chooses by maskedSelect");
      }
    }
    int[] named = Arrays.copyOf(sizes, indices.size());
    int[] rest = Arrays.copyOfRange(sizes, named.length, sizes.length);
    Position position = new Position(Arrays.stream(named).boxed().toList());
    T places = Told.by("at", () -> indices.getFirst().apply(position, indices.subList(1, indices.size())));
    int rows = Shape.of(named).size();
    T table = self().reshape(rows, Shape.of(rest).size());
    T chosen = table.apply(new EmbeddingLookup(false, rows), List.of(places));
    return chosen.reshape(IntStream.concat(Arrays.stream(places.shape().toArray()), Arrays.stream(rest)).toArray());
  }

  /**
   * These elements, with a source's added at places along an axis: for axis 1, result[i][index[i][j]] += source[i][j].
   *
   * @param index I64, of the source's shape, which has these sizes except along the axis: nothing is broadcast
   * @throws ShapeException if the shapes do not fit
   */
  default T scatterAdd(int axis, T index, T source) {
    int along = self().shape().axis("scatter_add", axis);
    requireAlong("scatter_add", source, along);
    return Told.by("scatter_add", () -> self().plus(source.with(new ScatterAdd(along, self().shape().get(along)), index)));
  }

  private void requireAlong(String what, T source, int axis) {
    Shape shape = self().shape();
    Shape added = source.shape();
    if (added.rank() != shape.rank() || !added.with(axis, 0).equals(shape.with(axis, 0))) {
      throw new ShapeException(
          String.format(Locale.ROOT,
              "%s: %s and the source %s must have equal sizes except along axis %d; nothing is broadcast, expand the source to fit",
              what, self().describe(), source.describe(), axis));
    }
  }

  /**
   * These elements, but a source's at places along an axis: for axis 1, result[i][index[i][j]] = source[i][j].
   *
   * @param source of the index' shape, or one number for all places
   * @throws IllegalArgumentException if the index (I64) names a place twice
   */
  default T scatter(int axis, T index, T source) {
    Objects.requireNonNull(index, "scatter: expected an index (I64), came null");
    Objects.requireNonNull(source, "scatter: expected a source, came null");
    return self().apply(new Scatter(self().shape().axis("scatter", axis)), List.of(index, source));
  }

  /**
   * These elements, with the parts of a source added at the places along an axis that a vector (I64) names, one for each part.
   *
   * @throws ShapeException if the index is no vector, or has not one entry for each part
   */
  default T indexAdd(int axis, T index, T source) {
    int along = self().shape().axis("index_add", axis);
    requireAlong("index_add", source, along);
    requireVector("index_add", index);
    Shape parts = source.shape();
    if (index.shape().get(0) != parts.get(along)) {
      throw new ShapeException(
          String.format(Locale.ROOT,
              "index_add: expected one index for each part along axis %d of %s, came %s",
              axis, source.describe(), index.describe()));
    }
    int[] line = new int[parts.rank()];
    Arrays.fill(line, 1);
    line[along] = parts.get(along);
    return Told.by("index_add", () -> scatterAdd(along, index.reshape(line).expand(parts.toArray()), source));
  }

  /** Requires a vector of integers. */
  static void requireVector(String what, ShapedOperand<?> index) {
    if (index.shape().rank() != 1 || index.type().dtype() != DType.I64) {
      throw new ShapeException(
          String.format(Locale.ROOT,
              "%s: expected a vector of indices (I64), came %s, %s", what, index.describe(), index.type().dtype()));
    }
  }
}
