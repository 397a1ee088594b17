package glassprop.parity.tensorflow;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.op.Op;
import glassprop.parity.oracle.Interpreter;
import glassprop.parity.oracle.Vocabulary;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/** Computations as operands of one graph, and numbers to and from TensorFlow's tensors. */
final class GraphTensors implements Interpreter<Operand<?>> {
  private final Ops tf;
  private final Vocabulary<Operand<?>> vocabulary;

  GraphTensors(Graph graph) {
    tf = Ops.create(graph);
    vocabulary = new GraphVocabulary(tf).rows();
  }

  Vocabulary<Operand<?>> vocabulary() {
    return vocabulary;
  }

  @Override
  public Operand<?> apply(Op op, List<Operand<?>> operands) {
    return vocabulary.apply(this, op, operands);
  }

  @Override
  public Operand<?> literal(double value, DType dtype) {
    return constant(NdArray.full(new TensorType(Shape.SCALAR, dtype), value));
  }

  @Override
  public Operand<?> constant(NdArray numbers) {
    return tf.constantOf((TType) tensor(numbers));
  }

  /** A place to feed numbers of a type to. */
  Operand<?> placeholder(TensorType type) {
    return tf.placeholder(javaType(type.dtype()), Placeholder.shape(shape(type.shape())));
  }

  @Override
  public Optional<Operand<?>> peer(Object component, List<Operand<?>> inputs) {
    return vocabulary.peer(component, inputs);
  }

  @Override
  public TensorType type(Operand<?> value) {
    Class<?> type = value.type();
    DType dtype =
        List.of(DType.values()).stream().filter(t -> javaType(t) == type).findFirst()
            .orElseThrow(() -> new IllegalStateException("TensorFlow gave a tensor of " + type));
    return new TensorType(shape(value.shape()), dtype);
  }

  static Tensor tensor(NdArray numbers) {
    org.tensorflow.ndarray.Shape shape = shape(numbers.shape());
    double[] values = numbers.toDoubles();
    return switch (numbers.dtype()) {
      case F64 -> TFloat64.tensorOf(shape, DataBuffers.of(values));
      case F32 -> {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = (float) values[i];
        }
        yield TFloat32.tensorOf(shape, DataBuffers.of(floats));
      }
      case I64 -> {
        long[] longs = new long[values.length];
        for (int i = 0; i < longs.length; i++) {
          longs[i] = (long) values[i];
        }
        yield TInt64.tensorOf(shape, DataBuffers.of(longs));
      }
      case BOOL -> {
        boolean[] booleans = new boolean[values.length];
        for (int i = 0; i < booleans.length; i++) {
          booleans[i] = values[i] != 0;
        }
        yield TBool.tensorOf(shape, DataBuffers.of(booleans));
      }
    };
  }

  /** The numbers of a float64 tensor. */
  static NdArray numbers(Tensor tensor) {
    TFloat64 doubles = (TFloat64) tensor;
    double[] values = new double[Math.toIntExact(doubles.size())];
    doubles.copyTo(DataBuffers.of(values, false, false));
    return NdArray.over(values, shape(tensor.shape()));
  }

  static Class<? extends TType> javaType(DType dtype) {
    return switch (dtype) {
      case F32 -> TFloat32.class;
      case F64 -> TFloat64.class;
      case I64 -> TInt64.class;
      case BOOL -> TBool.class;
    };
  }

  static Shape shape(org.tensorflow.ndarray.Shape shape) {
    return Shape.of(IntStream.range(0, shape.numDimensions()).map(axis -> (int) shape.get(axis)).toArray());
  }

  static org.tensorflow.ndarray.Shape shape(Shape shape) {
    return org.tensorflow.ndarray.Shape.of(IntStream.of(shape.toArray()).asLongStream().toArray());
  }
}
