package glassprop.op;

import glassprop.array.DType;
import glassprop.op.Term.Literal;
import glassprop.op.Term.Role;
import glassprop.op.Term.Symbol;
import java.util.List;

/**
 * The terms that rules begin with, named as in the literature.
 *
 * <p>They are not constants of {@link Term}: an interface that creates its own implementations when it is initialised can
 * deadlock two threads.
 */
public final class Terms {
  /** The number 0. As a whole rule it says that the derivative is zero; linear ops pass it on. */
  public static final Term ZERO = new Literal(0);

  /** The number 1. */
  public static final Term ONE = new Literal(1);

  /** The op's only, or first, input. */
  public static final Symbol X = new Symbol(Role.INPUT, 0);

  /** The op's second input. */
  public static final Symbol X1 = new Symbol(Role.INPUT, 1);

  /** The op's output. */
  public static final Symbol Y = new Symbol(Role.OUTPUT, 0);

  /** ȳ, the cotangent that arrives at the output: the gradient of the result with respect to y. */
  public static final Symbol YBAR = new Symbol(Role.COTANGENT, 0);

  /** ẋ, the tangent of the input whose pushforward is stated: its rate of change. */
  public static final Symbol XDOT = new Symbol(Role.TANGENT, 0);

  /** The meaning of terms as terms: other rules are derived from them. */
  public static final Algebra<Term> ALGEBRA = new Algebra<>() {
    @Override
    public Term apply(Op op, List<Term> operands) {
      return op.on(operands);
    }

    @Override
    public Term literal(double value, DType dtype) {
      return new Literal(value);
    }
  };

  private Terms() {}

  /** A slope that is stated piecewise, but NaN where x is: an unknown slope stays unknown, though comparisons are false there. */
  static Term unlessNan(Term slope) {
    return X.equalTo(X).where(slope, X);
  }
}
