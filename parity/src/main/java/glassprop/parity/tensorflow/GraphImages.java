package glassprop.parity.tensorflow;

import glassprop.op.Pad;
import glassprop.op.Slice;
import glassprop.op.convolution.Convolution;
import glassprop.op.convolution.Unfold;
import glassprop.op.convolution.Window;
import glassprop.parity.oracle.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * How TensorFlow says the ops with windows over images.
 *
 * <p>Its images have the channels last, and its windows no padding on one side alone, so padding is said apart. On a CPU its gradients take no
 * dilation: the kernel is spread with zeros instead.
 */
final class GraphImages {
  private static final int ROWS = 2;
  private static final int COLUMNS = 3;

  private final Ops tf;
  private final Vocabulary<Operand<?>> rows;
  private final GraphStructure structure;

  GraphImages(Ops tf, Vocabulary<Operand<?>> rows, GraphStructure structure) {
    this.tf = tf;
    this.rows = rows;
    this.structure = structure;
  }

  void add() {
    rows.row(Convolution.class, (op, x) -> convolution(op, Words.numbers(x.get(0)), Words.numbers(x.get(1))));
    rows.row(
        Unfold.class,
        (op, x) -> op.fold() ? fold(op, Words.numbers(x.getFirst())) : unfold(op, Words.numbers(x.getFirst())));
  }

  /** Group by group: its gradients know no groups. */
  private Operand<TFloat64> convolution(Convolution op, Operand<TFloat64> a, Operand<TFloat64> b) {
    boolean firstByChannel = op.role() != Convolution.Role.IMAGES || op.groups() > 1;
    List<Operand<TFloat64>> left = parts(a, firstByChannel ? 1 : 0, op.groups());
    List<Operand<TFloat64>> right = parts(b, op.role() == Convolution.Role.WEIGHTS ? 1 : 0, op.groups());
    List<Operand<TFloat64>> given = new ArrayList<>();
    for (int group = 0; group < op.groups(); group++) {
      given.add(ofGroup(op, left.get(group), right.get(group)));
    }
    return structure.concat(given, op.role() == Convolution.Role.WEIGHTS ? 0 : 1);
  }

  private Operand<TFloat64> ofGroup(Convolution op, Operand<TFloat64> a, Operand<TFloat64> b) {
    List<Long> strides = List.of(1L, (long) op.rows().stride(), (long) op.columns().stride(), 1L);
    return switch (op.role()) {
      case OUTPUT -> toFront(tf.nn.conv2d(toBack(padded(op, a)), kernel(op, b), strides, "VALID"));
      case IMAGES -> {
        Operand<TFloat64> y = toBack(a);
        int[] sizes = {size(y, 0), covered(op.rows()), covered(op.columns()), size(b, 1)};
        Operand<TFloat64> images = tf.nn.conv2dBackpropInput(tf.constant(sizes), kernel(op, b), y, strides, "VALID");
        yield inside(op, toFront(images));
      }
      case WEIGHTS -> {
        Operand<TFloat64> x = toBack(reached(op, padded(op, a)));
        int[] sizes = {span(op.rows()), span(op.columns()), size(x, COLUMNS), size(b, 1)};
        Operand<TFloat64> weights = tf.nn.conv2dBackpropFilter(x, tf.constant(sizes), toBack(b), strides, "VALID");
        yield every(every(transposed(weights, 3, 2, 0, 1), ROWS, op.rows()), COLUMNS, op.columns());
      }
    };
  }

  private static int size(Operand<TFloat64> x, int axis) {
    return (int) x.shape().get(axis);
  }

  /** Parts of equal size along an axis. */
  private List<Operand<TFloat64>> parts(Operand<TFloat64> x, int axis, int count) {
    List<Operand<TFloat64>> parts = new ArrayList<>();
    int size = size(x, axis) / count;
    for (int i = 0; i < count; i++) {
      parts.add(count == 1 ? x : structure.slice(new Slice(axis, i * size, size, 1), x));
    }
    return parts;
  }

  private Operand<TFloat64> transposed(Operand<TFloat64> x, int... order) {
    return tf.linalg.transpose(x, tf.constant(order));
  }

  private Operand<TFloat64> toBack(Operand<TFloat64> images) {
    return transposed(images, 0, 2, 3, 1);
  }

  private Operand<TFloat64> toFront(Operand<TFloat64> images) {
    return transposed(images, 0, 3, 1, 2);
  }

  private Operand<TFloat64> padded(Convolution op, Operand<TFloat64> images) {
    return padded(images, op.rows(), op.columns());
  }

