package glassprop.lens.expression;

/**
 * A word of the language.
 *
 * @param text what was written; of a name, in normal form C; of a text, what is between the quotes
 * @param value of a number or a superscript
 */
record Token(Kind kind, String text, double value, Place at) {

  /** What a word is. */
  enum Kind {
    NUMBER("a number"),
    NAME("a name"),
    TEXT("a text in quotes"),
    SUPERSCRIPT("a superscript"),
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    DIVIDE("/"),
    MATMUL("@"),
    POWER("^"),
    TRANSPOSE("'"),
    RELATION("a comparison"),
    ASSIGN("="),
    OPEN("("),
    CLOSE(")"),
    OPEN_LIST("["),
    CLOSE_LIST("]"),
    COMMA(","),
    COLON(":"),
    SEMICOLON(";"),
    NEWLINE("the end of the line"),
    END("the end");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** What an error message calls it. */
    String words() {
      return words;
    }

    /** Whether a statement can't end with it: a new line behind it is like a blank. */
    boolean needsOperand() {
      return switch (this) {
        case PLUS, MINUS, TIMES, DIVIDE, MATMUL, POWER, RELATION, ASSIGN, COMMA, COLON -> true;
        case NUMBER, NAME, TEXT, SUPERSCRIPT, TRANSPOSE, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST -> false;
        case SEMICOLON, NEWLINE, END -> false;
      };
    }

    /** Whether a value can end with it: a quote behind it transposes that value. */
    boolean endsValue() {
      return switch (this) {
        case NUMBER, NAME, TEXT, SUPERSCRIPT, TRANSPOSE, CLOSE, CLOSE_LIST -> true;
        case PLUS, MINUS, TIMES, DIVIDE, MATMUL, POWER, RELATION, ASSIGN, OPEN, OPEN_LIST -> false;
        case COMMA, COLON, SEMICOLON, NEWLINE, END -> false;
      };
    }

    /** Whether it stands between operands and a line so can't begin with it. */
    boolean joins() {
      return switch (this) {
        case PLUS, MINUS, TIMES, DIVIDE, MATMUL, POWER, RELATION, SUPERSCRIPT, TRANSPOSE -> true;
        case NUMBER, NAME, TEXT, ASSIGN, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, COMMA, COLON -> false;
        case SEMICOLON, NEWLINE, END -> false;
      };
    }
  }
}
