package glassprop.nn.data;

/** What stands before the decimals of the numbers in a file: one mark for the whole file. */
enum DecimalMark {
  POINT("point", '.'),
  COMMA("comma", ',');

  private final String word;
  private final char character;

  DecimalMark(String word, char character) {
    this.word = word;
    this.character = character;
  }

  char character() {
    return character;
  }

  /** Whether a cell is a number, read with this mark. */
  boolean reads(Cell cell) {
    return switch (cell) {
      case WHOLE, GROUPED_WHOLE, POINT_OR_GROUP, COMMA_OR_GROUP -> true;
      case POINT, GROUPED_POINT -> this == POINT;
      case COMMA, GROUPED_COMMA -> this == COMMA;
      case MISSING, PLACEHOLDER, NOT_FINITE, TEXT -> false;
    };
  }

  @Override
  public String toString() {
    return word;
  }
}
