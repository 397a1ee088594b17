package glassprop.lens.typeset;

import glassprop.Tensor;
import glassprop.array.Shape;
import glassprop.lens.algebra.Simplifier;
import glassprop.lens.derivation.ClosedForm;
import glassprop.lens.derivation.Contribution;
import glassprop.lens.derivation.Derivation;
import glassprop.lens.derivation.Gradient;
import glassprop.lens.derivation.Quantity;
import glassprop.lens.typeset.Block.Equation;
import glassprop.lens.typeset.Block.Equations;
import glassprop.lens.typeset.Block.Prose;
import glassprop.lens.typeset.Maths.Derivative;
import glassprop.lens.typeset.Maths.Formula;
import glassprop.lens.typeset.Maths.Substituted;
import glassprop.lens.typeset.Maths.Value;
import glassprop.lens.typeset.Maths.Word;
import glassprop.op.Term;
import glassprop.rule.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A derivation in the order in which a careful teacher writes it: forward, the chain, backward, the closed form, the check. */
public final class Script {
  private static final Maths NOTHING = new Word("");
  private static final int LONGEST_NOTE = 30;
  private static final int LARGE = 16;
  private static final int MOST_SLOPES = 16;
  private static final Maths UNEXPLAINED = new Word("a slope of 0 meets what is not finite");

  private final Derivation derivation;
  private final Names names;
  private final Chains chains;

  private Script(Derivation derivation) {
    this.derivation = derivation;
    this.names = new Names(derivation);
    this.chains = new Chains(derivation);
  }

  /** The sections of a derivation. */
  public static List<Section> of(Derivation derivation) {
    Script script = new Script(derivation);
    List<Section> sections = new ArrayList<>(List.of(script.forward(), script.chain(), script.backward(), script.closedForm()));
    if (!derivation.checks().isEmpty()) {
      sections.add(new Comparisons(derivation).section());
    }
    return sections;
  }

  /** What is derived, in one line. */
  static String title(Derivation derivation) {
    Names names = new Names(derivation);
    String wrt = derivation.wrt().stream().map(names::name).collect(Collectors.joining(", "));
    return "The gradient of " + names.name(derivation.result()) + " with respect to " + wrt;
  }

  // ---- forward

  private Section forward() {
    List<Block> blocks = new ArrayList<>();
    if (derivation.isSymbolic()) {
      blocks.add(prose("A derivation in symbols: " + symbols() + "."));
    }
    List<Equation> equations = new ArrayList<>();
    for (Quantity quantity : derivation.quantities()) {
      if (quantity.kind() == Quantity.Kind.CONSTANT || (quantity.formula().isEmpty() && derivation.isSymbolic())) {
        continue;
      }
      List<Maths> sides = new ArrayList<>();
      quantity.formula().ifPresent(formula -> {
        sides.add(new Formula(formula));
        sides.add(new Substituted(formula));
      });
      sides.add(new Value(quantity.computed().orElse(quantity.value())));
      Maths name = new Formula(quantity.symbol());
      boolean replaced = quantity.computed().isPresent();
      equations.add(equation(name, sides, replaced ? new Word("as computed") : shape(quantity.value())));
      if (replaced) {
        equations.add(new Equation(name, List.of(new Value(quantity.value())), new Word("given")));
      }
    }
    blocks.add(new Equations(equations));
    String given = derivation.steps().stream().filter(quantity -> quantity.computed().isPresent())
        .map(quantity -> names.name(quantity.slot())).collect(Collectors.joining(", "));
    if (!given.isEmpty()) {
      blocks.add(prose("Later steps go on with the given " + given + "; the slopes of earlier steps are those of what was computed."));
    }
    derivation.notes().forEach(note -> blocks.add(prose("Note: " + note + ".")));
    return new Section("Forward", blocks);
  }

  /** The symbols with their shapes: z (3), W (2, 3) and single numbers. */
  private String symbols() {
    List<Quantity> symbols = derivation.inputs().stream().filter(quantity -> derivation.assumed().contains(quantity.name())).toList();
    String numbers = names(symbols, quantity -> quantity.type().shape().equals(Shape.SCALAR), Quantity::name);
    String shaped = names(symbols, quantity -> !quantity.type().shape().equals(Shape.SCALAR), quantity -> quantity.name() + " " + quantity.type().shape());
    return shaped.isEmpty() ? numbers + (symbols.size() == 1 ? " is a single number" : " are single numbers")
        : "shapes " + shaped + (numbers.isEmpty() ? "" : "; single numbers " + numbers);
  }

  private static String names(List<Quantity> symbols, Predicate<Quantity> which, Function<Quantity, String> written) {
    return symbols.stream().filter(which).map(written).collect(Collectors.joining(", "));
  }

  private static Maths shape(Tensor value) {
    return new Word(value.shape().equals(Shape.SCALAR) ? "" : "shape " + value.shape());
  }

  private static Prose prose(String text) {
    return new Prose(new Word(text));
  }

