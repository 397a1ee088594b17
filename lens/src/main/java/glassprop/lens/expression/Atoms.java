package glassprop.lens.expression;

import glassprop.lens.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what holds together by itself: numbers, names, calls, lists, what is in parentheses, and subscripts. */
final class Atoms {
  private final Words words;

  Atoms(Words words) {
    this.words = words;
  }

  /** The next one, whose inner expressions the parser reads. */
  Expression atom(Parser parser) {
    return switch (words.peek().kind()) {
      case NUMBER -> {
        Token number = words.take();
        yield new Expression.Literal(number.value(), number.at());
      }
      case NAME -> named(words.take(), parser);
      case TEXT -> {
        Token text = words.take();
        yield new Expression.Text(text.text(), text.at());
      }
      case OPEN -> parenthesised(parser);
      case OPEN_LIST -> list(parser);
      default -> throw words.unexpected("a value");
    };
  }

  private Expression parenthesised(Parser parser) {
    Token before = words.last();
    Token open = words.take();
    parser.descend();
    Expression inner = parser.expression();
    parser.ascend();
    if (words.at(Kind.COMMA) || words.at(Kind.ASSIGN)) {
      throw before.kind() == Kind.NAME
          ? words.source().error(before.at(), Functions.unknown(before.text()))
          : words.unexpected(")");
    }
    words.close(open, Kind.CLOSE);
    return inner;
  }

  private Expression list(Parser parser) {
    Token open = words.take();
    parser.descend();
    List<Expression> elements = new ArrayList<>();
    if (!words.at(Kind.CLOSE_LIST)) {
      do {
        elements.add(parser.expression());
      } while (words.takeIf(Kind.COMMA));
    }
    parser.ascend();
    if (words.at(Kind.NUMBER) || words.at(Kind.SEMICOLON) || words.at(Kind.OPEN_LIST)) {
      throw words.unexpected("] or a comma: a matrix is written [[1,2],[3,4]]");
    }
    Token close = words.close(open, Kind.CLOSE_LIST);
    return new Expression.Listing(elements, open.at().to(close.at()));
  }

  /** Whether elements of a value are picked out here: the bracket follows it without a blank. */
  boolean selects(Expression value) {
    return words.at(Kind.OPEN_LIST) && words.peek().at().start() == words.last().at().end();
  }

  /** The elements that the brackets behind a value name. */
  Expression selection(Expression value, Parser parser) {
    Token open = words.take();
    parser.descend();
    List<Subscript> subscripts = new ArrayList<>();
    do {
      subscripts.add(subscript(parser));
    } while (words.takeIf(Kind.COMMA));
    parser.ascend();
    Token close = words.close(open, Kind.CLOSE_LIST);
    return new Expression.Selection(value, subscripts, value.at().to(close.at()));
  }

  private Subscript subscript(Parser parser) {
    Place start = words.peek().at();
    Optional<Expression> first = bound(parser);
    if (!words.at(Kind.COLON)) {
      return new Subscript.At(first.orElseThrow(() -> words.unexpected("an index, as in x[0], or a range, as in x[1:3]")));
    }
    words.take();
    Optional<Expression> second = bound(parser);
    Optional<Expression> third = words.takeIf(Kind.COLON) ? bound(parser) : Optional.empty();
    return new Subscript.Range(first, second, third, start.to(words.last().at()));
  }

  private Optional<Expression> bound(Parser parser) {
    boolean open = words.at(Kind.COLON) || words.at(Kind.COMMA) || words.at(Kind.CLOSE_LIST);
    return open ? Optional.empty() : Optional.of(parser.expression());
  }

  /** A name before a parenthesis is a function, if there is one of that name, and else a factor. */
  private Expression named(Token name, Parser parser) {
    return words.at(Kind.OPEN) && Functions.has(name.text())
        ? call(name, parser)
        : new Expression.Name(name.text(), name.at());
  }

  private Expression call(Token name, Parser parser) {
    Token open = words.take();
    parser.descend();
    List<Expression> arguments = new ArrayList<>();
    List<Expression.Option> options = new ArrayList<>();
    if (!words.at(Kind.CLOSE)) {
      do {
        if (words.at(Kind.NAME, Kind.ASSIGN)) {
          options.add(option(options, parser));
        } else if (options.isEmpty()) {
          arguments.add(parser.expression());
        } else {
          throw words.unexpected("another option, as in axis=1: values come first");
        }
      } while (words.takeIf(Kind.COMMA));
    }
    parser.ascend();
    Token close = words.close(open, Kind.CLOSE);
    return new Expression.Call(name.text(), arguments, options, name.at().to(close.at()));
  }

  private Expression.Option option(List<Expression.Option> before, Parser parser) {
    Token name = words.take();
    words.take();
    if (before.stream().anyMatch(option -> option.name().equals(name.text()))) {
      throw words.source().error(name.at(), "the option " + words.source().quote(name.at()) + " is given twice");
    }
    Expression value = parser.expression();
    return new Expression.Option(name.text(), value, name.at().to(value.at()));
  }
}
