package glassprop.lens.derivation;

import glassprop.array.NdArray;
import glassprop.lens.algebra.Simplifier;
import glassprop.op.Multilinear;
import glassprop.op.Op;
import glassprop.op.Term;
import glassprop.op.Terms;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The gradients as formulas, each as whole as a reader can take it in, and none that does not have the gradient's value.
 *
 * <p>A formula that would become too long, or takes too long to simplify, is a recurrence: it is said with the gradients further on.
 */
final class ClosedForms {
  /** Of how many names, numbers and signs a closed form consists at most; of more, it is said with the gradients further on. */
  private static final int LONGEST = 40;

  private static final int LONGEST_OF_MATRICES = 15;

  /** Where there are no numbers beside it, a reader has more room: a network of two layers is one formula. */
  private static final int LONGEST_IN_SYMBOLS = 30;

  private final List<Quantity> quantities;
  private final Context context;
  private final Agreement agreement;
  private final Assumptions assumptions;
  private final Map<Integer, ClosedForm> recurrence = new TreeMap<>();
  private final Map<Integer, ClosedForm> closed = new TreeMap<>();

  ClosedForms(List<Quantity> quantities, Context context, Agreement agreement) {
    this.quantities = quantities;
    this.context = context;
    this.agreement = agreement;
    this.assumptions = new Assumptions(context, agreement);
  }

  /** Which of the gradients that arrive are put into a formula as formulas. */
  private enum Extent {
    /** None. */
    STEP,
    /** Those of functions of one quantity. */
    FUNCTIONS,
    /** All. */
    WHOLE
  }

  /** What a gradient is made of: its parts, as they are shown and as the rules give them, and its value. */
  record Parts(List<Contribution> shown, Term raw, NdArray value) {}

  /** Finds the formulas of a quantity's gradient, whose parts add up to it. */
  void close(Quantity quantity, Parts parts) {
    ClosedForm step =
        combined(quantity, parts, Extent.FUNCTIONS).filter(form -> Simplifier.length(form.term()) <= LONGEST)
            .or(() -> combined(quantity, parts, Extent.STEP))
            .orElseGet(() -> new ClosedForm(quantity.slot(), context.begun(parts.raw), List.of(), false));
    recurrence.put(quantity.slot(), withUsual(step));
    boolean complete = parts.shown.stream().allMatch(contribution -> isComplete(contribution.from()));
    boolean matrices = quantities.stream().anyMatch(q -> q.type().shape().size() > 1);
    int longest = !matrices ? LONGEST : context.isNumeric() ? LONGEST_OF_MATRICES : LONGEST_IN_SYMBOLS;
    Optional<ClosedForm> whole = complete ? combined(quantity, parts, Extent.WHOLE).map(this::withUsual) : Optional.empty();
    closed.put(quantity.slot(), whole.filter(form -> length(form) <= longest).orElse(recurrence.get(quantity.slot())));
  }

  /** How long a form is in its shortest version. */
  private static int length(ClosedForm form) {
    return form.usual().map(usual -> Simplifier.length(usual.term())).orElse(Simplifier.length(form.term()));
  }

  private ClosedForm withUsual(ClosedForm form) {
    return form.withUsual(context.isNumeric() ? Optional.empty() : assumptions.usual(form.term()));
  }

  /** The closed form of a gradient, if it mentions no other and was simplified. */
  Optional<ClosedForm> whole(int slot) {
    return Optional.ofNullable(closed.get(slot)).filter(form -> form.simplified() && isComplete(slot));
  }

  /** Whether there is a closed form of a gradient, and it mentions no other. */
  private boolean isComplete(int slot) {
    return closed.containsKey(slot)
        && Sweep.symbols(closedAt(slot).term(), symbol -> symbol.role() == Term.Role.COTANGENT).isEmpty();
  }

  /**
   * The sum of the contributions, simplified; empty if that takes too long, or does not have the value of the gradient.
   */
  private Optional<ClosedForm> combined(Quantity quantity, Parts parts, Extent extent) {
    Set<Term> conditions = new LinkedHashSet<>();
    parts.shown.forEach(contribution -> conditions.addAll(contribution.conditions()));
    Term sum =
        parts.shown.stream().map(contribution -> Context.replaced(contribution.rule(), s -> meaning(s, extent, conditions)))
            .reduce(Sweep::plus).orElse(parts.raw);
    return Simplifier.simplify(sum, context).filter(simple -> agreement.holds(simple.term(), parts.value, parts.raw))
        .map(simple -> {
          conditions.addAll(simple.conditions());
          return new ClosedForm(quantity.slot(), simple.term(), List.copyOf(conditions), true);
        });
  }

  private Term meaning(Term.Symbol symbol, Extent extent, Set<Term> conditions) {
    Optional<ClosedForm> known =
        switch (extent) {
          case STEP -> Optional.empty();
          case FUNCTIONS -> Optional.ofNullable(recurrence.get(symbol.slot())).filter(_ -> isActivation(quantities.get(symbol.slot())));
          case WHOLE -> Optional.ofNullable(closed.get(symbol.slot()));
        };
    return known.filter(_ -> symbol.role() == Term.Role.COTANGENT)
        .filter(form -> Simplifier.length(form.term()) <= LONGEST) // what is put in again and again would grow without end
        .map(form -> {
          conditions.addAll(form.conditions());
          return form.term();
        })
        .orElse(symbol);
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

  /** The closed forms of the wanted gradients that have one, and after them the recurrences of those that they mention. */
  List<ClosedForm> of(List<Integer> wanted) {
    SequencedMap<Integer, ClosedForm> forms = new LinkedHashMap<>();
    wanted.stream().filter(closed::containsKey).forEach(slot -> forms.put(slot, closedAt(slot)));
    Deque<ClosedForm> open = new ArrayDeque<>(forms.values());
    while (!open.isEmpty()) {
      for (Term.Symbol symbol : Sweep.symbols(open.remove().term(), s -> s.role() == Term.Role.COTANGENT)) {
        ClosedForm next = recurrence.get(symbol.slot());
        if (next != null && forms.putIfAbsent(symbol.slot(), next) == null) {
          open.add(next);
        }
      }
    }
    boolean named = forms.keySet().stream().anyMatch(slot -> quantities.get(slot).kind() == Quantity.Kind.INNER);
    return named ? List.copyOf(forms.values()) : forms.values().stream().map(this::inlined).toList();
  }

  /** With the formulas of inner functions in place of names that the program doesn't have. */
  private ClosedForm inlined(ClosedForm form) {
    return new ClosedForm(
        form.slot(), context.inlined(form.term()), form.conditions(), form.simplified(),
        form.usual().map(usual -> new ClosedForm.Usual(context.inlined(usual.term()), usual.assumptions())));
  }
}
