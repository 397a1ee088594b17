package glassprop.lens.expression;

import glassprop.lens.expression.Token.Kind;
import java.util.List;

/** The tokens of a text, one after the other. */
final class Words {
  private final Source source;
  private final List<Token> tokens;
  private int next;

  Words(Source source) {
    this.source = source;
    this.tokens = Lexer.tokens(source);
  }

  Source source() {
    return source;
  }

  /** The next token; at the end, the end. */
  Token peek() {
    return tokens.get(next);
  }

  boolean at(Kind kind) {
    return peek().kind() == kind;
  }

  /** Whether tokens of these kinds come next. */
  boolean at(Kind first, Kind... then) {
    boolean there = at(first);
    for (int i = 0; there && i < then.length; i++) {
      there = next + 1 + i < tokens.size() && tokens.get(next + 1 + i).kind() == then[i];
    }
    return there;
  }

  /** The token before the next one. */
  Token last() {
    return tokens.get(Math.max(0, next - 1));
  }

  Token take() {
    Token token = peek();
    if (token.kind() != Kind.END) {
      next++;
    }
    return token;
  }

  boolean takeIf(Kind kind) {
    boolean there = at(kind);
    if (there) {
      next++;
    }
    return there;
  }

  /** Takes the closing bracket of an opening one. */
  Token close(Token open, Kind closing) {
    if (at(closing)) {
      return take();
    }
    if (at(Kind.END)) {
      throw source.error(open.at(), "this " + open.kind().words() + " is never closed");
    }
    throw unexpected(closing.words() + " or a comma");
  }

  /** An error at the next token, which is not what was expected. */
  ExpressionException unexpected(String expected) {
    Token found = peek();
    return source.error(found.at(), "expected " + expected + ", found " + describe(found) + hint(found));
  }

  private String describe(Token token) {
    return switch (token.kind()) {
      case NEWLINE, END -> token.kind().words();
      default -> source.quote(token.at());
    };
  }

  private static String hint(Token found) {
    return switch (found.kind()) {
      case ASSIGN -> "; a comparison is written ==";
      case NUMBER -> "; to multiply by a number on the right, write *";
      case OPEN_LIST -> "; to multiply by a list, write *; to pick out elements, write the [ without a blank, as in x[0]";
      case COLON -> "; a name is given its value with =";
      case RELATION -> "; comparisons aren't chained: use parentheses, or multiply two of them";
      default -> "";
    };
  }
}
