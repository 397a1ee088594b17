package glassprop.nn.train;

import glassprop.array.NdArray;
import glassprop.nn.network.Network;
import java.util.Map;

/** The epoch with the least validation loss so far, and the network as it was after it. The start of the run is the first candidate. */
final class BestEpoch {
  private final Network network;
  private Map<String, NdArray> values;
  private double loss;
  private int number;

  BestEpoch(Network network, Epoch start) {
    this.network = network;
    this.values = network.numbers();
    this.loss = Double.isNaN(start.validationLoss()) ? Double.POSITIVE_INFINITY : start.validationLoss();
  }

  /** Remembers the network as it is now, if this epoch did better than the start and all before, and says whether it did. */
  boolean offer(Epoch epoch) {
    boolean better = epoch.validationLoss() < loss; // false of NaN
    if (better) {
      loss = epoch.validationLoss();
      number = epoch.number();
      values = network.numbers();
    }
    return better;
  }

  /** Counts from 1; 0 is the start. */
  int number() {
    return number;
  }

  /** Gives the network its best state back. */
  void restore() {
    network.restoreInPlace(values);
  }
}
