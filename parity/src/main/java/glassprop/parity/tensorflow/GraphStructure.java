package glassprop.parity.tensorflow;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.op.Concat;
import glassprop.op.Expand;
import glassprop.op.MatMul;
import glassprop.op.Pad;
import glassprop.op.Permute;
import glassprop.op.Reshape;
import glassprop.op.Slice;
import glassprop.op.catalogue.Cast;
import glassprop.op.catalogue.EmbeddingLookup;
import glassprop.op.catalogue.Flip;
import glassprop.op.catalogue.Gather;
import glassprop.op.catalogue.OneHot;
import glassprop.op.catalogue.Position;
import glassprop.op.catalogue.Scatter;
import glassprop.op.catalogue.ScatterAdd;
import glassprop.op.catalogue.Triangle;
import glassprop.parity.oracle.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/** How TensorFlow multiplies matrices, and arranges and chooses elements. */
final class GraphStructure {
  private final Ops tf;
  private final Vocabulary<Operand<?>> rows;

  GraphStructure(Ops tf, Vocabulary<Operand<?>> rows) {
    this.tf = tf;
    this.rows = rows;
  }

  void add() {
    rows.row(
        MatMul.class,
        (op, x) -> tf.train.batchMatMul(Words.numbers(x.get(0)), Words.numbers(x.get(1)), TFloat64.class));
    rows.row(Reshape.class, (op, x) -> tf.reshape(x.getFirst(), sizes(op.shape())));
    rows.row(
        Permute.class,
        (op, x) ->
            tf.linalg.transpose(
                x.getFirst(), tf.constant(op.order().stream().mapToInt(Integer::intValue).toArray())));
    rows.row(Expand.class, (op, x) -> tf.broadcastTo(x.getFirst(), tf.constant(op.shape().toArray())));
    rows.row(Slice.class, (op, x) -> slice(op, x.getFirst()));
    rows.row(Pad.class, (op, x) -> pad(op, Words.numbers(x.getFirst())));
    rows.row(Concat.class, (op, x) -> concat(Words.numbers(x), op.axis()));
    rows.row(
        Gather.class,
        (op, x) -> tf.gatherNd(Words.numbers(x.get(0)), places(Words.indices(x.get(1)), op.axis())));
    rows.row(
        ScatterAdd.class,
        (op, x) ->
            tf.scatterNd(
                places(Words.indices(x.get(1)), op.axis()), Words.numbers(x.get(0)),
                sizes(GraphTensors.shape(x.get(0).shape()).with(op.axis(), op.size()))));
    rows.row(
        Scatter.class,
        (op, x) -> scatter(op, Words.numbers(x.get(0)), Words.indices(x.get(1)), Words.numbers(x.get(2))));
    rows.row(Cast.class, (op, x) -> cast(op, x.getFirst()));
    rows.row(OneHot.class, (op, x) -> oneHot(op, Words.indices(x.getFirst())));
    rows.row(Flip.class, (op, x) -> tf.reverse(x.getFirst(), tf.constant(new int[] {op.axis()})));
    rows.row(Triangle.class, (op, x) -> triangle(op, Words.numbers(x.getFirst())));
    rows.row(Position.class, this::position);
    rows.row(
        EmbeddingLookup.class,
        (op, x) ->
            op.adjoint()
                ? addedRows(op, Words.numbers(x.get(0)), Words.indices(x.get(1)))
                : tf.gather(Words.numbers(x.get(0)), Words.indices(x.get(1)), tf.constant(0)));
  }

  private Operand<TInt64> sizes(Shape shape) {
    return tf.constant(GraphTensors.shape(shape).asArray());
  }

  <T extends TType> Operand<T> slice(Slice op, Operand<T> x) {
    Shape shape = GraphTensors.shape(x.shape());
    int[] begin = new int[shape.rank()]; // its gradient wants 32 bits
    int[] end = shape.toArray();
    int[] steps = new int[shape.rank()];
    Arrays.fill(steps, 1);
    begin[op.axis()] = op.start();
    end[op.axis()] = op.count() == 0 ? op.start() : op.start() + (op.count() - 1) * op.step() + 1;
    steps[op.axis()] = op.step();
    return tf.stridedSlice(x, tf.constant(begin), tf.constant(end), tf.constant(steps));
  }

