package glassprop;

/**
 * Values over numbers of their own: what leaves the engine shares its array with nothing that anybody else can change.
 *
 * <p>Numbers that a recorded step computed cannot be changed in place, so they may be given to several people. All others are copied,
 * unless it is known that nobody else has them.
 */
final class Owned {
  private Owned() {}

  /** The same value, over a new array. One that is recorded stays recorded, and one that carries a tangent carries it on. */
  static Tensor copy(Tensor x) {
    return isPlain(x) ? plainCopy(x) : x.times(1);
  }

  /** The same value, over an array that nobody else can change: a copy, unless a step computed it. */
  static Tensor safe(Tensor x) {
    return x.node() instanceof Step ? x : copy(x);
  }

  private static Tensor plainCopy(Tensor x) {
    return x.copy();
  }

  /** Whether a tensor is numbers and nothing else. */
  static boolean isPlain(Tensor x) {
    return x.node() == null && x.dual() == null;
  }
}