  /** An equation without the sides that a symbolic derivation doesn't have. */
  private Equation equation(Maths left, List<Maths> sides, Maths note) {
    List<Maths> known =
        derivation.isSymbolic()
            ? sides.stream().filter(side -> !(side instanceof Value) && !(side instanceof Substituted)).toList()
            : sides;
    return new Equation(left, known, note);
  }

  // ---- the chain

  private Section chain() {
    List<Block> blocks = new ArrayList<>();
    List<Quantity> levels = chains.levels();
    if (levels.size() > 1) {
      List<Equation> functions = new ArrayList<>();
      for (Quantity quantity : levels) {
        boolean last = quantity.slot() == levels.getLast().slot();
        String note = quantity.slot() == derivation.result() ? "outermost" : last ? "innermost" : "";
        functions.add(new Equation(new Formula(quantity.symbol()), List.of(new Formula(quantity.formula().orElseThrow())), new Word(note)));
      }
      blocks.add(prose("From the outermost function to the innermost:"));
      blocks.add(new Equations(functions));
    }
    List<Equation> equations = new ArrayList<>();
    for (int slot : derivation.wrt()) {
      Maths chain = chains.to(slot);
      boolean direct = chain instanceof Maths.Path(List<Derivative> factors) && factors.size() <= 1;
      if (!direct && slot != derivation.result()) {
        equations.add(new Equation(new Derivative(derivation.result(), slot), List.of(chain), NOTHING));
      }
    }
    if (!equations.isEmpty()) {
      boolean paths = equations.stream().anyMatch(equation -> equation.sides().getFirst() instanceof Maths.Sum);
      blocks.add(prose(paths ? "So, by the chain rule, summed over the paths:" : "So, by the chain rule:"));
      blocks.add(new Equations(equations));
      equations.stream().flatMap(equation -> held(equation.sides().getFirst())).findFirst().ifPresent(step -> blocks.add(heldFixed(step)));
      chains.contraction().ifPresent(dot -> {
        blocks.add(prose("Between the derivatives of arrays, a dot is a sum over all elements of the array in between, as in"));
        blocks.add(new Prose(dot));
      });
    }
    List<Equation> slopes = slopes();
    if (!slopes.isEmpty() && slopes.size() <= MOST_SLOPES) {
      boolean arrays = derivation.gradients().stream().anyMatch(this::hasSlopesOfArrays);
      String where = arrays ? "where, element by element," : "where";
      blocks.add(prose(equations.isEmpty() ? "The result depends on them directly:" : where));
      blocks.add(new Equations(slopes));
    }
    if (blocks.isEmpty()) {
      blocks.add(prose("The result depends on them directly."));
    }
    return new Section("Chain", blocks);
  }

  /** The derivatives in a chain beside which something is held fixed. */
  private static Stream<Derivative> held(Maths chain) {
    return switch (chain) {
      case Maths.Sum(List<Maths> paths) -> paths.stream().flatMap(Script::held);
      case Maths.Path(List<Derivative> factors) -> factors.stream().filter(factor -> !factor.held().isEmpty());
      default -> Stream.empty();
    };
  }

  /** What the subscript of a derivative says. */
  private Prose heldFixed(Derivative step) {
    List<Maths> words = new ArrayList<>(List.of(new Word("Here "), step, new Word(" is the derivative with ")));
    for (int i = 0; i < step.held().size(); i++) {
      words.add(new Word(i == 0 ? "" : i == step.held().size() - 1 ? " and " : ", "));
      words.add(new Formula(derivation.quantity(step.held().get(i)).symbol()));
    }
    words.add(new Word(" held fixed: the direct part alone."));
    return new Prose(new Maths.Line(words));
  }

  private boolean hasSlopesOfArrays(Gradient gradient) {
    return gradient.contributions().stream().anyMatch(contribution ->
        contribution.slope().isPresent() && derivation.quantity(contribution.from()).type().shape().size() > 1);
  }

  /** The derivatives from one quantity to the next, where they are numbers or act element by element. */
  private List<Equation> slopes() {
    List<Equation> slopes = new ArrayList<>();
    for (Gradient gradient : derivation.gradients()) {
      for (Contribution contribution : gradient.contributions()) {
        contribution.slope().ifPresent(slope -> {
          Maths left = chains.step(contribution.from(), gradient.slot());
          Tensor local = contribution.local().orElseThrow();
          List<Maths> sides = List.of(new Formula(slope), new Substituted(slope), new Value(local));
          slopes.add(equation(left, local.shape().size() > LARGE ? sides.subList(0, 1) : sides, NOTHING));
        });
      }
    }
    return slopes;
  }

  // ---- backward

  private Section backward() {
    List<Block> blocks = new ArrayList<>();
    boolean single = derivation.resultQuantity().type().shape().size() == 1;
    Maths name = new Formula(derivation.resultQuantity().symbol());
    Maths begin = new Derivative(derivation.result(), derivation.result());
    blocks.add(
        new Prose(
            single
                ? Maths.line(new Word("The pass begins with "), begin, new Word(" = 1."))
                : Maths.line(
                    new Word("The gradients are those of the sum of "), name,
                    new Word(": the pass begins with a 1 for each of its elements."))));
    blocks.add(new Equations(derivation.gradients().stream().flatMap(gradient -> arriving(gradient).stream()).toList()));
    return new Section("Backward", blocks);
  }

