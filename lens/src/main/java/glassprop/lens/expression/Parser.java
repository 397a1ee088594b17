package glassprop.lens.expression;

import glassprop.lens.expression.Token.Kind;
import glassprop.op.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads expressions by recursive descent, a method for each rule of the grammar in the package's description. */
final class Parser {
  private final Words words;
  private final Atoms atoms;
  private int depth;

  Parser(Words words) {
    this.words = words;
    this.atoms = new Atoms(words);
  }

  Expression expression() {
    Expression left = sum();
    if (!words.at(Kind.RELATION)) {
      return left;
    }
    Token sign = words.take();
    Expression right = sum();
    return new Expression.Relation(left, comparison(sign), right, left.at().to(right.at()));
  }

  private static Comparison comparison(Token sign) {
    return switch (sign.text()) {
      case "==" -> Comparison.EQUAL;
      case "!=", "≠" -> Comparison.NOT_EQUAL;
      case "<" -> Comparison.LESS;
      case "<=", "≤" -> Comparison.AT_MOST;
      case ">" -> Comparison.GREATER;
      default -> Comparison.AT_LEAST;
    };
  }

  private Expression sum() {
    Expression first = term();
    List<Expression.Link> rest = new ArrayList<>();
    while (words.at(Kind.PLUS) || words.at(Kind.MINUS)) {
      Token sign = words.take();
      Operator operator = sign.kind() == Kind.PLUS ? Operator.ADD : Operator.SUBTRACT;
      rest.add(new Expression.Link(operator, term(), sign.at()));
    }
    return chain(first, rest);
  }

  private Expression term() {
    Place start = words.peek().at();
    boolean negative = signs();
    Expression product = product();
    return negative ? negated(product, start) : product;
  }

  private static Expression negated(Expression operand, Place start) {
    return new Expression.Negation(operand, start.to(operand.at()));
  }

  /** Takes signs in front of an operand: whether an odd number of them is minus. */
  private boolean signs() {
    boolean negative = false;
    while (words.at(Kind.PLUS) || words.at(Kind.MINUS)) {
      negative ^= words.take().kind() == Kind.MINUS;
    }
    return negative;
  }

  private Expression product() {
    Expression first = joined(factors());
    List<Expression.Link> rest = new ArrayList<>();
    while (words.at(Kind.TIMES) || words.at(Kind.DIVIDE) || words.at(Kind.MATMUL)) {
      Token sign = words.take();
      Operator operator = switch (sign.kind()) {
        case TIMES -> Operator.MULTIPLY;
        case DIVIDE -> Operator.DIVIDE;
        default -> Operator.MATMUL;
      };
      Place start = words.peek().at();
      boolean negative = signs();
      List<Expression> factors = factors();
      if (factors.size() > 1 && operator != Operator.MULTIPLY) {
        throw ambiguous(operator, first, factors);
      }
      Expression operand = joined(factors);
      rest.add(new Expression.Link(operator, negative ? negated(operand, start) : operand, sign.at()));
    }
    return chain(first, rest);
  }

  private ExpressionException ambiguous(Operator operator, Expression left, List<Expression> factors) {
    Source source = words.source();
    String a = source.quote(left.at());
    String b = source.quote(factors.get(0).at());
    String c = source.quote(factors.get(1).at());
    return source.error(
        factors.get(0).at().to(factors.getLast().at()),
        String.format(Locale.ROOT,
            "%s%s%s %s can be read as (%s%s%s)*%s and as %s%s(%s*%s); write which",
            a, operator.sign(), b, c, a, operator.sign(), b, c, a, operator.sign(), b, c));
  }

  /** Powers side by side, whose product is meant. */
  private List<Expression> factors() {
    List<Expression> factors = new ArrayList<>(List.of(power()));
    while (words.at(Kind.NAME) || words.at(Kind.OPEN)) {
      factors.add(power());
    }
    return factors;
  }

  private static Expression joined(List<Expression> factors) {
    List<Expression.Link> rest = new ArrayList<>();
    for (Expression factor : factors.subList(1, factors.size())) {
      Place between = new Place(factor.at().start(), factor.at().start());
      rest.add(new Expression.Link(Operator.MULTIPLY, factor, between));
    }
    return chain(factors.getFirst(), rest);
  }

  private static Expression chain(Expression first, List<Expression.Link> rest) {
    return rest.isEmpty()
        ? first
        : new Expression.Chain(first, rest, first.at().to(rest.getLast().operand().at()));
  }

  private Expression power() {
    Expression base = postfix();
    if (!words.at(Kind.POWER)) {
      return base;
    }
    words.take();
    descend();
    Place start = words.peek().at();
    boolean negative = signs();
    Expression plain = power();
    ascend();
    Expression exponent = negative ? negated(plain, start) : plain;
    return new Expression.Power(base, exponent, base.at().to(exponent.at()));
  }

  private Expression postfix() {
    Expression x = atoms.atom(this);
    int marks = 0;
    while (words.at(Kind.TRANSPOSE) || words.at(Kind.SUPERSCRIPT) || atoms.selects(x)) {
      descend();
      marks++;
      if (words.at(Kind.OPEN_LIST)) {
        x = atoms.selection(x, this);
        continue;
      }
      Token mark = words.take();
      Place whole = x.at().to(mark.at());
      if (mark.kind() == Kind.TRANSPOSE) {
        x = new Expression.Transposition(x, whole);
      } else {
        Expression size = new Expression.Literal(Math.abs(mark.value()), mark.at());
        x = new Expression.Power(x, mark.value() < 0 ? new Expression.Negation(size, mark.at()) : size, whole);
      }
    }
    depth -= marks;
    return x;
  }

  /** Goes one level deeper; {@link #ascend} comes back. */
  void descend() {
    if (++depth > Program.DEEPEST) {
      throw words.source().error(
          words.peek().at(),
          "nested deeper than " + Program.DEEPEST + " levels; give parts of the expression names of their own");
    }
  }

  void ascend() {
    depth--;
  }
}
