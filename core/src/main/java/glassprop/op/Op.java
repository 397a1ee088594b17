package glassprop.op;

import glassprop.array.NdArray;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.op.catalogue.Ops;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An operation, with everything that the project will ever need to know of it, stated once.
 *
 * <p>An op is a record, or a row of a table for the functions of numbers. It is a deterministic function of its inputs and
 * knows nothing of tensors, graphs, checks or pictures: those read what it states. Two ops are the same if they are equal.
 *
 * <p>Inputs to try an op on are listed with {@link Ops#all()}; the laws test every op there without further tests.
 *
 * <p>Most ops belong to a family that supplies what follows from the algebra: {@link Elementwise} or {@link Multilinear}.
 */
public interface Op {

  /** The short name in error messages, drawings and the expression language: lower case, as the literature has it. */
  String mnemonic();

  /**
   * The type of the output.
   *
   * @throws OperandException if the inputs do not fit: their number, shapes or element types
   */
  TensorType type(List<TensorType> inputs);

  /**
   * The value, computed by kernels. The inputs fit, and {@code type} is what {@link #type} gave for them.
   *
   * <p>An op without a faster way is served by its {@link #reference}, element by element.
   */
  default NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    return Reference.evaluate(this, inputs, type);
  }

  /** The derivative rule for inputs and output of these types. */
  Rule rule(Site site);

  /**
   * The op that does the same to each item of a batch, whose number is the first axis of inputs and output. An input of lower rank than
   * the output has axes of size 1 between that and its own.
   *
   * <p>An op may state itself: then leading axes broadcast, and an input that is the same for all items needs none. Where nothing is
   * stated, a reader takes the items one by one.
   *
   * @param site of one item
   * @param items how many there are
   */
  default Optional<Op> batched(Site site, int items) {
    return Optional.empty();
  }

  /** How the op is written. */
  default Notation notation() {
    return Notation.call(mnemonic());
  }

  /** How the op is written where the types of its inputs are known: a product of matrices by element has a sign of its own. */
  default Notation notation(Site site) {
    return notation();
  }

  /**
   * How the op is written of these operands: where(c, 1, 0) is the bracket [c] of Iverson.
   *
   * @param site if the types are known
   */
  default Notation notation(Optional<Site> site, List<Term> operands) {
    return site.map(this::notation).orElseGet(this::notation);
  }

  /** What the op is to a reader that rearranges terms. */
  default Arithmetic arithmetic(Site site) {
    return Arithmetic.other();
  }

  /** What holds of this op's output whatever its inputs are: Σ softmax(x) = 1. Readers that simplify terms use it. */
  default List<Identity> identities(Site site) {
    return List.of();
  }

  /** The naive definition of one output element in double precision, which tests trust and kernels are held to. */
  double reference(Site site, List<Reading> inputs, int... index);

  /**
   * The term that applies this op, after the identities that hold whatever the operands are: 0 + x is x.
   *
   * @param operands one term for each input
   */
  default Term on(List<Term> operands) {
    return new Term.Apply(this, new ArrayList<>(operands));
  }
}
