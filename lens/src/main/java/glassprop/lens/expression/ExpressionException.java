package glassprop.lens.expression;

/** A text that is not an expression, or an expression that has no value; with the place that is at fault. */
public final class ExpressionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String problem;
  private final int line;
  private final int column;
  private final String excerpt;

  ExpressionException(String problem, String where, int line, int column, String excerpt) {
    super(problem + " (" + where + ")");
    this.problem = problem;
    this.line = line;
    this.column = column;
    this.excerpt = excerpt;
  }

  /** What is wrong and what to do, without the place. */
  public String problem() {
    return problem;
  }

  /** The line, counted from 1. */
  public int line() {
    return line;
  }

  /** The column, counted from 1 in characters. */
  public int column() {
    return column;
  }

  /** The line at fault, and below it a line that marks the place: {@code ^~~~}. */
  public String excerpt() {
    return excerpt;
  }

  /** The message, and the excerpt below it. */
  public String rendering() {
    return getMessage() + "\n" + excerpt.indent(2).stripTrailing();
  }
}
