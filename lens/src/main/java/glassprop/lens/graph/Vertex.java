package glassprop.lens.graph;

import glassprop.Node;
import glassprop.array.NdArray;
import glassprop.array.TensorType;
import java.util.Optional;

/**
 * A place in a drawing.
 *
 * @param label the name given with {@link glassprop.Tensor#named}, or of a layer, or the empty string
 * @param name by which formulas refer to the value that leaves here: the label, or u1, u2, … where there is none; empty if there is no
 *     label and no formula refers to it
 * @param formula how a step is written, in the names of its operands: {@code σ(z)}, {@code u1 + b}; else empty
 * @param what the op's mnemonic, or what a block holds; else empty
 * @param type of the value that leaves here
 * @param keepsOutput whether a step keeps what it computed for its backward pass
 * @param isResult whether this is what the graph was made for
 * @param node where the engine recorded the value that leaves here; empty for a constant
 * @param value if it is to be shown and still known
 * @param gradient if it is to be shown and there is one
 */
public record Vertex(
    Kind kind,
    String label,
    String name,
    String formula,
    String what,
    TensorType type,
    boolean keepsOutput,
    boolean isResult,
    Optional<Node> node,
    Optional<NdArray> value,
    Optional<NdArray> gradient) {

  /** What a vertex stands for; each looks different. */
  public enum Kind {
    /** A tracked tensor that nothing computed, such as a weight: gradients arrive here. */
    LEAF,
    /** A tensor that is not tracked, such as data. Numbers without a name are written in the formula of their step instead. */
    CONSTANT,
    /** An op that was applied. */
    STEP,
    /** Several steps, folded. */
    BLOCK
  }

  Vertex withValue(Optional<NdArray> newValue) {
    return new Vertex(kind, label, name, formula, what, type, keepsOutput, isResult, node, newValue, gradient);
  }

  Vertex withGradient(Optional<NdArray> newGradient) {
    return new Vertex(kind, label, name, formula, what, type, keepsOutput, isResult, node, value, newGradient);
  }

  Vertex named(String newName, String newFormula) {
    return new Vertex(kind, label, newName, newFormula, what, type, keepsOutput, isResult, node, value, gradient);
  }

  /** This vertex in place of the steps that end in it. */
  Vertex asBlock(String newLabel, String contents) {
    return new Vertex(
        Kind.BLOCK, newLabel, "", "", contents, type, keepsOutput, isResult, node, value, gradient);
  }
}
