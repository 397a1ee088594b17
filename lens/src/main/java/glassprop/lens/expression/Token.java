package glassprop.lens.expression;

/**
 * A word of the language.
 *
 * @param text what was written; of a name, in normal form C
 * @param value of a number or a superscript
 */
record Token(Kind kind, String text, double value, Place at) {

  /** What a word is. */
  enum Kind {
    NUMBER("a number"),
    NAME("a name"),
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
        case PLUS, MINUS, TIMES, DIVIDE, MATMUL, POWER, RELATION, ASSIGN, COMMA -> true;
        case NUMBER, NAME, SUPERSCRIPT, TRANSPOSE, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, SEMICOLON, NEWLINE, END -> false;
      };
    }

    /** Whether it stands between operands and a line so can't begin with it. */
    boolean joins() {
      return switch (this) {
        case PLUS, MINUS, TIMES, DIVIDE, MATMUL, POWER, RELATION, SUPERSCRIPT, TRANSPOSE -> true;
        case NUMBER, NAME, ASSIGN, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, COMMA, SEMICOLON, NEWLINE, END -> false;
      };
    }
  }
}
