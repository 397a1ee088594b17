package glassprop.parity.tensorflow;

import glassprop.op.catalogue.Affine;
import glassprop.op.catalogue.CrossEntropy;
import glassprop.parity.oracle.Vocabulary;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;

/** How TensorFlow says the ops that do several things at once. */
final class GraphFused {
  private static final int[] BOTH = {0, 1};

  private final Ops tf;
  private final Vocabulary<Operand<?>> rows;
  private final GraphStructure structure;

  GraphFused(Ops tf, Vocabulary<Operand<?>> rows, GraphStructure structure) {
    this.tf = tf;
    this.rows = rows;
    this.structure = structure;
  }

  void add() {
    rows.row(
        Affine.class,
        (op, x) ->
            activated(
                op.activation(),
                tf.nn.biasAdd(
                    tf.train.batchMatMul(Words.numbers(x.get(0)), Words.numbers(x.get(1)), TFloat64.class), Words.numbers(x.get(2)))));
    rows.row(CrossEntropy.class, (op, x) -> crossEntropy(op, Words.numbers(x.get(0)), Words.indices(x.get(1))));
  }

  private Operand<TFloat64> activated(Affine.Activation activation, Operand<TFloat64> z) {
    return switch (activation) {
      case NONE -> z;
      case RELU -> tf.nn.relu(z);
      case SIGMOID -> tf.math.sigmoid(z);
      case TANH -> tf.math.tanh(z);
    };
  }

  /** Of its own, which is fused too, the C++ gradient is of float32 alone. */
  private Operand<TFloat64> crossEntropy(CrossEntropy op, Operand<TFloat64> logits, Operand<TInt64> labels) {
    Operand<TInt64> column = tf.expandDims(labels, tf.constant(1));
    Operand<TFloat64> chosen = tf.gatherNd(tf.nn.logSoftmax(logits), structure.places(column, 1));
    Operand<TFloat64> losses = tf.math.neg(chosen);
    return op.mean() ? tf.math.mean(losses, tf.constant(BOTH)) : tf.sum(losses, tf.constant(BOTH));
  }
}
