package glassprop;

/** A function of a gradient that was attached to a tensor: see {@link Tensor#hook}. */
@FunctionalInterface
public interface GradientHook {

  /**
   * Sees the whole gradient of a tensor when it is known, and may replace it.
   *
   * @return the gradient that goes on from here, of the same type
   */
  Tensor apply(Tensor gradient);

  /** An attached hook. */
  interface Registration {
    /** Detaches the hook. Does nothing if it is detached already. */
    void remove();
  }
}
