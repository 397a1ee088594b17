package glassprop.nn.layer;

import glassprop.Tensor;
import glassprop.nn.network.Layer;
import glassprop.nn.network.Scope;

/**
 * In training a random share of the numbers is 0 and the others grow so that the mean stays (Srivastava et al., Dropout, 2014); else nothing
 * changes.
 *
 * @param rate the share, from 0 up to, but not including, 1
 */
public record Dropout(double rate) implements Layer {
  /** Requires a rate within its range. */
  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout: rate " + rate + ": expected a number from 0 up to, but not including, 1");
    }
  }

  /** Half of the numbers. */
  public Dropout() {
    this(0.5);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    return scope.dropout(x, rate);
  }
}
