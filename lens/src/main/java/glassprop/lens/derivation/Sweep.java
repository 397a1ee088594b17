package glassprop.lens.derivation;

import glassprop.Tape;
import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.lens.algebra.Simplifier;
import glassprop.op.Binary;
import glassprop.op.Expand;
import glassprop.op.Term;
import glassprop.op.Terms;
import glassprop.rule.Derivatives;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The reverse sweep over quantities, which carries numbers and, beside them, the terms that give them.
 *
 * <p>It passes through formulas by the pullbacks of their ops, and stops at quantities: there contributions are listed, and the term
 * goes on by name, so that a formula stays as short as the program made it.
 */
final class Sweep {
  private final List<Quantity> quantities;
  private final int result;
  private final Context context;
  private final Map<Integer, List<Contribution>> contributions = new TreeMap<>(Collections.reverseOrder());
  private final Map<Integer, Term> raw = new HashMap<>(); // sums of contributions as the rules give them
  private final SequencedMap<Integer, Gradient> gradients = new TreeMap<>(Collections.reverseOrder());
  private final IdentityHashMap<NdArray, NdArray> engine;
  private final Agreement agreement;
  private final ClosedForms closed;

  private Sweep(Computation.Found found, List<Tape.Entry> run, boolean numeric) {
    this.quantities = found.quantities();
    this.result = found.result();
    this.context = new Context(quantities, quantities.get(result).cotangent(), numeric);
    this.agreement = new Agreement(context::value);
    this.closed = new ClosedForms(quantities, context, agreement);
    Set<NdArray> active = Collections.newSetFromMap(new IdentityHashMap<>());
    IdentityHashMap<NdArray, NdArray> replaced = new IdentityHashMap<>();
    for (Quantity quantity : quantities) {
      if (quantity.active()) {
        active.add(quantity.value().array());
      }
      quantity.computed().ifPresent(computed -> replaced.put(quantity.value().array(), computed.array()));
    }
    this.engine = OpByOp.gradients(run, quantities.get(result).value().array(), active, replaced);
  }

  /**
   * A sweep from the result down to all active quantities.
   *
   * @param run what the program did
   * @param numeric whether the values of the quantities may be taken as facts
   */
  static Sweep over(Computation.Found found, List<Tape.Entry> run, boolean numeric) {
    Sweep sweep = new Sweep(found, run, numeric);
    sweep.run();
    return sweep;
  }

  /** The gradients, from that of the result down; those alone that the result depends on. */
  List<Gradient> gradients() {
    return List.copyOf(gradients.values());
  }

  /** The closed forms of the wanted gradients, and after them the recurrences of those that they mention. */
  List<ClosedForm> closedForms(List<Integer> wanted) {
    return closed.of(wanted);
  }

  private void run() {
    for (int slot = result; slot >= 0; slot--) {
      Quantity quantity = quantities.get(slot);
      List<Contribution> arrived = contributions.getOrDefault(slot, List.of()).reversed();
      if (slot == result || !arrived.isEmpty() || (quantity.active() && quantity.formula().isEmpty())) {
        visit(quantity, arrived);
      }
    }
  }

  private void visit(Quantity quantity, List<Contribution> arrived) {
    NdArray value = engine.getOrDefault(quantity.value().array(), NdArray.zeros(quantity.type()));
    context.arrived(quantity.cotangent(), value);
    Term begin = quantity.slot() == result ? Terms.ONE : Terms.ZERO;
    Term sum =
        raw.getOrDefault(quantity.slot(), new Term.Apply(new Expand(quantity.type().shape()), List.of(begin)));
    boolean explained = agreement.explains(sum, value);
    if (explained) {
      closed.close(quantity, new ClosedForms.Parts(arrived, sum, value));
    }
    gradients.put(quantity.slot(), new Gradient(quantity.slot(), arrived, Tensor.of(value), explained, closed.whole(quantity.slot())));
    quantity.formula().ifPresent(formula -> pass(quantity, formula));
  }

  /** Carries a quantity's gradient to those in its formula. */
  private void pass(Quantity quantity, Term formula) {
    for (Term.Symbol symbol : symbols(formula, s -> quantities.get(s.slot()).active())) {
      Term pullback = Derivatives.cotangent(formula, symbol, quantity.cotangent(), context.site(quantity));
      if (!pullback.equals(Terms.ZERO)) {
        Term rule = context.folded(pullback);
        raw.merge(symbol.slot(), rule, (before, next) -> plus(next, before)); // as they are listed: the last one first
        contributions.computeIfAbsent(symbol.slot(), _ -> new ArrayList<>()).add(contribution(quantity, rule));
      }
    }
  }

  private Contribution contribution(Quantity from, Term rule) {
    NdArray value = context.value(rule);
    Optional<Simplifier.Simplified> simple =
        Simplifier.simplify(rule, context).filter(found -> agreement.holds(found.term(), value, rule));
    Optional<Term> slope =
        Simplifier.cofactor(rule, from.cotangent(), context.withSeed())
            .filter(term -> agreement.holds(new Term.Apply(Binary.MULTIPLY, List.of(term, from.cotangent())), value, rule));
    return new Contribution(
        from.slot(), simple.map(Simplifier.Simplified::term).orElse(rule),
        simple.map(Simplifier.Simplified::conditions).orElse(List.of()), slope, slope.map(context::tensor), Tensor.of(value));
  }

  static Term plus(Term a, Term b) {
    return new Term.Apply(Binary.ADD, List.of(a, b));
  }

  static Set<Term.Symbol> symbols(Term term, Predicate<Term.Symbol> wanted) {
    return term.symbols().stream().filter(wanted).collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
