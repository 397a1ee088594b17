package glassprop.op;

import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.array.TensorType;
import glassprop.text.Counted;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Operands that do not fit an op.
 *
 * <p>The op knows types, not names. It writes a template in which {@code {0}} stands for the first operand; whoever knows the
 * labels fills it in with {@link #describing}.
 */
public final class OperandException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** An error whose message has {@code {0}}, {@code {1}} … where the operands are to be described. */
  public OperandException(String template) {
    super(template);
  }

  /** The error that the user sees: the op's name, and each operand's label and type. */
  public ShapeException describing(Op op, List<String> labels, List<TensorType> types) {
    String message = op.mnemonic() + ": " + getMessage();
    for (int i = 0; i < types.size(); i++) {
      String label = labels.get(i);
      TensorType type = types.get(i);
      message =
          message
              .replace("{" + i + "}", label.isEmpty() && type.shape().rank() > 0 ? type.shape().toString() : type.shape().describe(label))
              .replace("{" + i + ":type}", label.isEmpty() ? type.toString() : label + " " + type)
              .replace("{" + i + ":name}", label.isEmpty() ? "input " + i : label);
    }
    return new ShapeException(message);
  }

  /** The checks that most ops share. */
  public static void requireCount(List<TensorType> inputs, int count) {
    if (inputs.size() != count) {
      throw new OperandException("expected " + Counted.of(count, "input") + ", came " + inputs.size());
    }
  }

  /** Requires floating-point inputs of one element type. */
  public static void requireFloats(List<TensorType> inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      requireFloat(inputs, i);
      requireSameDType(inputs, 0, i);
    }
  }

  /** Requires an axis, counted from the front, of an input. */
  public static void requireAxis(List<TensorType> inputs, int slot, int axis) {
    if (axis < 0 || axis >= inputs.get(slot).shape().rank()) {
      throw new OperandException("no axis " + axis + " in {" + slot + "}");
    }
  }

  /** Requires an input that has the axes of another, and its sizes except along one of them. */
  public static void requireAlong(List<TensorType> inputs, int slot, int other, int axis) {
    requireAxis(inputs, slot, axis);
    Shape a = inputs.get(slot).shape();
    Shape b = inputs.get(other).shape();
    if (a.rank() != b.rank() || !a.with(axis, 0).equals(b.with(axis, 0))) {
      throw new OperandException(String.format(Locale.ROOT, "{%d} and {%d} must have equal sizes except along axis %d", slot, other, axis));
    }
  }

  /** Requires an input of I64. */
  public static void requireIndex(List<TensorType> inputs, int slot) {
    if (inputs.get(slot).dtype() != DType.I64) {
      throw new OperandException("an index must be I64, came {" + slot + ":type}; convert it with to(I64)");
    }
  }

  /** Requires a floating-point input. */
  public static void requireFloat(List<TensorType> inputs, int slot) {
    if (!inputs.get(slot).dtype().isFloat()) {
      throw new OperandException("expected F32 or F64, came {" + slot + ":type}; convert it with to(F64) or to(F32)");
    }
  }

  /** Requires two inputs of one element type. */
  public static void requireSameDType(List<TensorType> inputs, int a, int b) {
    if (inputs.get(a).dtype() != inputs.get(b).dtype()) {
      throw new OperandException(
          String.format(Locale.ROOT,
              "element types differ: {%d:type} and {%d:type}; nothing is converted silently: use to(%s) on one of them",
              a, b, inputs.get(a).dtype()));
    }
  }

  /** All operands as a template lists them. */
  static String all(int count) {
    return String.join(", ", IntStream.range(0, count).mapToObj(i -> "{" + i + "}").toList());
  }
}
