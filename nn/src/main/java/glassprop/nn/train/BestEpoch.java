package glassprop.nn.train;

import glassprop.array.NdArray;
import glassprop.nn.network.Network;
import java.util.Map;

/** The epoch with the least validation loss so far, and the network as it was after it; at first, as it is before any. */
final class BestEpoch {
  private final Network network;
  private Map<String, NdArray> values;
  private double loss = Double.POSITIVE_INFINITY;
  private int number;

  BestEpoch(Network network) {
    this.network = network;
    this.values = network.numbers();
  }

  /** Remembers the network as it is now, if this epoch did better than all before. */
  void offer(Epoch epoch) {
    if (epoch.validationLoss() < loss) {
      loss = epoch.validationLoss();
      number = epoch.number();
      values = network.numbers();
    }
  }

  /** Counts from 1; 0 if there was none. */
  int number() {
    return number;
  }

  /** Gives the network its best state back. */
  void restore() {
    network.restoreInPlace(values);
  }
}
