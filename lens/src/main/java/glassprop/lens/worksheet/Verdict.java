package glassprop.lens.worksheet;

/** How a cell was found. */
public enum Verdict {
  /** Not filled in. */
  OPEN,
  /** Right. */
  RIGHT,
  /** The right method, applied to an earlier result that was wrong. */
  CARRIED,
  /** Right as far as it goes, but with too few digits to tell. */
  COARSE,
  /** Wrong, also as a consequence of the earlier results. */
  WRONG,
  /** No number and no formula: the notes say why. */
  UNREADABLE,
  /** Words, which nobody judges but the learner. */
  WRITTEN
}
