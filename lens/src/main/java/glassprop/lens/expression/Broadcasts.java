package glassprop.lens.expression;

import glassprop.Tensor;
import glassprop.array.Shape;
import glassprop.op.MatMul;
import glassprop.op.OperandException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a sign between values of several elements may mean to a reader, and does not: {@code X*W} is by element, and shapes that
 * differ broadcast without a word.
 *
 * <p>The only place that decides it. What runs a program shows the notes.
 */
final class Broadcasts {
  private static final String SAID_BY_ELEMENT = "⊙"; // who writes this means it

  private final Source source;
  private final Set<String> notes = new LinkedHashSet<>();

  Broadcasts(Source source) {
    this.source = source;
  }

  /** The notes so far, each once. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  /** Notes what is to be said of a link, if anything. */
  void note(Expression.Chain chain, int link, Tensor left, Tensor right, Tensor result) {
    String product = product(chain, link, left, right);
    if (!product.isEmpty()) {
      notes.add(String.format(Locale.ROOT,
          "%s multiplies element by element%s; the matrix product is %s", written(chain, link, ""), shapes(left, right, result), product));
    } else if (chain.rest().get(link).operator() != Operator.MATMUL && isNew(left, right, result)) {
      notes.add(written(chain, link, "") + " goes element by element" + shapes(left, right, result));
    }
  }

  /** Notes a comparison whose result has a shape that neither side has. */
  void note(Expression.Relation relation, Tensor left, Tensor right, Tensor result) {
    if (isNew(left, right, result)) {
      notes.add(source.quote(relation.at()) + " goes element by element" + shapes(left, right, result));
    }
  }

  /** What an error says of two values that do not fit element by element, but as a matrix product. */
  String hint(Expression.Chain chain, int link, Tensor left, Tensor right) {
    String product = product(chain, link, left, right);
    return product.isEmpty() ? "" : "; " + sign(chain.rest().get(link)) + " is by element, and the matrix product is " + product;
  }

  private static String shapes(Tensor left, Tensor right, Tensor result) {
    return isNew(left, right, result)
        ? String.format(Locale.ROOT, ": %s and %s become %s, a shape that neither has", left.shape(), right.shape(), result.shape()) : "";
  }

  private static boolean isNew(Tensor left, Tensor right, Tensor result) {
    Shape shape = result.shape();
    return !shape.equals(left.shape()) && !shape.equals(right.shape()) && shape.size() > Math.max(left.shape().size(), right.shape().size());
  }

  /** The matrix product that may have been meant; empty if there is none, or an element-wise product is said or plain, as in a square. */
  private String product(Expression.Chain chain, int link, Tensor left, Tensor right) {
    Expression.Link product = chain.rest().get(link);
    String factor = written(product.operand());
    boolean square = link == 0 && written(chain.first()).equals(factor);
    return product.operator() == Operator.MULTIPLY && !sign(product).equals(SAID_BY_ELEMENT) && !square && fits(left, right)
        ? written(chain, link, Operator.MATMUL.sign()) : "";
  }

  /** Whether a matrix product fits, and is not the product with a number. */
  private static boolean fits(Tensor left, Tensor right) {
    int ranks = left.shape().rank() + right.shape().rank();
    if (left.shape().rank() == 0 || right.shape().rank() == 0 || ranks < 3 || left.shape().size() == 1 || right.shape().size() == 1) {
      return false;
    }
    Shape a = left.shape().rank() == 1 ? Shape.of(1, left.shape().get(0)) : left.shape();
    Shape b = right.shape().rank() == 1 ? Shape.of(right.shape().get(0), 1) : right.shape();
    try {
      new MatMul().type(List.of(left.type().withShape(a), right.type().withShape(b)));
      return true;
    } catch (OperandException _) {
      return false;
    }
  }

  private String sign(Expression.Link link) {
    return source.text().substring(link.at().start(), link.at().end());
  }

  /** A chain up to a link, as it may be typed, with another sign at the link if one is given. */
  private String written(Expression.Chain chain, int link, String other) {
    StringBuilder text = new StringBuilder(written(chain.first()));
    for (int i = 0; i <= link; i++) {
      Expression.Link next = chain.rest().get(i);
      text.append(i == link && !other.isEmpty() ? other : next.operator().sign()).append(written(next.operand()));
    }
    return text.toString();
  }

  /** An operand, in parentheses where it needs them. */
  private String written(Expression x) {
    return switch (x) {
      case Expression.Chain _, Expression.Negation _, Expression.Relation _ -> "(" + source.quote(x.at()) + ")";
      case Expression.Literal _, Expression.Name _, Expression.Text _, Expression.Power _, Expression.Transposition _, Expression.Call _,
          Expression.Listing _, Expression.Selection _ -> source.quote(x.at());
    };
  }
}