  private List<Equation> arriving(Gradient gradient) {
    Maths left = new Derivative(derivation.result(), gradient.slot());
    List<Contribution> contributions = gradient.contributions();
    if (!gradient.explained()) {
      Equation value = equation(left, List.of(new Value(gradient.value())), UNEXPLAINED);
      return Stream.concat(contributions.stream().map(this::via), Stream.of(value)).toList();
    }
    if (contributions.isEmpty()) {
      return List.of();
    }
    if (contributions.size() == 1) {
      Contribution only = contributions.getFirst();
      return List.of(
          shorter(gradient, only).map(form -> equation(left, sides(only, form), Maths.noted(from(only), conditions(form))))
              .orElseGet(() -> equation(left, sides(only), from(only))));
    }
    List<Equation> equations = new ArrayList<>();
    contributions.forEach(contribution -> equations.add(via(contribution)));
    List<Maths> total = new ArrayList<>();
    total.add(new Maths.Sum(contributions.stream().<Maths>map(c -> new Formula(c.rule())).toList()));
    total.add(new Maths.Sum(contributions.stream().<Maths>map(c -> new Value(c.value())).toList()));
    total.add(new Value(gradient.value()));
    Maths paths = new Word(contributions.size() + " paths join");
    equations.add(equation(left, derivation.isSymbolic() ? total.subList(0, 1) : total.subList(1, total.size()), paths));
    return equations;
  }

  /** What a path brings, where it is not the only one. */
  private Equation via(Contribution contribution) {
    Maths left = Maths.line(new Word("  via "), new Formula(derivation.quantity(contribution.from()).symbol()));
    return equation(left, sides(contribution), from(contribution));
  }

  private static List<Maths> sides(Contribution contribution) {
    return List.of(new Formula(contribution.rule()), new Substituted(contribution.rule()), new Value(contribution.value()));
  }

  /** What the step comes to, if that is simpler than the step: p − y behind a softmax. */
  private static Optional<ClosedForm> shorter(Gradient gradient, Contribution only) {
    return gradient.closed().filter(form ->
        Simplifier.length(form.usual().map(ClosedForm.Usual::term).orElse(form.term())) < Simplifier.length(only.rule()));
  }

  private static List<Maths> sides(Contribution contribution, ClosedForm form) {
    Term last = form.usual().map(ClosedForm.Usual::term).orElse(form.term());
    return List.of(
        new Formula(contribution.rule()), new Formula(form.term()), new Formula(last), new Substituted(last), new Value(contribution.value()));
  }

  private Maths from(Contribution contribution) {
    Quantity from = derivation.quantity(contribution.from());
    Term formula = from.formula().orElseThrow();
    boolean brief = Writer.text(formula, names::text, derivation::type).length() <= LONGEST_NOTE;
    Maths name = new Formula(from.symbol());
    return brief
        ? Maths.line(new Word("from "), name, new Word(" = "), new Formula(formula))
        : Maths.line(new Word("from "), name);
  }

  // ---- the closed form

  private Section closedForm() {
    List<Equation> equations = new ArrayList<>();
    for (int slot : derivation.wrt()) {
      derivation.gradient(slot).filter(gradient -> !gradient.explained())
          .ifPresent(gradient -> equations.add(equation(new Derivative(derivation.result(), slot), List.of(new Value(gradient.value())), UNEXPLAINED)));
    }
    for (ClosedForm form : derivation.closedForms()) {
      List<Maths> sides = new ArrayList<>(List.of(new Formula(form.term())));
      form.usual().ifPresent(usual -> sides.add(new Formula(usual.term())));
      derivation.gradient(form.slot()).map(Gradient::value).filter(value -> value.shape().rank() == 0)
          .ifPresent(value -> sides.add(new Value(value)));
      equations.add(equation(new Derivative(derivation.result(), form.slot()), sides, Maths.noted(shapeOf(form), conditions(form))));
    }
    return new Section("Closed form", List.of(new Equations(equations)));
  }

  /** In symbols, where no value shows it, the shape of a gradient. */
  private Maths shapeOf(ClosedForm form) {
    return derivation.isSymbolic() ? shape(derivation.quantity(form.slot()).value()) : NOTHING;
  }

  private static Maths conditions(ClosedForm form) {
    if (!form.simplified()) {
      return new Word("as the chain rule gives it");
    }
    List<Maths> parts = new ArrayList<>(listed("with ", form.conditions()));
    form.usual().ifPresent(usual -> {
      parts.add(new Word(parts.isEmpty() ? "" : "; "));
      parts.addAll(listed("the last with ", usual.assumptions()));
    });
    return parts.isEmpty() ? NOTHING : new Maths.Line(parts);
  }

  private static List<Maths> listed(String first, List<Term> conditions) {
    List<Maths> parts = new ArrayList<>();
    for (Term condition : conditions) {
      parts.add(new Word(parts.isEmpty() ? first : ", "));
      parts.add(new Formula(condition));
    }
    return parts;
  }
}
