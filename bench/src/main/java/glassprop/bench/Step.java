package glassprop.bench;

/**
 * A training step of one side on one batch, again and again: zero gradients, forward, mean cross-entropy, backward, and plain gradient
 * descent.
 */
interface Step extends Runnable, AutoCloseable {
  /** One step; what it computes stays inside. */
  @Override
  void run();

  /** One step, and what it computed. */
  Outcome observe();

  @Override
  void close();
}
