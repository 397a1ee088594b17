package glassprop.nn.train;

/** What happens in a training run, told in the order in which it happens, on the thread that trains. */
public sealed interface TrainingEvent {

  /**
   * A run begins.
   *
   * @param epochs how many are asked for
   * @param batches of an epoch
   * @param start what the network is worth before the first step
   */
  record Started(int epochs, int batches, Epoch start) implements TrainingEvent {}

  /**
   * A step is done.
   *
   * @param epoch counts from 1
   * @param batch counts from 1 in each epoch
   * @param batches of an epoch
   * @param loss of the batch, before the step
   */
  record BatchDone(int epoch, int batch, int batches, double loss) implements TrainingEvent {}

  /**
   * An epoch is done.
   *
   * @param best whether its validation loss is the least so far, so that its parameters are kept
   */
  record EpochDone(Epoch epoch, boolean best) implements TrainingEvent {}

  /**
   * A run is over, and the network has the parameters and buffers of its best epoch.
   *
   * @param epoch in which it ended, finished or not; 0 if none began
   * @param bestEpoch whose parameters are kept; 0 for those of the start
   */
  record Stopped(Reason reason, int epoch, int bestEpoch) implements TrainingEvent {}

  /** Why a run is over. */
  enum Reason {
    /** All epochs are done. */
    DONE,
    /** There was no progress for as long as {@link EarlyStopping} bears. */
    NO_PROGRESS,
    /** Whoever listens said so. */
    ASKED
  }
}
