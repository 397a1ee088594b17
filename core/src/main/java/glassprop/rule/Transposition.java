package glassprop.rule;

import static glassprop.op.Terms.ZERO;

import glassprop.array.TensorType;
import glassprop.op.Op;
import glassprop.op.Program;
import glassprop.op.Site;
import glassprop.op.Term;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The reverse sweep through a term: the cotangents that some of its symbols receive, as terms.
 *
 * <p>Through a composite op's definition this is the chain rule. Through a term that is linear in a symbol it is the transpose: the slopes do not
 * mention the symbol, and the result is linear in the seed. The sweep goes through the term's program, so that a part with several uses is passed
 * once, when everything that it receives has arrived.
 */
final class Transposition {
  private final Program program;
  private final List<TensorType> types;
  private final List<SortedMap<Integer, Term>> contributions = new ArrayList<>(); // to each part, in the order of its places in the term
  private final int[][] places; // of the operands of each part, in the term as it is written
  private final Term[] values; // of each part, in what is known

  private Transposition(Program program, List<TensorType> types, Map<Term, Term> known) {
    this.program = program;
    this.types = types;
    this.values = new Term[program.size()];
    for (int part = 0; part < values.length; part++) {
      values[part] = known.getOrDefault(program.part(part), value(part));
    }
    for (int part = 0; part < program.size(); part++) {
      contributions.add(new TreeMap<>());
    }
    this.places = places();
  }

  /**
   * The cotangents of some symbols when a term's is {@code seed}; {@link glassprop.op.Terms#ZERO} of one that does not occur.
   *
   * @param seed a term of the type of {@code term}
   * @param slot the input whose tangent the symbols of role TANGENT are
   * @param known parts of the term that need not be computed again for the slopes, and terms that give their values
   */
  static List<Term> cotangents(Term term, List<Term.Symbol> symbols, Term seed, Site site, int slot, Map<Term, Term> known) {
    Program program = Program.of(List.of(term));
    List<TensorType> types =
        program.meanings(Types.TYPES, symbol -> Types.of(symbol, site, slot), site.output().dtype());
    Transposition sweep = new Transposition(program, types, known);
    sweep.run(symbols, seed);
    return symbols.stream().map(sweep::at).toList();
  }

  /** A part, made of the values of its operands. */
  private Term value(int part) {
    return program.part(part) instanceof Term.Apply(Op op, List<Term> _)
        ? new Term.Apply(op, operands(part).mapToObj(operand -> values[operand]).toList())
        : program.part(part);
  }

  private void run(List<Term.Symbol> symbols, Term seed) {
    boolean[] depends = new boolean[program.size()];
    for (int part = 0; part < depends.length; part++) {
      depends[part] = symbols.contains(program.part(part)) || operands(part).anyMatch(operand -> depends[operand]);
    }
    contributions.get(program.output(0)).put(0, seed);
    for (int part = depends.length - 1; part >= 0; part--) {
      if (depends[part] && program.part(part) instanceof Term.Apply(Op op, List<Term> inputs)) {
        Term arrived = arrived(part);
        if (!arrived.equals(ZERO)) {
          pass(part, arrived, op, inputs, depends);
        }
      }
    }
  }

  private Term arrived(int part) {
    return contributions.get(part).values().stream().reduce(ZERO, Term::plus);
  }

  private IntStream operands(int part) {
    return program.part(part) instanceof Term.Apply apply
        ? IntStream.range(0, apply.operands().size()).map(i -> program.operand(part, i))
        : IntStream.empty();
  }

  /** Numbers the places where operands stand, from left to right; of a part that stands in several places, in the first. */
  private int[][] places() {
    int[][] found = new int[program.size()][];
    Deque<int[]> open = new ArrayDeque<>(); // parts, and how many of their operands were visited
    open.push(new int[] {program.output(0), 0});
    for (int place = 1; !open.isEmpty(); place++) {
      int part = open.peek()[0];
      int slot = open.peek()[1]++;
      found[part] = found[part] == null ? operands(part).toArray() : found[part];
      if (slot == found[part].length) {
        open.pop();
      } else {
        int operand = program.operand(part, slot);
        found[part][slot] = place;
        if (found[operand] == null) {
          open.push(new int[] {operand, 0});
        }
      }
    }
    return found;
  }

  /** Carries what has arrived at an equation to its operands. */
  private void pass(int part, Term arrived, Op op, List<Term> inputs, boolean[] depends) {
    Site inner = new Site(operands(part).mapToObj(types::get).toList(), types.get(part));
    List<Term> pullbacks = Derivatives.pullbacks(op, inner);
    for (int i = 0; i < inputs.size(); i++) {
      int operand = program.operand(part, i);
      if (depends[operand] && !pullbacks.get(i).equals(ZERO)) {
        contributions.get(operand).put(places[part][i], pullbacks.get(i).substitute(symbol -> switch (symbol.role()) {
          case INPUT -> values[program.operand(part, symbol.slot())];
          case OUTPUT -> values[part];
          case COTANGENT -> arrived;
          case TANGENT -> throw new IllegalStateException("a pullback mentions a tangent: " + program.part(part));
        }));
      }
    }
  }

  private Term at(Term.Symbol symbol) {
    for (int part = 0; part < program.size(); part++) {
      if (program.part(part).equals(symbol)) {
        return arrived(part);
      }
    }
    return ZERO;
  }
}
