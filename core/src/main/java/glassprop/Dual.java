package glassprop;

/**
 * What a tensor carries in forward mode besides its numbers: its rate of change.
 *
 * @param level which of several nested forward passes it belongs to, counted from 1 at the outermost
 * @param primal the tensor as that pass found it, which may itself be tracked, or carry tangents of passes further out
 * @param tangent of the primal's type
 */
record Dual(int level, Tensor primal, Tensor tangent) {}
