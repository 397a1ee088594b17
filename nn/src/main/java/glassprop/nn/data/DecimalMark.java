package glassprop.nn.data;

/** What stands before the decimals of the numbers in a file: one mark for the whole file. */
enum DecimalMark {
  POINT("point"),
  COMMA("comma");

  private final String word;

  DecimalMark(String word) {
    this.word = word;
  }

  /** Whether a cell is a number, read with this mark. */
  boolean reads(Cell cell) {
    return switch (cell) {
      case WHOLE -> true;
      case POINT -> this == POINT;
      case COMMA, COMMA_OR_GROUP -> this == COMMA;
      case MISSING, GROUPED, NOT_FINITE, TEXT -> false;
    };
  }

  @Override
  public String toString() {
    return word;
  }
}
