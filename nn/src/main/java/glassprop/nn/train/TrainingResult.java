package glassprop.nn.train;

import java.util.List;

/**
 * What a run came to. The network has the parameters and buffers of the best epoch.
 *
 * @param start what the network was worth before the first step
 * @param epochs every finished epoch, in order, and an unfinished one if it is the first: fewer than asked for if the run was interrupted or
 *     stopped early
 * @param bestEpoch the number of the one with the least validation loss; 0 if none did better than the start
 * @param lastEpoch the number of the epoch in which the run ended, finished or not; 0 if none began
 * @param interrupted whether whoever listened ended the run
 * @param flow how each parameter moved in the last epoch
 */
public record TrainingResult(
    Epoch start, List<Epoch> epochs, int bestEpoch, int lastEpoch, boolean interrupted, List<LayerFlow> flow) {
  /** Copies the lists. */
  public TrainingResult {
    epochs = List.copyOf(epochs);
    flow = List.copyOf(flow);
  }

  /** The epoch whose parameters the network has; the start, if none did better. */
  public Epoch best() {
    return epochs.stream().filter(epoch -> epoch.number() == bestEpoch).findFirst().orElse(start);
  }
}
