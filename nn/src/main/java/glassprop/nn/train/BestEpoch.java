package glassprop.nn.train;

import glassprop.Tensor;
import glassprop.array.NdArray;
import java.util.List;

/** The epoch with the least validation loss so far, and the network as it was after it; at first, as it is before any. */
final class BestEpoch {
  private final List<Tensor> state;
  private List<NdArray> values;
  private double loss = Double.POSITIVE_INFINITY;
  private int number;

  BestEpoch(List<Tensor> state) {
    this.state = state;
    this.values = copies(state);
  }

  /** Remembers the network as it is now, if this epoch did better than all before. */
  void offer(Epoch epoch) {
    if (epoch.validationLoss() < loss) {
      loss = epoch.validationLoss();
      number = epoch.number();
      values = copies(state);
    }
  }

  /** Counts from 1; 0 if there was none. */
  int number() {
    return number;
  }

  /** Gives the network its best state back. */
  void restore() {
    for (int i = 0; i < state.size(); i++) {
      NdArray value = values.get(i);
      state.get(i).updateInPlace(array -> array.copyFrom(value));
    }
  }

  private static List<NdArray> copies(List<Tensor> state) {
    return state.stream().map(tensor -> tensor.array().copy()).toList();
  }
}
