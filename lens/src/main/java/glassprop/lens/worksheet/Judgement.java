package glassprop.lens.worksheet;

import glassprop.array.NdArray;
import glassprop.lens.fault.Cause;
import java.util.List;
import java.util.Optional;

/**
 * How a cell was found, and why.
 *
 * @param truth the right number; empty where words are asked
 * @param follows what the rules make of the learner's earlier cells, if that differs from the truth
 * @param digits to which a number was compared; 0 if there was none
 * @param causes the simplest of the mistakes that give exactly this, as far as the other answers bear them out
 * @param notes what there is to say, a sentence each
 */
public record Judgement(
    Cell cell,
    Answer answer,
    Verdict verdict,
    Optional<NdArray> truth,
    Optional<NdArray> follows,
    int digits,
    List<Cause> causes,
    List<String> notes) {
  /** Copies the lists. */
  public Judgement {
    causes = List.copyOf(causes);
    notes = List.copyOf(notes);
  }

  /** Whether nothing more is to be done in this cell. */
  public boolean isDone() {
    return verdict == Verdict.RIGHT || verdict == Verdict.WRITTEN;
  }
}
