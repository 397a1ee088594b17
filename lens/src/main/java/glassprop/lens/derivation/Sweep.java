package glassprop.lens.derivation;

import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.lens.algebra.Simplifier;
import glassprop.op.Binary;
import glassprop.op.Expand;
import glassprop.op.Multilinear;
import glassprop.op.Op;
import glassprop.op.Term;
import glassprop.op.Terms;
import glassprop.rule.Derivatives;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The reverse sweep over quantities, which carries numbers and, beside them, the terms that give them.
 *
 * <p>It passes through formulas by the pullbacks of their ops, and stops at quantities: there contributions are listed, and the term
 * goes on by name, so that a formula stays as short as the program made it.
 */
final class Sweep {
  private static final double AGREES = 1e-9;
  private static final double ROUNDING = 1e-13; // of numbers around 1 that cancel

  /** Of how many names, numbers and signs a closed form consists at most; of more, it is said with the gradients further on. */
  private static final int LONGEST = 40;

  private static final int LONGEST_OF_MATRICES = 15;

  private final List<Quantity> quantities;
  private final int result;
  private final Context context;
  private final Map<Integer, List<Contribution>> contributions = new TreeMap<>(Collections.reverseOrder());
  private final SequencedMap<Integer, Gradient> gradients = new TreeMap<>(Collections.reverseOrder());
  private final Map<Integer, ClosedForm> recurrence = new TreeMap<>();
  private final Map<Integer, ClosedForm> closed = new TreeMap<>(Collections.reverseOrder());

  private Sweep(List<Quantity> quantities, int result, boolean numeric) {
    this.quantities = quantities;
    this.result = result;
    this.context = new Context(quantities, quantities.get(result).cotangent(), numeric);
  }

  /** A sweep from the result down to all active quantities. */
  static Sweep over(Computation.Found found, boolean numeric) {
    Sweep sweep = new Sweep(found.quantities(), found.result(), numeric);
    sweep.run();
    return sweep;
  }

  /** The gradients, from that of the result down; those alone that the result depends on. */
  List<Gradient> gradients() {
    return List.copyOf(gradients.values());
  }

  private void run() {
    for (int slot = result; slot >= 0; slot--) {
      Quantity quantity = quantities.get(slot);
      List<Contribution> arrived = contributions.getOrDefault(slot, List.of()).reversed();
      if (slot != result && arrived.isEmpty()) {
        unreached(quantity);
        continue;
      }
      Tensor value =
          arrived.stream().map(Contribution::value).reduce(Tensor::plus)
              .orElseGet(() -> Tensor.of(NdArray.full(quantity.type(), 1)));
      gradients.put(slot, new Gradient(slot, arrived, value));
      context.arrived(quantity.cotangent(), value.array());
      close(quantity, arrived, value);
      quantity.formula().ifPresent(formula -> pass(quantity, formula));
    }
  }

  /** The result does not depend on it. */
  private void unreached(Quantity quantity) {
    if (quantity.active() && quantity.formula().isEmpty()) {
      gradients.put(quantity.slot(), new Gradient(quantity.slot(), List.of(), Tensor.of(NdArray.zeros(quantity.type()))));
      closed.put(quantity.slot(), new ClosedForm(quantity.slot(), Terms.ZERO, List.of(), true));
    }
  }

  /** Carries a quantity's gradient to those in its formula. */
  private void pass(Quantity quantity, Term formula) {
    for (Term.Symbol symbol : symbols(formula, s -> quantities.get(s.slot()).active())) {
      Term pullback = Derivatives.cotangent(formula, symbol, quantity.cotangent(), context.site(quantity));
      if (pullback.equals(Terms.ZERO)) {
        continue;
      }
      Term raw = context.folded(pullback);
      Tensor value = context.tensor(raw);
      Simplifier.Simplified found = Simplifier.simplify(raw, context);
      Simplifier.Simplified simple =
          agree(context.tensor(found.term()), value) ? found : new Simplifier.Simplified(raw, List.of());
      Optional<Term> slope =
          Simplifier.cofactor(raw, quantity.cotangent(), context.withSeed())
              .filter(term -> context.value(term).shape().broadcast(quantity.type().shape()).equals(value.shape()));
      Optional<Tensor> local = slope.map(context::tensor);
      contributions.computeIfAbsent(symbol.slot(), _ -> new ArrayList<>())
          .add(new Contribution(quantity.slot(), simple.term(), simple.conditions(), slope, local, value));
    }
  }

  static Set<Term.Symbol> symbols(Term term, Predicate<Term.Symbol> wanted) {
    Set<Term.Symbol> found = new LinkedHashSet<>();
    term.forEachSymbol(symbol -> {
      if (wanted.test(symbol)) {
        found.add(symbol);
      }
    });
    return found;
  }

  // ---- closed forms

  /** The whole closed form or, where that is too long, the recurrence: with the gradients at the next named places. */
  private void close(Quantity quantity, List<Contribution> arrived, Tensor value) {
    ClosedForm step = combined(quantity, arrived, value, false);
    recurrence.put(quantity.slot(), step);
    boolean complete = arrived.stream().allMatch(contribution -> isComplete(closedAt(contribution.from())));
    ClosedForm whole = complete ? combined(quantity, arrived, value, true) : step;
    boolean matrices = quantities.stream().anyMatch(q -> q.type().shape().size() > 1);
    closed.put(quantity.slot(), length(whole.term()) <= (matrices ? LONGEST_OF_MATRICES : LONGEST) ? whole : step);
  }

