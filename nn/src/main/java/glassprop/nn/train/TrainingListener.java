package glassprop.nn.train;

/** Watches a training run, and may end it early. */
public interface TrainingListener {
  /** Listens to nothing. */
  TrainingListener SILENT = new TrainingListener() {};

  /** A batch is done. */
  default void batch(int epoch, int batch, int batches, double loss) {}

  /** An epoch is done. */
  default void epoch(Epoch epoch) {}

  /** Whether to stop after this batch: asked from the training thread, may be answered because of another. */
  default boolean stop() {
    return false;
  }
}
