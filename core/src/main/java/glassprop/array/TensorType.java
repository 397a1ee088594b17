package glassprop.array;

import java.util.Objects;

/** Shape and element type of a tensor: what an operation needs to know of it before any number is computed. */
public record TensorType(Shape shape, DType dtype) {
  /** Requires all parts. */
  public TensorType {
    Objects.requireNonNull(shape, "type: expected a shape, came null");
    Objects.requireNonNull(dtype, "type: expected an element type, came null");
  }


  /** This type with another shape. */
  public TensorType withShape(Shape newShape) {
    return newShape.equals(shape) ? this : new TensorType(newShape, dtype);
  }

  /** This type with another element type. */
  public TensorType withDType(DType newDType) {
    return newDType == dtype ? this : new TensorType(shape, newDType);
  }

  /** As in {@code F32 (2, 3)}, {@code F32 scalar}. */
  @Override
  public String toString() {
    return dtype + " " + (shape.rank() == 0 ? "scalar" : shape);
  }
}
