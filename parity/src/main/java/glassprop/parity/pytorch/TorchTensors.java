package glassprop.parity.pytorch;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.op.Op;
import glassprop.parity.oracle.Interpreter;
import glassprop.parity.oracle.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Computations in PyTorch's tensors, and numbers to and from them. */
final class TorchTensors implements Interpreter<Tensor> {
  private final Vocabulary<Tensor> vocabulary = TorchVocabulary.rows();

  Vocabulary<Tensor> vocabulary() {
    return vocabulary;
  }

  @Override
  public Tensor apply(Op op, List<Tensor> operands) {
    return vocabulary.apply(this, op, operands);
  }

  @Override
  public Tensor literal(double value, DType dtype) {
    return constant(NdArray.full(new TensorType(Shape.SCALAR, dtype), value));
  }

  @Override
  public Tensor constant(NdArray numbers) {
    Tensor doubles = torch.zeros(sizes(numbers.shape()), new TensorOptions(ScalarType.Double));
    double[] values = numbers.toDoubles();
    if (values.length > 0) {
      doubles.data_ptr_double().put(values, 0, values.length);
    }
    return numbers.dtype() == DType.F64 ? doubles : doubles.to(scalarType(numbers.dtype()));
  }

  /** Fixed numbers in a row. */
  static Tensor vector(double... numbers) {
    Tensor vector = torch.zeros(new long[] {numbers.length}, new TensorOptions(ScalarType.Double));
    vector.data_ptr_double().put(numbers, 0, numbers.length);
    return vector;
  }

  /** A tensor to differentiate by, if it has numbers of that kind. */
  Tensor leaf(NdArray numbers) {
    Tensor tensor = constant(numbers);
    return numbers.dtype().isFloat() ? tensor.requires_grad_(true) : tensor;
  }

  /** The numbers of a tensor, as doubles. Added to zeros, since a gradient may be a zero that has no memory. */
  static NdArray numbers(Tensor tensor) {
    Tensor zeros = torch.zeros(sizes(shape(tensor)), new TensorOptions(ScalarType.Double));
    Tensor doubles = zeros.add(tensor.detach());
    double[] values = new double[Math.toIntExact(doubles.numel())];
    if (values.length > 0) {
      try (DoublePointer data = doubles.data_ptr_double()) {
        data.get(values, 0, values.length);
      }
    }
    return NdArray.over(values, shape(tensor));
  }

  @Override
  public Optional<Tensor> peer(Object component, List<Tensor> inputs) {
    return vocabulary.peer(component, inputs);
  }

  @Override
  public TensorType type(Tensor value) {
    byte code = value.scalar_type().value;
    DType dtype =
        Arrays.stream(DType.values()).filter(t -> scalarType(t).value == code).findFirst()
            .orElseThrow(() -> new IllegalStateException("PyTorch gave a tensor of " + value.scalar_type()));
    return new TensorType(shape(value), dtype);
  }

  static ScalarType scalarType(DType dtype) {
    return switch (dtype) {
      case F32 -> ScalarType.Float;
      case F64 -> ScalarType.Double;
      case I64 -> ScalarType.Long;
      case BOOL -> ScalarType.Bool;
    };
  }

  static Shape shape(Tensor tensor) {
    return Shape.of(IntStream.range(0, (int) tensor.dim()).map(axis -> (int) tensor.size(axis)).toArray());
  }

  static long[] sizes(Shape shape) {
    return IntStream.of(shape.toArray()).asLongStream().toArray();
  }
}
