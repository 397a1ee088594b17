package glassprop.nn.train;

import glassprop.Tensor;
import glassprop.array.ShapeException;
import glassprop.text.Counted;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * Inputs and what is to be predicted of them.
 *
 * @param inputs (n, features)
 * @param targets class labels (n), I64; or values (n, 1)
 */
public record Examples(Tensor inputs, Tensor targets) {
  /** Requires as many inputs as targets. */
  public Examples {
    if (inputs.shape().get(0) != targets.shape().get(0)) {
      throw new ShapeException(
          String.format(Locale.ROOT, "examples: %s, but %s", Counted.of(inputs.shape().get(0), "input"), Counted.of(targets.shape().get(0), "target")));
    }
  }

  /** How many there are. */
  public int size() {
    return inputs.shape().get(0);
  }

  /** The examples at these rows, in this order. */
  public Examples select(int... rows) {
    Objects.requireNonNull(rows, "examples: expected rows, came null");
    Tensor index = Tensor.indices(Arrays.stream(rows).asLongStream().toArray());
    return new Examples(inputs.indexSelect(0, index), targets.indexSelect(0, index));
  }
}
