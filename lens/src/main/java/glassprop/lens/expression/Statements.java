package glassprop.lens.expression;

import glassprop.lens.expression.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the statements of a program, each with the name of its value, and sets those apart that begin with given. */
final class Statements {
  private final Source source;
  private final Words words;
  private final Set<Statement> givens = new HashSet<>();

  Statements(Source source) {
    this.source = source;
    this.words = new Words(source);
  }

  List<Statement> all() {
    List<Statement> statements = new ArrayList<>();
    boolean newLine = skipSeparators();
    while (!words.at(Kind.END)) {
      if (!statements.isEmpty()) {
        requireName(statements.getLast());
      }
      if (words.peek().kind().joins() && newLine && !statements.isEmpty()) {
        throw words.unexpected("a statement: to go on from one line to the next, end the first with the sign");
      }
      statements.add(statement());
      if (!words.at(Kind.NEWLINE) && !words.at(Kind.SEMICOLON) && !words.at(Kind.END)) {
        throw words.unexpected("an operator or the end of the statement");
      }
      newLine = skipSeparators();
    }
    if (statements.isEmpty()) {
      throw source.error(new Place(0, 0), "there is nothing to compute: expected an expression, such as sin(x^2 + 3x)");
    }
    return statements;
  }

  /** Those among the statements that begin with given. */
  Set<Statement> givens() {
    return givens;
  }

  private Statement statement() {
    boolean given = words.at(Kind.NAME, Kind.NAME, Kind.ASSIGN) && words.peek().text().equals("given");
    if (given) {
      words.take();
    }
    Statement statement = assignment();
    if (given) {
      source.requireNumbers(statement.value());
      givens.add(statement);
    }
    return statement;
  }

  private Statement assignment() {
    if (words.at(Kind.NAME, Kind.ASSIGN)) {
      Token name = words.take();
      words.take();
      return new Statement(name.text(), new Parser(words).expression(), name.at());
    }
    Expression value = new Parser(words).expression();
    return new Statement("", value, value.at());
  }

  private void requireName(Statement statement) {
    if (statement.name().isEmpty()) {
      throw source.error(
          statement.at(),
          "this value is lost: only the last statement may stand without a name; give it one, as in z = "
              + source.quote(statement.at()));
    }
  }

  /** Whether the last separator was a new line. */
  private boolean skipSeparators() {
    boolean newLine = false;
    while (words.at(Kind.NEWLINE) || words.at(Kind.SEMICOLON)) {
      newLine = words.take().kind() == Kind.NEWLINE;
    }
    return newLine;
  }
}
