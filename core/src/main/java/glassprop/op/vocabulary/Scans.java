package glassprop.op.vocabulary;

import glassprop.op.Told;
import glassprop.op.catalogue.CumulativeProduct;
import glassprop.op.catalogue.Recurrence;
import java.util.List;

/**
 * What is accumulated along an axis, which may be counted from the back.
 *
 * @param <T> the implementing type
 */
public interface Scans<T extends ShapedOperand<T>> {

  /** This operand as the implementing type. */
  T self();

  /** The sums of all elements up to each along an axis. */
  default T cumsum(int axis) {
    int along = self().shape().axis("cumsum", axis);
    T ones = self().literal(1).expand(self().shape().toArray());
    return Told.by("cumsum", () -> ones.apply(new Recurrence(along, false), List.of(self())));
  }

  /** The products of all elements up to each along an axis. Gradients are true products of the other factors, also at zeros. */
  default T cumprod(int axis) {
    return self().apply(new CumulativeProduct(self().shape().axis("cumprod", axis)), List.of());
  }
}
