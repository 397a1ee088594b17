package glassprop.lens.expression;

import glassprop.Tensor;
import glassprop.op.Binary;
import glassprop.op.MatMul;
import glassprop.op.Op;

/** A sign between two operands that groups from left to right, and the op that it stands for. */
public enum Operator {
  /** x + y. */
  ADD("+", Binary.ADD),
  /** x − y. */
  SUBTRACT("-", Binary.SUBTRACT),
  /** x · y, element by element. */
  MULTIPLY("*", Binary.MULTIPLY),
  /** x / y, element by element. */
  DIVIDE("/", Binary.DIVIDE),
  /** The matrix product. */
  MATMUL("@", new MatMul());

  private final String sign;
  private final Op op;

  Operator(String sign, Op op) {
    this.sign = sign;
    this.op = op;
  }

  /** How it is typed. */
  public String sign() {
    return sign;
  }

  /** What it does. */
  public Op op() {
    return op;
  }

  /** The value for two operands; vectors may stand on either side of a matrix product. */
  Tensor of(Tensor left, Tensor right) {
    return this == MATMUL ? left.matmul(right) : Tensor.apply(op, left, right);
  }
}
