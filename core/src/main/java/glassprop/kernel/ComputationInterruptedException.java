package glassprop.kernel;

/**
 * The end of a computation whose thread was interrupted before the result was whole. The thread is still marked as interrupted, and nothing that
 * existed before the computation has changed.
 */
public final class ComputationInterruptedException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  ComputationInterruptedException() {
    super(
        "the thread was interrupted, so a computation ended before its result was whole; nothing has changed;"
            + " to compute again in this thread, clear its mark with Thread.interrupted()");
  }
}
