package glassprop.op;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.array.Span;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;

/**
 * A function of numbers, applied to each element of its broadcast inputs.
 *
 * <p>It states its arity, its definition for doubles, its slopes and where each input may be sampled; types, the un-broadcast of
 * gradients, references and specimens follow.
 */
public interface Elementwise extends Op {

  /** The function itself, of {@link #arity()} numbers. */
  double of(double... x);

  /** The partial derivatives ∂y/∂xᵢ, in the inputs and the output: one for each input. */
  List<Term> slopes();

  /** Where an input may be sampled. */
  Domain.Reals domain(int slot);

  /** The number of inputs: one for each slope. */
  default int arity() {
    return slopes().size();
  }

  /**
   * The function of integers, if it has one: exact, or an {@link ArithmeticException} where the result is no I64. A function of one number
   * is given it twice.
   */
  default Optional<LongBinaryOperator> ofIntegers() {
    return Optional.empty();
  }

  @Override
  default TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, arity());
    if (inputs.getFirst().dtype() == DType.I64 && ofIntegers().isPresent()) {
      for (int i = 1; i < inputs.size(); i++) {
        OperandException.requireSameDType(inputs, 0, i);
      }
    } else {
      OperandException.requireFloats(inputs);
      requireConstants(inputs.getFirst().dtype());
    }
    return inputs.getFirst().withShape(broadcast(inputs));
  }

  /**
   * Requires that the constants of this function stay what they are in a type: see {@link DType#requireHolds}. One without constants requires
   * nothing.
   */
  default void requireConstants(DType type) {}

  /** The value by the definition for doubles; a row with a kernel has a faster way. */
  @Override
  default NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    return type.dtype() == DType.I64
        ? Integers.each(this, ofIntegers().orElseThrow(), inputs, type)
        : ElementwiseLoops.each(this, inputs, type);
  }

  /**
   * Computes n numbers into given room, by the kernel if there is one: {@code out[i] = f(x₀[i], x₁[i], …)}, the bits that {@link #value} gives. The
   * room may be that of an operand.
   */
  default void into(Kernels kernels, Span[] x, Span out, int n) {
    ElementwiseLoops.each(this, x, out, n);
  }

  /** A range that the values lie in, but for rounding, where each operand lies in one; nothing if the function says nothing of it. */
  default Optional<Range> range(List<Range> operands) {
    return Optional.empty();
  }

  @Override
  default Rule rule(Site site) {
    return site.output().dtype().isFloat() ? new Rule.Partials(slopes()) : new Rule.None();
  }

  @Override
  default Optional<Op> batched(Site site, int items) {
    return Optional.of(this);
  }

  @Override
  default double reference(Site site, List<Reading> inputs, int... index) {
    return of(inputs.stream().mapToDouble(x -> x.broadcastAt(index)).toArray());
  }

  /** These functions on equal, scalar, broadcast and empty shapes. */
  static List<Specimen> specimens(Elementwise... functions) {
    List<Specimen> specimens = new ArrayList<>();
    for (Elementwise f : functions) {
      for (Shape[] shapes : Broadcasting.samples(f.arity())) {
        specimens.add(
            new Specimen(
                f, IntStream.range(0, f.arity()).mapToObj(i -> new Specimen.Input(shapes[i], f.domain(i))).toList()));
      }
    }
    return specimens;
  }

  /** The shape that the inputs have together. */
  static Shape broadcast(List<TensorType> inputs) {
    Shape joint = inputs.getFirst().shape();
    for (int i = 1; i < inputs.size(); i++) {
      Shape next = inputs.get(i).shape();
      try {
        joint = joint.broadcast(next);
      } catch (ShapeException e) {
        String all = OperandException.all(inputs.size());
        throw new OperandException(
            joint.broadcastsWith(next)
                ? all + " together: " + e.getMessage()
                : "shapes do not broadcast: " + all + "; from the right, sizes must be equal or 1");
      }
    }
    return joint;
  }

  /** A result type of the joint shape. */
  static TensorType broadcast(List<TensorType> inputs, DType dtype) {
    return new TensorType(broadcast(inputs), dtype);
  }
}
