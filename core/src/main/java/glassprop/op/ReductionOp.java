package glassprop.op;

import java.util.Optional;

/** An op along the axes of a {@link Reduction}: its sign has them as a subscript, and an op of a batch has them one further back. */
public interface ReductionOp extends Op {
  /** The axes. */
  Reduction along();

  /** The same op along other axes. */
  Op along(Reduction axes);

  /** How it is written, with a subscript that may be empty. */
  Notation written(String axes);

  @Override
  default Notation notation() {
    return written(along().subscript());
  }

  @Override
  default Notation notation(Site site) {
    return written(along().subscript(site.shape(0)));
  }

  @Override
  default Optional<Op> batched(Site site, int items) {
    return Optional.of(along(along().batched()));
  }
}
