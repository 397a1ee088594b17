package glassprop.parity.tensorflow;

import glassprop.op.Binary;
import glassprop.op.Op;
import glassprop.op.Unary;
import glassprop.op.convolution.Convolution;
import glassprop.parity.oracle.Vocabulary;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;

/** How TensorFlow says each op, in one graph. Where it has none of the same meaning, as its Python library composes it. */
final class GraphVocabulary {
  private final Vocabulary<Operand<?>> rows = new Vocabulary<>();
  private final Ops tf;

  GraphVocabulary(Ops tf) {
    this.tf = tf;
  }

  Vocabulary<Operand<?>> rows() {
    new GraphFunctions(tf, rows).add();
    new GraphReductions(tf, rows).add();
    GraphStructure structure = new GraphStructure(tf, rows);
    structure.add();
    new GraphImages(tf, rows, structure).add();
    new GraphFused(tf, rows, structure).add();
    gaps();
    return rows;
  }

  private void gaps() {
    rows.valueAlone(
        "ceil, round", Set.<Op>of(Unary.CEIL, Unary.ROUND)::contains,
        "TensorFlow's C++ library defines no gradient; ours are 0");
    rows.valueAlone(
        "floor, floor_divide, step", Set.<Op>of(Unary.FLOOR, Binary.FLOOR_DIVIDE, Unary.STEP)::contains,
        "TensorFlow gives none, which is no tensor; ours are 0");
    rows.valueAlone(
        "xlogy, xdivy, entropy", Set.<Op>of(Binary.XLOGY, Binary.XDIVY, Unary.ENTROPY)::contains,
        "TensorFlow's C++ library defines no gradient");
    rows.valueAlone(
        "conv2d_weights", op -> op instanceof Convolution c && c.role() == Convolution.Role.WEIGHTS,
        "TensorFlow's C++ library defines no gradient of this gradient");
  }
}
