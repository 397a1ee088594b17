package glassprop.op.vocabulary;

import glassprop.op.Reduction;

/** The reductions of an operand in which the axes that are combined stay, with size 1. */
record KeptAxes<T extends ShapedOperand<T>>(T self) implements Reductions<T> {
  @Override
  public Reduction along(String what, int... axes) {
    return Reduction.of(what, self.shape(), true, axes);
  }
}
