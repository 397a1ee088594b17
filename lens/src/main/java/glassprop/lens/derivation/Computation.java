package glassprop.lens.derivation;

import glassprop.Tensor;
import glassprop.Tape;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.lens.derivation.Quantity.Kind;
import glassprop.lens.expression.Program;
import glassprop.op.Notation;
import glassprop.op.Numbers;
import glassprop.op.Op;
import glassprop.op.Site;
import glassprop.op.Term;
import glassprop.op.Terms;
import glassprop.rule.Derivatives;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the quantities of a program that ran: what has a name, and the inner functions of which others are functions.
 *
 * <p>A formula is as long as a statement, unless a function is applied to something that a reader would give a name: the sine of x² + 3x is
 * sin(u), u = x² + 3x. Values are told apart by their arrays, which ops share only where they change nothing.
 */
final class Computation {
  private static final int DEEPEST = 40;
  private static final int MOST_LISTED = 4;

  private final List<Quantity> quantities = new ArrayList<>();
  private final IdentityHashMap<NdArray, Term> terms = new IdentityHashMap<>();
  private final IdentityHashMap<NdArray, String> names = new IdentityHashMap<>();
  private final IdentityHashMap<NdArray, Integer> uses = new IdentityHashMap<>();
  private final IdentityHashMap<NdArray, Tensor> replaced = new IdentityHashMap<>(); // by what took its place
  private final InnerNames innerNames;
  private final Set<String> wrt;

  /**
   * What was found.
   *
   * @param result the slot of the result
   */
  record Found(List<Quantity> quantities, int result) {}

  private Computation(Program program, Set<String> wrt) {
    this.innerNames = new InnerNames(program.names());
    this.wrt = wrt;
  }

  /**
   * The quantities, each after those that its formula mentions.
   *
   * @param given names of values that are given
   * @param wrt those of them that gradients are taken by
   */
  static Found of(Program program, Tape<Program.Values> run, Set<String> given, Set<String> wrt) {
    Computation computation = new Computation(program, wrt);
    Program.Values values = run.result();
    values.named().forEach((name, value) -> {
      if (given.contains(name)) {
        computation.given(name, value, Kind.INPUT);
      } else {
        computation.names.putIfAbsent(value.array(), name);
      }
    });
    values.replaced().forEach((name, computed) -> computation.replaced.put(values.of(name).array(), computed));
    String result = program.resultName();
    computation.names.putIfAbsent(values.result().array(), result.isEmpty() ? computation.innerNames.result() : result);
    run.entries().forEach(computation::count);
    run.entries().forEach(computation::apply);
    return computation.finished(values.result());
  }

  private Found finished(Tensor result) {
    Term term = operand(result);
    Term.Symbol symbol = (Term.Symbol) (term instanceof Term.Symbol ? term : name(result, term));
    boolean single = quantities.stream().filter(quantity -> quantity.kind() == Kind.INNER).count() == 1;
    List<Quantity> renamed =
        quantities.stream().map(q -> single && q.kind() == Kind.INNER ? q.named(innerNames.only()) : q).toList();
    return new Found(renamed, symbol.slot());
  }

  private Term given(String name, Tensor value, Kind kind) {
    boolean active = kind == Kind.INPUT && wrt.contains(name);
    Quantity quantity = new Quantity(quantities.size(), name, kind, value, Optional.empty(), Optional.empty(), active);
    quantities.add(quantity);
    terms.putIfAbsent(value.array(), quantity.symbol());
    return quantity.symbol();
  }

  private void count(Tape.Entry entry) {
    entry.inputs().stream().map(Tensor::array).distinct().forEach(array -> uses.merge(array, 1, Integer::sum));
  }

