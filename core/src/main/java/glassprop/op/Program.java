package glassprop.op;

import glassprop.array.DType;
import glassprop.array.TensorType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What several terms say together, with every part once: equations in order, each an op applied to earlier parts. Parts that are equal are one part,
 * in whichever of the terms they stand, so a reader that evaluates a program does no work twice.
 *
 * <p>A rule is written as terms and read as a program. Reading needs no recursion, however deep the terms are.
 */
public final class Program {
  private final Term[] parts; // symbols, numbers and ops applied, each after its operands
  private final int[][] operands; // of each part, by number
  private final TensorType @Nullable [] types; // of each part, where they are known
  private final int[] outputs; // the part that each term is
  private final int[] lastUse; // of each part: the last one that has it as an operand, or after all if it is a term
  private final long[] users; // of each part: a bit for each term that needs it; of more than 64 terms, several share a bit
  private final List<Set<Term.Symbol>> mentioned; // in each term
  private final boolean[] apart; // of each term

  /** What takes the meanings of terms. */
  public interface Receiver<V> {
    /** Takes the meaning of a term. */
    void take(int output, V meaning);
  }

  private Program(Term[] parts, int[][] operands, int[] outputs, TensorType @Nullable [] types) {
    this.parts = parts;
    this.operands = operands;
    this.outputs = outputs;
    this.types = types;
    this.lastUse = lastUse();
    this.users = new long[parts.length];
    this.mentioned = new ArrayList<>(outputs.length);
    this.apart = new boolean[outputs.length];
    int[] count = new int[parts.length]; // of the terms that need a part
    List<int[]> needed = new ArrayList<>(outputs.length);
    for (int k = 0; k < outputs.length; k++) {
      needed.add(needed(outputs[k]));
      Set<Term.Symbol> symbols = new LinkedHashSet<>();
      for (int part : needed.get(k)) {
        users[part] |= 1L << k;
        count[part]++;
        if (parts[part] instanceof Term.Symbol symbol) {
          symbols.add(symbol);
        }
      }
      mentioned.add(symbols);
    }
    for (int k = 0; k < outputs.length; k++) {
      apart[k] = Arrays.stream(needed.get(k)).noneMatch(part -> count[part] > 1 && !(parts[part] instanceof Term.Symbol));
    }
  }

  private int[] lastUse() {
    int[] last = new int[parts.length];
    Arrays.setAll(last, part -> part);
    for (int part = 0; part < parts.length; part++) {
      for (int operand : operands[part]) {
        last[operand] = part;
      }
    }
    for (int output : outputs) {
      last[output] = Integer.MAX_VALUE;
    }
    return last;
  }

  /** A part and all that it is made of, in order. */
  private int[] needed(int root) {
    Set<Integer> found = new LinkedHashSet<>();
    Deque<Integer> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      int part = open.pop();
      if (found.add(part)) {
        for (int operand : operands[part]) {
          open.push(operand);
        }
      }
    }
    return found.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  /** The program of these terms. */
  public static Program of(List<Term> terms) {
    Numbering numbering = new Numbering();
    int[] outputs = terms.stream().mapToInt(numbering::number).toArray();
    return new Program(numbering.parts(), numbering.operands(), outputs, null);
  }

  /**
   * This program with the types of its parts, so that a reader need not infer them each time.
   *
   * @param algebra of types
   * @param symbols the types of the symbols
   * @param literals the element type of numbers
   */
  public Program typed(Algebra<TensorType> algebra, Function<Term.Symbol, TensorType> symbols, DType literals) {
    return new Program(parts, operands, outputs, meanings(algebra, symbols, literals).toArray(TensorType[]::new));
  }

  /** How many parts there are: symbols, numbers and equations. */
  public int size() {
    return parts.length;
  }

  /** A part as a term. Its operands have smaller numbers. */
  public Term part(int number) {
    return parts[number];
  }

  /** The number of an operand of a part. */
  public int operand(int part, int slot) {
    return operands[part][slot];
  }

  /** How many terms the program was made of. */
  public int outputs() {
    return outputs.length;
  }

  /** The number of the part that a term is. */
  public int output(int term) {
    return outputs[term];
  }

  /** A term that the program was made of. */
  public Term term(int output) {
    return parts[outputs[output]];
  }

  /** The symbols that occur in a term. */
  public Set<Term.Symbol> mentioned(int output) {
    return mentioned.get(output);
  }

  /** Whether a term has no number and no equation in common with another: what is computed for it is used for nothing else. */
  public boolean isApart(int output) {
    return apart[output];
  }

  /**
   * The meaning of every part in an algebra.
   *
   * @param symbols the meaning of the symbols
   * @param literals the element type of numbers
   */
  public <V> List<V> meanings(Algebra<V> algebra, Function<Term.Symbol, V> symbols, DType literals) {
    List<V> all = new ArrayList<>(parts.length);
    for (int part = 0; part < parts.length; part++) {
      all.add(switch (parts[part]) {
        case Term.Literal(double value) -> algebra.literal(value, literals);
        case Term.Symbol symbol -> symbols.apply(symbol);
        case Term.Apply(Op op, List<Term> _) -> {
          List<V> inputs = new ArrayList<>(operands[part].length);
          for (int operand : operands[part]) {
            inputs.add(all.get(operand));
          }
          yield algebra.apply(op, inputs);
        }
      });
    }
    return all;
  }

  /**
   * Gives the meanings of some terms in an algebra, in their order. Each part that they need is evaluated once, and forgotten after its last use.
   *
   * @param symbols the meaning of the symbols
   * @param literals the element type of numbers
   * @param wanted whether a term is of interest
   */
  public <V> void evaluate(
      Algebra<V> algebra, Function<Term.Symbol, V> symbols, DType literals, IntPredicate wanted, Receiver<V> receiver) {
    long asked = 0;
    for (int k = 0; k < outputs.length; k++) {
      asked |= wanted.test(k) ? 1L << k : 0;
    }
    @SuppressWarnings("unchecked") // nobody else sees the array
    @Nullable V[] values = (V[]) new Object[parts.length];
    for (int part = 0; part < parts.length; part++) {
      if ((users[part] & asked) != 0) {
        values[part] = switch (parts[part]) {
          case Term.Literal(double value) -> algebra.literal(value, literals);
          case Term.Symbol symbol -> symbols.apply(symbol);
          case Term.Apply(Op op, List<Term> _) -> applied(algebra, op, part, values);
        };
      }
    }
    for (int k = 0; k < outputs.length; k++) {
      V value = wanted.test(k) ? values[outputs[k]] : null;
      if (value != null) {
        receiver.take(k, value);
      }
    }
  }

  private <V> V applied(Algebra<V> algebra, Op op, int part, @Nullable V[] values) {
    int[] from = operands[part];
    List<V> inputs = new ArrayList<>(from.length);
    for (int operand : from) {
      inputs.add(Objects.requireNonNull(values[operand]));
    }
    for (int operand : from) {
      if (lastUse[operand] == part) {
        values[operand] = null;
      }
    }
    return types == null ? algebra.apply(op, inputs) : algebra.apply(op, inputs, types[part]);
  }

  /** The meaning of the first term in an algebra. */
  public <V> V evaluate(Algebra<V> algebra, Function<Term.Symbol, V> symbols, DType literals) {
    List<V> first = new ArrayList<>(1);
    evaluate(algebra, symbols, literals, output -> output == 0, (_, value) -> first.add(value));
    return first.getFirst();
  }
}
