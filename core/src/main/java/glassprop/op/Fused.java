package glassprop.op;

import glassprop.array.NdArray;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import java.util.List;
import java.util.Optional;

/**
 * An op that also offers a faster way to its cotangents than a walk through the terms of its rule: kernels, for numbers alone.
 *
 * <p>The rule stays the op's one statement of its derivative. It serves every other reader, and every backward pass that is
 * recorded or carries tangents; a law holds the cotangents given here to it. All inputs and the output are kept for a backward pass.
 */
public interface Fused extends Op {

  /**
   * A value, and what was computed on the way to it that {@link #pullback} wants again.
   *
   * @param byProduct known to this op alone, the rule does not mention it; the value itself if there is none
   */
  record Evaluation(NdArray value, NdArray byProduct) {
    /** A value without a by-product. */
    public Evaluation(NdArray value) {
      this(value, value);
    }
  }

  /** One op on the way back: what was kept of it, the cotangent that arrives, and where the cotangents of its inputs go. */
  interface Passage {
    /** The value of an input; it has been checked not to have changed since. */
    NdArray input(int slot);

    /** The value of the output. */
    NdArray output();

    /** What {@link #evaluate} gave beside the value. */
    NdArray byProduct();

    /** ȳ, the cotangent of the output. */
    NdArray cotangent();

    /** Whether the cotangent of an input is of interest. */
    boolean wants(int slot);

    /** Hands on the cotangent of an input that is wanted: a new array, which nothing else uses. */
    void give(int slot, NdArray cotangent);
  }

  /** The value, computed by kernels. The inputs fit, and {@code type} is what {@link #type} gave for them. */
  Evaluation evaluate(Kernels kernels, List<NdArray> inputs, TensorType type);

  @Override
  default NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    return evaluate(kernels, inputs, type).value();
  }

  /**
   * What this op says in other ops, in its inputs, if it is to take their place wherever they stand: see {@code Fusion}. Each input occurs once.
   */
  default Optional<Term> pattern() {
    return Optional.empty();
  }

  /** Gives the cotangents of the inputs that are wanted: to rounding, those of the rule. */
  void pullback(Kernels kernels, Passage passage);
}
