package glassprop.parity.tensorflow;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;

/** Operands of a graph with the element type that our ops have by definition; TensorFlow's generics can't know it. */
final class Words {
  private Words() {}

  @SuppressWarnings("unchecked") // a type of the graph, not of Java: TensorFlow itself checks it
  static Operand<TFloat64> numbers(Operand<?> x) {
    return (Operand<TFloat64>) x;
  }

  @SuppressWarnings("unchecked") // as above
  static Operand<TInt64> indices(Operand<?> x) {
    return (Operand<TInt64>) x;
  }

  @SuppressWarnings("unchecked") // as above
  static Operand<TBool> mask(Operand<?> x) {
    return (Operand<TBool>) x;
  }

  static List<Operand<TFloat64>> numbers(List<Operand<?>> operands) {
    return operands.stream().map(Words::numbers).toList();
  }
}
