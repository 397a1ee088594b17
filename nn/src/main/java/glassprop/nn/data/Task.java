package glassprop.nn.data;

/** What is to be learnt of the target. */
public enum Task {
  /** To which of a few classes a row belongs. */
  CLASSIFICATION,
  /** How large a number is. */
  REGRESSION
}