  private void apply(Tape.Entry entry) {
    NdArray array = entry.output().array();
    if (terms.containsKey(array)) {
      return; // an op that changed nothing
    }
    Tensor computed = replaced.get(array);
    if (computed != null) { // how the program makes the given value move is not what a reader wants to see
      name(entry.output(), operand(computed));
      return;
    }
    List<Term> operands = new ArrayList<>();
    boolean named = names.containsKey(array);
    for (int slot = 0; slot < entry.inputs().size(); slot++) {
      Tensor input = entry.inputs().get(slot);
      Term operand = operand(input);
      operands.add(isInner(operand, input, entry, slot, named) ? name(input, operand) : operand);
    }
    Term term = new Term.Apply(entry.op(), operands);
    terms.put(array, term);
    if (named) {
      name(entry.output(), term);
    }
  }

  /** What stands for a value: a quantity, a number, or the formula that gives it. */
  private Term operand(Tensor value) {
    Term known = terms.get(value.array());
    if (known != null) {
      return known;
    }
    String name = names.get(value.array());
    if (name != null) {
      return given(name, value, Kind.INPUT); // the program itself brings its value along
    }
    if (value.shape().equals(Shape.SCALAR) && value.dtype() == DType.F64) {
      return Term.of(value.item());
    }
    return given(list(value), value, Kind.CONSTANT);
  }

  /** Makes a quantity of what a formula gives. */
  private Term name(Tensor value, Term formula) {
    String own = names.get(value.array());
    Quantity quantity =
        new Quantity(
            quantities.size(), own == null ? innerNames.next() : own, own == null ? Kind.INNER : Kind.NAMED, value,
            Optional.of(formula), Optional.ofNullable(replaced.get(value.array())),
            isActive(formula) || (own != null && wrt.contains(own)));
    quantities.add(quantity);
    terms.put(value.array(), quantity.symbol());
    return quantity.symbol();
  }

  private boolean isActive(Term term) {
    return !activeSymbols(term).isEmpty();
  }

  private Set<Term.Symbol> activeSymbols(Term term) {
    return term.symbols().stream().filter(symbol -> quantities.get(symbol.slot()).active()).collect(Collectors.toSet());
  }

  /** Whether an operand deserves a name of its own. */
  private boolean isInner(Term operand, Tensor value, Tape.Entry entry, int slot, boolean named) {
    if (!(operand instanceof Term.Apply) || !isActive(operand)) {
      return false;
    }
    boolean shared = uses.getOrDefault(value.array(), 0) > 1;
    if (shared || depth(operand) > DEEPEST) {
      return true;
    }
    Op op = entry.op();
    boolean call = named && op.notation().precedence() == Notation.Precedence.ATOM;
    return isNonlinear(op, entry.site(), slot) && (call || !hasNumbersAsSlopes(operand, value));
  }

  /** Whether the derivative depends on the operand itself. */
  private static boolean isNonlinear(Op op, Site site, int slot) {
    Term pullback = Derivatives.exists(op, site, slot) ? Derivatives.pullback(op, site, slot) : Terms.ZERO;
    return pullback.mentions(Term.input(slot)) || pullback.mentions(Terms.Y);
  }

  /** Whether a term is affine, with numbers as slopes: 1 − p. */
  private boolean hasNumbersAsSlopes(Term term, Tensor value) {
    Site site = new Site(quantities.stream().map(Quantity::type).toList(), value.type());
    return activeSymbols(term).stream()
        .allMatch(symbol -> Set.of(Terms.YBAR).containsAll(Derivatives.cotangent(term, symbol, Terms.YBAR, site).symbols()));
  }

  private static int depth(Term term) {
    return term instanceof Term.Apply apply
        ? 1 + apply.operands().stream().mapToInt(Computation::depth).max().orElse(0)
        : 0;
  }

  /** Numbers as the program has them: [1, 2], [[1, 2], [3, 4]]; long lists are cut. */
  private static String list(Tensor value) {
    if (value.shape().rank() == 0) {
      return Numbers.text(value.toDoubles()[0]);
    }
    List<String> parts = new ArrayList<>();
    int size = value.shape().get(0);
    for (int i = 0; i < Math.min(size, MOST_LISTED); i++) {
      parts.add(list(value.select(0, i)));
    }
    return "[" + String.join(", ", parts) + (size > MOST_LISTED ? ", …]" : "]");
  }
}
