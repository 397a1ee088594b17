package glassprop.nn.train;

import java.util.List;

/**
 * What a run came to. The network has the parameters and buffers of the best epoch.
 *
 * @param epochs every finished epoch, in order, and an unfinished one if it is the first: fewer than asked for if the run was interrupted or
 *     stopped early
 * @param bestEpoch the number of the one with the least validation loss; 0 if that was never a number
 * @param lastEpoch the number of the epoch in which the run ended, finished or not; 0 if none began
 * @param interrupted whether the listener ended the run
 * @param flow how each parameter moved in the last epoch
 */
public record TrainingResult(List<Epoch> epochs, int bestEpoch, int lastEpoch, boolean interrupted, List<LayerFlow> flow) {
  /** Copies the lists. */
  public TrainingResult {
    epochs = List.copyOf(epochs);
    flow = List.copyOf(flow);
  }
}
