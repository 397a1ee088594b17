package glassprop.nn.layer;

import glassprop.Tensor;
import glassprop.array.ShapeException;
import glassprop.nn.network.Layer;
import glassprop.nn.network.Scope;

/** Each example as one row: from (batch, …) to (batch, features). */
public record Flatten() implements Layer {
  @Override
  public Tensor apply(Scope scope, Tensor x) {
    if (x.shape().rank() < 1) {
      throw new ShapeException("flatten: expected (batch, …), came " + x.describe());
    }
    int batch = x.shape().get(0);
    int features = 1;
    for (int axis = 1; axis < x.shape().rank(); axis++) {
      features *= x.shape().get(axis);
    }
    return x.reshape(batch, features);
  }
}
