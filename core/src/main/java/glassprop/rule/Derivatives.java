package glassprop.rule;

import static glassprop.op.Terms.XDOT;
import static glassprop.op.Terms.YBAR;
import static glassprop.op.Terms.ZERO;

import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.op.Broadcasting;
import glassprop.op.Op;
import glassprop.op.Program;
import glassprop.op.Rule;
import glassprop.op.Site;
import glassprop.op.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Both directions of every op's derivative, from the one that it states.
 *
 * <p>If y = f(x₀, x₁, …) has the Jacobian Jᵢ with respect to xᵢ, the pullback is x̄ᵢ = Jᵢᵀȳ and the pushforward ẏ = Σ Jᵢẋᵢ. Each is
 * linear, and each is the transpose of the other (Griewank and Walther, Evaluating Derivatives, 2008, chapter 3).
 */
public final class Derivatives {
  private Derivatives() {}

  /** Whether the input in a slot has a derivative: numbers to numbers. */
  public static boolean exists(Op op, Site site, int slot) {
    return site.output().dtype().isFloat()
        && site.input(slot).dtype().isFloat()
        && !(op.rule(site) instanceof Rule.None);
  }

  /**
   * The cotangents x̄ᵢ that the inputs receive, as terms in the inputs, the output and ȳ. Each has its input's type, or is
   * {@link glassprop.op.Terms#ZERO}.
   */
  public static List<Term> pullbacks(Op op, Site site) {
    return switch (op.rule(site)) {
      case Rule.Partials partials -> reduced(partials.cotangents(), site);
      case Rule.Multilinear(var adjoints) -> adjoints;
      case Rule.Pullback(var cotangents) -> cotangents;
      case Rule.Pushforward(var tangents) ->
          IntStream.range(0, tangents.size()).mapToObj(slot -> transposed(tangents.get(slot), XDOT, YBAR, site, slot)).toList();
      case Rule.Composite(var definition, var known) ->
          Transposition.cotangents(definition, inputs(site), YBAR, site, 0, known);
      case Rule.None none -> Collections.nCopies(site.inputs().size(), ZERO);
    };
  }

  private static List<Term.Symbol> inputs(Site site) {
    return IntStream.range(0, site.inputs().size()).mapToObj(Term::input).toList();
  }

  private static Term transposed(Term linear, Term.Symbol symbol, Term seed, Site site, int slot) {
    return Transposition.cotangents(linear, List.of(symbol), seed, site, slot, Map.of()).getFirst();
  }

  /**
   * The {@link #pullbacks} as one program, whose output in the place of a slot is the cotangent of that input. An op at a site has always the same
   * rule, so programs are remembered.
   */
  public static Program backward(Op op, Site site) {
    return Remembered.program(op, site, () -> typed(pullbacks(op, site), site));
  }

  /**
   * The output tangents due to the tangents of the inputs, one for each slot, as one program. The tangent of the input in slot i is the symbol of role TANGENT
   * in slot i.
   */
  public static Program forward(Op op, Site site) {
    return typed(
        IntStream.range(0, site.inputs().size())
            .mapToObj(slot -> exists(op, site, slot)
                ? pushforward(op, site, slot).substitute(s -> s.equals(XDOT) ? new Term.Symbol(Term.Role.TANGENT, slot) : s)
                : ZERO)
            .toList(),
        site);
  }

  private static Program typed(List<Term> terms, Site site) {
    return Program.of(terms).typed(Types.TYPES, symbol -> Types.of(symbol, site, symbol.slot()), site.output().dtype());
  }

  /** Cotangents of the output's shape, summed over what was broadcast. */
  private static List<Term> reduced(List<Term> cotangents, Site site) {
    Shape shape = site.output().shape();
    if (site.inputs().stream().allMatch(input -> input.shape().equals(shape))) {
      return cotangents;
    }
    List<Term> reduced = new ArrayList<>(cotangents.size());
    for (int slot = 0; slot < cotangents.size(); slot++) {
      Term cotangent = cotangents.get(slot);
      reduced.add(cotangent.equals(ZERO) ? ZERO : Broadcasting.reduceTo(cotangent, shape, site.shape(slot)));
    }
    return reduced;
  }

  /** One of the {@link #pullbacks}. */
  public static Term pullback(Op op, Site site, int slot) {
    return pullbacks(op, site).get(slot);
  }

  /**
   * The cotangent that an input symbol receives when a term of inputs has the cotangent {@code seed}: the reverse sweep through the term,
   * by the pullbacks of its ops.
   *
   * @param seed a term of the type of {@code term}, or {@link glassprop.op.Terms#YBAR}
   * @param site the types of the symbols; the output is that of the term
   */
  public static Term cotangent(Term term, Term.Symbol symbol, Term seed, Site site) {
    return transposed(term, symbol, seed, site, symbol.slot());
  }

  /**
   * The tangent of the output due to the tangent ẋ of the input in a slot, as a term in the inputs, the output and ẋ. It has the
   * output's type, or is {@link glassprop.op.Terms#ZERO}; the tangents due to several inputs add up.
   */
  public static Term pushforward(Op op, Site site, int slot) {
    return switch (op.rule(site)) {
      case Rule.Partials partials -> repeated(XDOT.times(partials.slopes().get(slot)), site, slot);
      case Rule.Multilinear multilinear ->
          op.on(
              IntStream.range(0, site.inputs().size())
                  .<Term>mapToObj(i -> i == slot ? XDOT : Term.input(i))
                  .toList());
      case Rule.Pullback(var cotangents) ->
          transposed(cotangents.get(slot), YBAR, XDOT, site, slot);
      case Rule.Pushforward(var tangents) -> tangents.get(slot);
      case Rule.Composite composite ->
          transposed(pullback(op, site, slot), YBAR, XDOT, site, slot);
      case Rule.None none -> ZERO;
    };
  }

  private static Term repeated(Term term, Site site, int slot) {
    if (term.equals(ZERO)) {
      return ZERO;
    }
    TensorType type = Types.of(term, site, slot);
    return Broadcasting.repeatTo(term, type.shape(), site.output().shape());
  }
}
