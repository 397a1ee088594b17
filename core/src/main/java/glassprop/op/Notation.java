package glassprop.op;

import java.util.Collections;
import java.util.List;

/**
 * How an op is written: a template in plain text and one in LaTeX, in which {@code #0}, {@code #1} … stand for the operands.
 *
 * @param precedence how tightly the whole binds; inside something tighter it is put in parentheses
 * @param holes how tightly each operand must bind to stand without parentheses; the last one serves further operands
 * @param implicit whether the sign between two operands is left out behind a number: 3x
 */
public record Notation(String text, String latex, Precedence precedence, List<Precedence> holes, boolean implicit) {

  /** A notation whose signs are always written. */
  public Notation(String text, String latex, Precedence precedence, List<Precedence> holes) {
    this(text, latex, precedence, holes, false);
  }

  /** How tightly a piece of notation binds, loosest first. */
  public enum Precedence {
    /** Comparisons. */
    RELATION,
    /** Sums and differences. */
    SUM,
    /** Sums and products over elements: what stands behind the sign is what is combined. */
    REDUCTION,
    /** Products by element, where they must be told from those of matrices. */
    ENTRYWISE,
    /** Products and quotients, and a sign in front. */
    PRODUCT,
    /** Powers and transposes. */
    POWER,
    /** Names, numbers and function calls. */
    ATOM
  }

  /** A function call, f(x, y), of any number of operands; written in LaTeX as an operator name. */
  public static Notation call(String name) {
    return call(name, "\\operatorname{" + name.replace("_", "\\_") + "}");
  }

  /** A function call, f(x, y), of any number of operands. */
  public static Notation call(String name, String latex) {
    return new Notation(
        name + "(#*)", latex + "\\left(#*\\right)", Precedence.ATOM, Collections.singletonList(Precedence.RELATION));
  }

  /** Two operands with a sign between; of equals, the left one stands without parentheses. */
  public static Notation infix(String sign, String latex, Precedence precedence) {
    return new Notation(
        "#0" + sign + "#1", "#0" + latex + "#1", precedence, List.of(precedence, tighter(precedence)));
  }

  /** Two operands with the sign of an associative operation between. */
  public static Notation associative(String sign, String latex, Precedence precedence) {
    return new Notation("#0" + sign + "#1", "#0" + latex + "#1", precedence, List.of(precedence, precedence));
  }

  /** Two operands with a sign between that says that it goes element by element: in ⊙ and ⊘, where there are several elements. */
  static Notation entrywise(String sign, String latex) {
    return infix(" " + sign + " ", " " + latex + " ", Precedence.ENTRYWISE);
  }

  /** This notation, with the sign left out behind a number. */
  public Notation withImplicitSign() {
    return new Notation(text, latex, precedence, holes, true);
  }

  /** Whether the operand stands for the whole. */
  public boolean isUnwritten() {
    return text.equals("#0");
  }

  /** A mark behind one operand, such as ² or ᵀ. */
  public static Notation postfix(String mark, String latex) {
    return new Notation("#0" + mark, "#0" + latex, Precedence.POWER, List.of(Precedence.ATOM));
  }

  /** One operand without any mark: for what mathematics leaves unwritten, such as broadcasting. */
  public static Notation unwritten() {
    return new Notation("#0", "#0", Precedence.RELATION, List.of(Precedence.RELATION));
  }

  private static Precedence tighter(Precedence precedence) {
    return switch (precedence) {
      case RELATION -> Precedence.SUM;
      case SUM -> Precedence.REDUCTION;
      case REDUCTION -> Precedence.ENTRYWISE;
      case ENTRYWISE -> Precedence.PRODUCT;
      case PRODUCT -> Precedence.POWER;
      case POWER, ATOM -> Precedence.ATOM;
    };
  }

  /** How tightly an operand must bind to stand without parentheses. */
  public Precedence hole(int operand) {
    return holes.get(Math.min(operand, holes.size() - 1));
  }
}
