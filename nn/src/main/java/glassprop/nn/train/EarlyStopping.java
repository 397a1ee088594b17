package glassprop.nn.train;

import java.util.List;

/**
 * When to give up: after some epochs in a row whose validation loss is no real progress (Prechelt, Early stopping – but when?, 1998).
 *
 * @param patience how many such epochs are borne, at least 1
 * @param minDelta by how much the loss must fall below that of the last progress to count as progress, 0 or more
 */
public record EarlyStopping(int patience, double minDelta) {
  /** As many epochs as are asked for. */
  public static final EarlyStopping NEVER = new EarlyStopping(Integer.MAX_VALUE, 0);

  /** Requires a patience of at least one epoch and a finite minDelta that is not negative. */
  public EarlyStopping {
    if (patience < 1) {
      throw new IllegalArgumentException("early stopping: patience " + patience + ": expected at least 1 epoch");
    }
    if (!(minDelta >= 0 && minDelta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("early stopping: minDelta " + minDelta + ": expected a finite number, 0 or more");
    }
  }

  /** Whether these epochs, from the first on, have used up the patience. */
  boolean endsAfter(List<Epoch> epochs) {
    double reached = Double.POSITIVE_INFINITY;
    int waited = 0;
    for (Epoch epoch : epochs) {
      boolean progress = epoch.validationLoss() < reached - minDelta; // false of NaN
      reached = progress ? epoch.validationLoss() : reached;
      waited = progress ? 0 : waited + 1;
    }
    return waited >= patience;
  }
}