  private Operand<TFloat64> padded(Operand<TFloat64> images, Window rows, Window columns) {
    int[][] sizes = {{0, 0}, {0, 0}, {rows.before(), rows.after()}, {columns.before(), columns.after()}};
    return tf.pad(images, tf.constant(sizes), tf.constant(0.0));
  }

  /** How many elements of the padded axis one window spans. */
  private static int span(Window window) {
    return (window.kernel() - 1) * window.dilation() + 1;
  }

  /** How many elements of the padded axis all windows reach. */
  private static int covered(Window window) {
    return (window.count() - 1) * window.stride() + span(window);
  }

  private Operand<TFloat64> reached(Convolution op, Operand<TFloat64> padded) {
    Operand<TFloat64> rowsReached = structure.slice(new Slice(ROWS, 0, covered(op.rows()), 1), padded);
    return structure.slice(new Slice(COLUMNS, 0, covered(op.columns()), 1), rowsReached);
  }

  /** The weights, spread by the dilation, in TensorFlow's order of axes. */
  private Operand<TFloat64> kernel(Convolution op, Operand<TFloat64> weights) {
    Operand<TFloat64> spread = structure.pad(new Pad(ROWS, span(op.rows()), 0, op.rows().dilation()), weights);
    return transposed(
        structure.pad(new Pad(COLUMNS, span(op.columns()), 0, op.columns().dilation()), spread), 2, 3, 1, 0);
  }

  /** What remains of spread weights. */
  private Operand<TFloat64> every(Operand<TFloat64> weights, int axis, Window window) {
    return structure.slice(new Slice(axis, 0, window.kernel(), window.dilation()), weights);
  }

  /** Images from what windows reach: zeros where none does, and the padding cut off. */
  private Operand<TFloat64> inside(Convolution op, Operand<TFloat64> reached) {
    return inside(inside(reached, ROWS, op.rows()), COLUMNS, op.columns());
  }

  private Operand<TFloat64> inside(Operand<TFloat64> images, int axis, Window window) {
    Operand<TFloat64> whole = structure.pad(new Pad(axis, width(window), 0, 1), images);
    return structure.slice(new Slice(axis, window.before(), window.size(), 1), whole);
  }

  /** The size of the axis with its padding. */
  private static int width(Window window) {
    return window.size() + window.before() + window.after();
  }

  /** Slice by slice; its own patches have no gradient. */
  private Operand<TFloat64> unfold(Unfold op, Operand<TFloat64> images) {
    Operand<TFloat64> padded = padded(images, op.rows(), op.columns());
    List<Operand<TFloat64>> elements = new ArrayList<>();
    for (int i = 0; i < op.rows().kernel(); i++) {
      for (int j = 0; j < op.columns().kernel(); j++) {
        Window r = op.rows();
        Window c = op.columns();
        Operand<TFloat64> part = structure.slice(new Slice(ROWS, i * r.dilation(), r.count(), r.stride()), padded);
        elements.add(structure.slice(new Slice(COLUMNS, j * c.dilation(), c.count(), c.stride()), part));
      }
    }
    return tf.reshape(tf.stack(elements, Stack.axis(2L)), patches(op, size(images, 0), size(images, 1)));
  }

  private Operand<TInt32> patches(Unfold op, int n, int c) {
    return tf.constant(
        new int[] {n, c, op.rows().kernel(), op.columns().kernel(), op.rows().count(), op.columns().count()});
  }

  /** The sum of all slices, each put back to where it came from. */
  private Operand<TFloat64> fold(Unfold op, Operand<TFloat64> patches) {
    Window r = op.rows();
    Window c = op.columns();
    List<Operand<TFloat64>> placed = new ArrayList<>();
    for (int i = 0; i < r.kernel(); i++) {
      for (int j = 0; j < c.kernel(); j++) {
        Operand<TFloat64> row = tf.gather(patches, tf.constant(i), tf.constant(2));
        Operand<TFloat64> part = tf.gather(row, tf.constant(j), tf.constant(2));
        Operand<TFloat64> high = structure.pad(new Pad(ROWS, width(r), i * r.dilation(), r.stride()), part);
        placed.add(structure.pad(new Pad(COLUMNS, width(c), j * c.dilation(), c.stride()), high));
      }
    }
    Operand<TFloat64> sum = tf.math.addN(placed);
    Operand<TFloat64> cut = structure.slice(new Slice(ROWS, r.before(), r.size(), 1), sum);
    return structure.slice(new Slice(COLUMNS, c.before(), c.size(), 1), cut);
  }
}
