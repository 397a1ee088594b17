package glassprop;

import glassprop.array.DType;
import glassprop.op.Algebra;
import glassprop.op.Numerics;
import glassprop.op.Op;
import java.util.List;

/** The meaning of terms as tensors: what they compute is recorded, and carries tangents, as a user's own computation does. */
enum TensorAlgebra implements Algebra<Tensor> {
  /** The algebra of tensors. */
  TENSORS;

  @Override
  public Tensor apply(Op op, List<Tensor> operands) {
    return Tensor.apply(op, operands.toArray(Tensor[]::new));
  }

  @Override
  public Tensor literal(double value, DType dtype) {
    Tensor literal = Tensor.of(Numerics.NUMBERS.literal(value, dtype));
    Reads.noteLiteral(literal);
    return literal;
  }
}
