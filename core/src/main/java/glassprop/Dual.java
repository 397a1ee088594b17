package glassprop;

import org.jspecify.annotations.Nullable;

/**
 * What a tensor carries in forward mode besides its numbers: its rate of change.
 *
 * @param pass the forward pass that it belongs to; when that has ended, it means nothing
 * @param primal the tensor as that pass found it, which may itself be tracked, or carry tangents of passes further out
 * @param tangent of the primal's type
 */
record Dual(Pass pass, Tensor primal, Tensor tangent) {

  /** The innermost of these tangents that belongs to a pass of concern here; null if none does. */
  static @Nullable Dual live(@Nullable Dual dual) {
    Dual innermost = dual;
    while (innermost != null && !innermost.pass.concernsHere()) {
      innermost = innermost.primal.carried();
    }
    return innermost;
  }
}
