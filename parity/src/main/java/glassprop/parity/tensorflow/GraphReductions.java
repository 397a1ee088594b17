package glassprop.parity.tensorflow;

import glassprop.op.Reduction;
import glassprop.op.Sum;
import glassprop.op.catalogue.ArgMax;
import glassprop.op.catalogue.ArgSort;
import glassprop.op.catalogue.Center;
import glassprop.op.catalogue.Extremum;
import glassprop.op.catalogue.LogSumExp;
import glassprop.op.catalogue.Norm;
import glassprop.op.catalogue.Product;
import glassprop.op.catalogue.Recurrence;
import glassprop.op.catalogue.Softmax;
import glassprop.parity.oracle.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Max;
import org.tensorflow.op.core.Min;
import org.tensorflow.op.core.Prod;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/** How TensorFlow combines elements along axes, and puts them in order. */
final class GraphReductions {
  private final Ops tf;
  private final Vocabulary<Operand<?>> rows;

  GraphReductions(Ops tf, Vocabulary<Operand<?>> rows) {
    this.tf = tf;
    this.rows = rows;
  }

  void add() {
    rows.row(Sum.class, (op, x) -> sum(Words.numbers(x.getFirst()), op.along()));
    rows.row(
        glassprop.op.catalogue.Mean.class,
        (op, x) -> along(op.along(), x, (t, axes) -> tf.math.mean(t, axes, Mean.keepDims(op.along().keep()))));
    rows.row(
        Center.class,
        (op, x) -> tf.math.sub(Words.numbers(x.getFirst()), along(op.along(), x, (t, axes) -> tf.math.mean(t, axes, Mean.keepDims(true)))));
    rows.row(
        Extremum.class,
        (op, x) ->
            along(
                op.along(), x,
                (t, axes) ->
                    op.largest()
                        ? tf.max(t, axes, Max.keepDims(op.along().keep()))
                        : tf.min(t, axes, Min.keepDims(op.along().keep()))));
    rows.row(
        Product.class,
        (op, x) -> along(op.along(), x, (t, axes) -> tf.prod(t, axes, Prod.keepDims(op.along().keep()))));
    rows.row(LogSumExp.class, (op, x) -> logSumExp(op, Words.numbers(x.getFirst())));
    rows.row(Norm.class, (op, x) -> norm(op, Words.numbers(x.getFirst())));
    rows.row(
        Softmax.class,
        (op, x) -> alongLast(Words.numbers(x.getFirst()), op.axis(), op.log() ? this::logSoftmax : tf.nn::softmax));
    rows.row(Recurrence.class, (op, x) -> recurrence(op, Words.numbers(x.get(0)), Words.numbers(x.get(1))));
    rows.row(
        ArgMax.class, (op, x) -> tf.math.argMax(Words.numbers(x.getFirst()), tf.constant(op.axis()), TInt64.class));
    rows.row(ArgSort.class, (op, x) -> argSort(op, Words.numbers(x.getFirst())));
  }

  private Operand<TFloat64> along(
      Reduction along, List<Operand<?>> x, BiFunction<Operand<TFloat64>, Operand<TInt32>, Operand<TFloat64>> reduced) {
    return reduced.apply(Words.numbers(x.getFirst()), axes(along));
  }

  private Operand<TInt32> axes(Reduction along) {
    return tf.constant(along.axes().stream().mapToInt(Integer::intValue).toArray());
  }

  private Operand<TFloat64> sum(Operand<TFloat64> x, Reduction along) {
    return tf.sum(x, axes(along), org.tensorflow.op.core.Sum.keepDims(along.keep()));
  }

  /** As Python's reduce_logsumexp: the largest element is taken out first, as a constant. */
  private Operand<TFloat64> logSumExp(LogSumExp op, Operand<TFloat64> x) {
    Operand<TFloat64> largest = tf.stopGradient(tf.max(x, axes(op.along()), Max.keepDims(true)));
    Operand<TFloat64> sum = sum(tf.math.exp(tf.math.sub(x, largest)), op.along());
    Operand<TFloat64> back = op.along().keep() ? largest : tf.reshape(largest, tf.shape(sum));
    return tf.math.add(tf.math.log(sum), back);
  }

  /** As Python's norm. */
  private Operand<TFloat64> norm(Norm op, Operand<TFloat64> x) {
    return op.p() == 2
        ? tf.math.sqrt(sum(tf.math.square(x), op.along()))
        : tf.math.pow(sum(tf.math.pow(tf.math.abs(x), tf.constant(op.p())), op.along()), tf.constant(1 / op.p()));
  }

  /** Of a matrix: TensorFlow's C++ gradient sums along axis 1, whatever the rank. */
  private Operand<TFloat64> logSoftmax(Operand<TFloat64> x) {
    if (x.shape().size() == 0) {
      return x;
    }
    int last = (int) x.shape().get(x.shape().numDimensions() - 1);
    Operand<TFloat64> matrix = tf.reshape(x, tf.constant(new int[] {(int) (x.shape().size() / last), last}));
    return tf.reshape(tf.nn.logSoftmax(matrix), tf.constant(GraphTensors.shape(x.shape()).toArray()));
  }

  /** A function of the last axis, along any. */
  private <T extends TType> Operand<T> alongLast(
      Operand<TFloat64> x, int axis, Function<Operand<TFloat64>, Operand<T>> function) {
    int rank = x.shape().numDimensions();
    int[] order = IntStream.range(0, rank).toArray();
    order[axis] = rank - 1;
    order[rank - 1] = axis;
    Operand<TInt32> swapped = tf.constant(order);
    return axis == rank - 1
        ? function.apply(x)
        : tf.linalg.transpose(function.apply(tf.linalg.transpose(x, swapped)), swapped);
  }

  /** Step by step: there is no such scan. */
  private Operand<TFloat64> recurrence(Recurrence op, Operand<TFloat64> a, Operand<TFloat64> b) {
    int size = (int) b.shape().get(op.axis());
    if (size == 0) {
      return b;
    }
    List<Operand<TFloat64>> factors = parts(a, op.axis(), size);
    List<Operand<TFloat64>> fresh = parts(b, op.axis(), size);
    List<Operand<TFloat64>> steps = new ArrayList<>(fresh);
    for (int i = 1; i < size; i++) {
      int at = op.backward() ? size - 1 - i : i;
      Operand<TFloat64> before = steps.get(op.backward() ? at + 1 : at - 1);
      steps.set(at, tf.math.add(tf.math.mul(factors.get(at), before), fresh.get(at)));
    }
    return tf.stack(steps, Stack.axis((long) op.axis()));
  }

  private List<Operand<TFloat64>> parts(Operand<TFloat64> x, int axis, int size) {
    List<Operand<TFloat64>> parts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      parts.add(tf.gather(x, tf.constant(i), tf.constant(axis)));
    }
    return parts;
  }

  /** As Python's argsort: the k largest, where k is all; of the negated numbers for the smallest first. */
  private Operand<TInt64> argSort(ArgSort op, Operand<TFloat64> x) {
    UnaryOperator<Operand<TFloat64>> keys = op.descending() ? t -> t : tf.math::neg;
    int size = (int) x.shape().get(op.axis());
    return alongLast(
        x, op.axis(), t -> tf.nn.topK(keys.apply(t), tf.constant(size), TInt64.class).indices());
  }
}
