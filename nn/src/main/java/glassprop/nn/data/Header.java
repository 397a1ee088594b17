package glassprop.nn.data;

/** Whether the first row of a CSV file holds the names of the columns. */
public enum Header {
  /** It should; if it looks like the other rows, the file is refused, since a row of data would be lost silently. */
  EXPECTED,
  /** It does, whatever it looks like. */
  PRESENT,
  /** It doesn't: the columns are called {@code column1}, {@code column2}, … */
  ABSENT
}