  /** Whether a closed form mentions no other gradient. */
  private static boolean isComplete(ClosedForm form) {
    return symbols(form.term(), symbol -> symbol.role() == Term.Role.COTANGENT).isEmpty();
  }

  /**
   * The sum of the contributions, simplified.
   *
   * @param whole whether the gradients that arrive are put in as formulas; in a recurrence only those of functions of one quantity are
   */
  private ClosedForm combined(Quantity quantity, List<Contribution> arrived, Tensor value, boolean whole) {
    Set<Term> conditions = new LinkedHashSet<>();
    arrived.forEach(contribution -> conditions.addAll(contribution.conditions()));
    Term sum =
        arrived.stream().map(contribution -> replaced(contribution.rule(), s -> meaning(s, whole, conditions)))
            .reduce((a, b) -> new Term.Apply(Binary.ADD, List.of(a, b)))
            .orElseGet(() -> new Term.Apply(new Expand(quantity.type().shape()), List.of(Terms.ONE)));
    Simplifier.Simplified simple = Simplifier.simplify(sum, context);
    if (agree(context.tensor(simple.term()), value)) {
      conditions.addAll(simple.conditions());
      return new ClosedForm(quantity.slot(), simple.term(), List.copyOf(conditions), true);
    }
    return new ClosedForm(quantity.slot(), sum, List.of(), false);
  }

  /** A term with others in place of symbols, written as it is: 1/3 stays a fraction. */
  private static Term replaced(Term term, Function<Term.Symbol, Term> meaning) {
    return switch (term) {
      case Term.Literal literal -> literal;
      case Term.Symbol symbol -> meaning.apply(symbol);
      case Term.Apply(Op op, List<Term> operands) ->
          new Term.Apply(op, operands.stream().map(operand -> replaced(operand, meaning)).toList());
    };
  }

  private Term meaning(Term.Symbol symbol, boolean whole, Set<Term> conditions) {
    if (symbol.role() != Term.Role.COTANGENT || !(whole || isActivation(quantities.get(symbol.slot())))) {
      return symbol;
    }
    ClosedForm known = (whole ? closed : recurrence).get(symbol.slot());
    if (known == null) {
      return symbol;
    }
    conditions.addAll(known.conditions());
    return known.term();
  }

  /** Whether a quantity is a nonlinear function of one other: its gradient is only passed through. */
  private static boolean isActivation(Quantity quantity) {
    return quantity.formula().orElse(Terms.ZERO) instanceof Term.Apply(Op op, List<Term> operands)
        && operands.size() == 1 && operands.getFirst() instanceof Term.Symbol && !(op instanceof Multilinear);
  }

  private ClosedForm closedAt(int slot) {
    ClosedForm known = closed.get(slot);
    if (known == null) {
      throw new IllegalStateException("no closed form at " + quantities.get(slot).name());
    }
    return known;
  }

  /** The closed forms of the wanted gradients, and after them the recurrences of those that they mention. */
  List<ClosedForm> closedForms(List<Integer> wanted) {
    SequencedMap<Integer, ClosedForm> forms = new LinkedHashMap<>();
    wanted.stream().filter(closed::containsKey).forEach(slot -> forms.put(slot, closedAt(slot)));
    Deque<ClosedForm> open = new ArrayDeque<>(forms.values());
    while (!open.isEmpty()) {
      for (Term.Symbol symbol : symbols(open.remove().term(), s -> s.role() == Term.Role.COTANGENT)) {
        ClosedForm next = recurrence.getOrDefault(symbol.slot(), closedAt(symbol.slot()));
        if (forms.putIfAbsent(symbol.slot(), next) == null) {
          open.add(next);
        }
      }
    }
    return forms.values().stream()
        .map(form -> new ClosedForm(form.slot(), context.inlined(form.term()), form.conditions(), form.simplified()))
        .toList();
  }

  private static int length(Term term) {
    return switch (term) {
      case Term.Literal _, Term.Symbol _ -> 1;
      case Term.Apply apply ->
          (apply.op().notation().isUnwritten() ? 0 : 1) + apply.operands().stream().mapToInt(Sweep::length).sum();
    };
  }

  /** Whether two values are the same up to rounding; a NaN agrees with a NaN. */
  static boolean agree(Tensor a, Tensor b) {
    if (!a.shape().equals(b.shape())) {
      return false;
    }
    double[] x = a.toDoubles();
    double[] y = b.toDoubles();
    double size = Math.max(Arrays.stream(x).map(Math::abs).max().orElse(0), Arrays.stream(y).map(Math::abs).max().orElse(0));
    for (int i = 0; i < x.length; i++) {
      boolean same = x[i] == y[i] || (Double.isNaN(x[i]) && Double.isNaN(y[i]));
      if (!same && !(Math.abs(x[i] - y[i]) <= AGREES * size + ROUNDING)) {
        return false;
      }
    }
    return true;
  }
}