  /** The axis moved to the front, where whole rows can be scattered. */
  Operand<TFloat64> pad(Pad op, Operand<TFloat64> x) {
    Shape shape = GraphTensors.shape(x.shape());
    Shape out = shape.with(op.axis(), op.size());
    if (shape.size() == 0) {
      return tf.zeros(sizes(out), TFloat64.class);
    }
    int count = shape.get(op.axis());
    int[] order = IntStream.range(0, shape.rank()).toArray();
    order[0] = op.axis();
    order[op.axis()] = 0;
    long[][] places = new long[count][1];
    for (int i = 0; i < count; i++) {
      places[i][0] = op.start() + (long) i * op.step();
    }
    Operand<TInt64> where = tf.reshape(tf.constant(places), tf.constant(new long[] {count, 1}));
    Operand<TFloat64> front = tf.linalg.transpose(x, tf.constant(order));
    Shape moved = GraphTensors.shape(front.shape()).with(0, op.size());
    return tf.linalg.transpose(tf.scatterNd(where, front, sizes(moved)), tf.constant(order));
  }

  /** The whole index of each element that an index along one axis names. */
  Operand<TInt64> places(Operand<TInt64> index, int axis) {
    Shape shape = GraphTensors.shape(index.shape());
    List<Operand<TInt64>> coordinates = new ArrayList<>();
    for (int a = 0; a < shape.rank(); a++) {
      long[] own = new long[shape.size()];
      int[] at = new int[shape.rank()];
      for (int i = 0; i < own.length; i++) {
        own[i] = at[a];
        shape.advance(at);
      }
      coordinates.add(
          a == axis ? index : Words.indices(tf.constantOf((TType) GraphTensors.tensor(NdArray.over(own, shape)))));
    }
    return tf.stack(coordinates, Stack.axis((long) shape.rank()));
  }

  /** Its own, TensorScatterUpdate, has no gradient in the C++ library. */
  private Operand<TFloat64> scatter(Scatter op, Operand<TFloat64> x, Operand<TInt64> index, Operand<TFloat64> source) {
    Operand<TInt64> places = places(index, op.axis());
    Operand<TInt64> sizes = sizes(GraphTensors.shape(x.shape()));
    Shape count = GraphTensors.shape(index.shape());
    Operand<TFloat64> ones = tf.broadcastTo(tf.constant(1.0), tf.constant(count.toArray()));
    Operand<TFloat64> written = tf.scatterNd(places, tf.broadcastTo(source, tf.constant(count.toArray())), sizes);
    Operand<TFloat64> overwritten = tf.scatterNd(places, ones, sizes);
    return tf.select(tf.math.greater(overwritten, tf.zerosLike(overwritten)), written, x);
  }

  /** At least two; one by itself is not joined. */
  Operand<TFloat64> concat(List<Operand<TFloat64>> parts, int axis) {
    return parts.size() == 1 ? tf.identity(parts.getFirst()) : tf.concat(parts, tf.constant(axis));
  }

  private Operand<?> cast(Cast op, Operand<?> x) {
    return tf.dtypes.cast(x, GraphTensors.javaType(op.dtype()));
  }

  private Operand<?> oneHot(OneHot op, Operand<TInt64> index) {
    Operand<TFloat64> hot = tf.oneHot(index, tf.constant(op.classes()), tf.constant(1.0), tf.constant(0.0));
    return tf.dtypes.cast(hot, GraphTensors.javaType(op.dtype()));
  }

  private Operand<TFloat64> triangle(Triangle op, Operand<TFloat64> x) {
    if (op.diagonal() == 0) {
      return op.upper()
          ? tf.linalg.bandPart(x, tf.constant(0L), tf.constant(-1L))
          : tf.linalg.bandPart(x, tf.constant(-1L), tf.constant(0L));
    }
    Shape shape = GraphTensors.shape(x.shape());
    boolean[][] kept = new boolean[shape.get(shape.rank() - 2)][shape.get(shape.rank() - 1)];
    for (int i = 0; i < kept.length; i++) {
      for (int j = 0; j < kept[i].length; j++) {
        kept[i][j] = op.upper() ? j - i >= op.diagonal() : j - i <= op.diagonal();
      }
    }
    return tf.select(tf.constant(kept), x, tf.zerosLike(x));
  }

  private Operand<?> position(Position op, List<Operand<?>> indices) {
    Operand<TInt64> places = tf.zerosLike(Words.indices(indices.getFirst()));
    for (int axis = 0; axis < indices.size(); axis++) {
      Operand<TInt64> size = tf.constant((long) op.sizes().get(axis));
      places = tf.math.add(tf.math.mul(places, size), tf.math.floorMod(Words.indices(indices.get(axis)), size)); // from the front
    }
    return places;
  }

  private <T extends TNumber> Operand<T> addedRows(EmbeddingLookup op, Operand<T> x, Operand<TInt64> index) {
    Shape shape = GraphTensors.shape(x.shape());
    return tf.scatterNd(
        tf.expandDims(index, tf.constant(-1)), x, sizes(Shape.of(op.count(), shape.get(shape.rank() - 1))));
  }
}
