package glassprop.nn.layer;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.ShapeException;
import glassprop.nn.Initializer;
import glassprop.nn.network.Kind;
import glassprop.nn.network.Layer;
import glassprop.nn.network.Scope;
import java.util.Arrays;

/**
 * A vector for each index: from (batch, …) of I64 to (batch, …, width), looked up in {@code weight} (rows, width), which begins normal with deviation 1.
 *
 * @param rows how many indices there are
 * @param width of a vector
 */
public record Embedding(int rows, int width) implements Layer {
  /** Requires sizes of at least 1. */
  public Embedding {
    if (rows < 1 || width < 1) {
      throw new IllegalArgumentException("embedding of " + rows + " rows of " + width + " numbers: both sizes must be at least 1");
    }
  }

  /** The table at a place: also for who shares it, as the output weights of a language model do. */
  public Tensor table(Scope scope) {
    return scope.parameter("weight", Kind.EMBEDDING, Initializer.normal(1), rows, width);
  }

  @Override
  public Tensor apply(Scope scope, Tensor indices) {
    return lookUp(table(scope), indices);
  }

  /** The rows of a table at indices of any shape. */
  public static Tensor lookUp(Tensor table, Tensor indices) {
    if (indices.dtype() != DType.I64) {
      throw new ShapeException("embedding: expected indices (I64), came " + indices.describe() + ", " + indices.dtype());
    }
    int[] sizes = Arrays.copyOf(indices.shape().toArray(), indices.shape().rank() + 1);
    sizes[sizes.length - 1] = table.shape().get(1);
    return table.indexSelect(0, indices.reshape(-1)).reshape(sizes);
  }
}
