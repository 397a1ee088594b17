package glassprop.op;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import java.util.List;

/** The meaning of terms as numbers: an op is its value, computed by kernels, and nothing is recorded. */
public record Numerics(Kernels kernels) implements Algebra<NdArray> {
  /** Numbers by the best kernels of this JVM. */
  public static final Numerics NUMBERS = new Numerics(Kernels.best());

  @Override
  public NdArray apply(Op op, List<NdArray> operands) {
    return op.value(kernels, operands, op.type(operands.stream().map(NdArray::type).toList()));
  }

  @Override
  public NdArray apply(Op op, List<NdArray> operands, TensorType type) {
    return op.value(kernels, operands, type);
  }

  @Override
  public NdArray literal(double value, DType dtype) {
    return NdArray.full(new TensorType(Shape.SCALAR, dtype), value);
  }
}
