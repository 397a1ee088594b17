package glassprop;

import org.jspecify.annotations.Nullable;

/**
 * That a node depends on an input which a derivative function gave to its function.
 *
 * @param pass that derivative function; of several the outermost, which is at work longest
 * @param alone whether the node depends on no other leaves than those which this pass and passes inside it made of their inputs
 */
record Dependence(Pass pass, boolean alone) {

  static @Nullable Dependence of(@Nullable Node node) {
    return node == null ? null : ((Claim) node).dependence();
  }

  /** Whether a node depends on nothing but inputs of derivative functions that are over: to whoever kept it, it is constant. */
  static boolean isOver(Node node) {
    Dependence dependence = ((Claim) node).dependence();
    return dependence != null && dependence.alone && dependence.pass.hasEnded();
  }

  /** That of a step with these inputs; null for those that are not tracked. */
  static @Nullable Dependence of(@Nullable Node[] inputs) {
    Dependence all = null;
    boolean first = true;
    for (Node input : inputs) {
      if (input != null) {
        Dependence next = ((Claim) input).dependence();
        all = first ? next : joined(all, next);
        first = false;
      }
    }
    return all;
  }

  /** That of what depends on both; null stands for leaves that are no derivative function's. */
  private static @Nullable Dependence joined(@Nullable Dependence a, @Nullable Dependence b) {
    if (a == null) {
      return b == null ? null : b.besidesOthers();
    }
    return b == null ? a.besidesOthers() : joinedWith(a, b);
  }

  /** That of an input of a pass that stays connected to what has this dependence; null stands for leaves that are no derivative function's. */
  static Dependence ofInput(Pass pass, @Nullable Dependence outside) {
    return outside == null ? new Dependence(pass, false) : joinedWith(outside, new Dependence(pass, true));
  }

  private Dependence besidesOthers() {
    return alone ? new Dependence(pass, false) : this;
  }

  private static Dependence joinedWith(Dependence a, Dependence b) {
    if (a.pass == b.pass || b.pass.isInside(a.pass)) {
      return b.alone ? a : a.besidesOthers();
    }
    if (a.pass.isInside(b.pass)) {
      return a.alone ? b : b.besidesOthers();
    }
    return (a.pass.concernsHere() ? a : b).besidesOthers();
  }
}
