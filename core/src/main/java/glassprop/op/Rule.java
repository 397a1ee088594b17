package glassprop.op;

import java.util.List;
import java.util.Map;

/**
 * The derivative of an op at a {@link Site}, stated as terms: data that readers evaluate, print, draw, transpose or compile.
 *
 * <p>One statement is enough for both directions. {@code glassprop.rule.Derivatives} gives the pullback and the pushforward of
 * every op, whichever way its rule is stated. Lists hold one term for each input; the entry of an input that has no gradient
 * (an index, a mask) is {@link Terms#ZERO}.
 *
 * <p>Each contribution must have its input's type, or be {@link Terms#ZERO}.
 */
public sealed interface Rule {

  /**
   * Of a function of numbers applied to each element: the partial derivatives ∂y/∂xᵢ, in the inputs and the output.
   * The pullback is ȳ·∂y/∂xᵢ summed over what was broadcast, the pushforward ∂y/∂xᵢ·ẋᵢ.
   *
   * @param cotangents ȳ·∂y/∂xᵢ, kept because most sites need just that
   */
  record Partials(List<Term> slopes, List<Term> cotangents) implements Rule {
    /** The rule with these slopes. */
    public Partials(List<Term> slopes) {
      this(slopes, slopes.stream().map(Terms.YBAR::times).toList());
    }
  }

  /**
   * Of an op that is linear in each input that has a gradient, the others held: the adjoints, in the cotangent and the other
   * inputs. The pushforward is the op itself with the tangent in place of the input.
   */
  record Multilinear(List<Term> adjoints) implements Rule {}

  /** The cotangents x̄ᵢ, linear in ȳ, in the inputs and the output. The pushforwards are their transposes. */
  record Pullback(List<Term> cotangents) implements Rule {}

  /** The output tangents due to each ẋᵢ, linear in it, in the inputs and the output. The pullbacks are their transposes. */
  record Pushforward(List<Term> tangents) implements Rule {}

  /**
   * The op's definition in other ops, in the inputs: both directions follow by the chain rule.
   *
   * @param known parts of the definition whose value the output has, and the terms in the output that give it: they need not be computed again
   */
  record Composite(Term definition, Map<Term, Term> known) implements Rule {
    /** Copies the known parts. */
    public Composite {
      known = Map.copyOf(known);
    }

    /** A definition whose value is the output. */
    public Composite(Term definition) {
      this(definition, Map.of(definition, Terms.Y));
    }
  }

  /** Of an op whose output is not a floating-point number, and so has no derivative. */
  record None() implements Rule {}
}
