package glassprop.op.catalogue;

import glassprop.array.TensorType;
import glassprop.op.Fused;
import glassprop.op.Op;
import glassprop.op.OperandException;
import glassprop.op.Program;
import glassprop.op.Term;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rewrite of programs: where equations say together what a {@link Fused} op does, the op takes their place. What is computed stays the same, to rounding; it takes fewer
 * passes over memory.
 *
 * <p>It knows no op: what to look for is the {@linkplain Fused#pattern pattern} that an op states. Equations whose results are used elsewhere as well stay as they are,
 * since they would be computed twice.
 */
public final class Fusion {
  private static final List<Fused> OPS = Stream.of(Affine.Activation.values()).<Fused>map(Affine::new).toList();

  private final Program program;
  private final List<TensorType> types;
  private final int[] uses; // of each part, by other parts and as a result
  private final @Nullable Term[] made; // of each part that was rewritten

  private Fusion(Program program, List<TensorType> types) {
    this.program = program;
    this.types = types;
    this.uses = new int[program.size()];
    this.made = new @Nullable Term[program.size()];
    for (int part = 0; part < program.size(); part++) {
      for (int slot = 0; slot < inputs(part); slot++) {
        uses[program.operand(part, slot)]++;
      }
    }
    for (int output = 0; output < program.outputs(); output++) {
      uses[program.output(output)]++;
    }
  }

  /**
   * A program that says the same with fused ops.
   *
   * @param types of the parts
   */
  public static Program fused(Program program, List<TensorType> types) {
    Fusion fusion = new Fusion(program, types);
    List<Term> terms = Stream.iterate(0, output -> output + 1).limit(program.outputs()).map(output -> fusion.term(program.output(output))).toList();
    return Program.of(terms);
  }

  private int inputs(int part) {
    return program.part(part) instanceof Term.Apply apply ? apply.operands().size() : 0;
  }

  /** What stands for a part, made of what stands for the parts before it. Operands come first, so nothing here goes deeper than a pattern. */
  private Term term(int root) {
    for (int part = 0; part <= root; part++) {
      if (made[part] == null) {
        made[part] = rewritten(part);
      }
    }
    return of(root);
  }

  private Term of(int part) {
    Term term = made[part];
    if (term == null) {
      throw new IllegalStateException("a part before its operands: " + program.part(part));
    }
    return term;
  }

  private Term rewritten(int part) {
    if (!(program.part(part) instanceof Term.Apply(Op op, List<Term> _))) {
      return program.part(part);
    }
    for (Fused fused : OPS) {
      Optional<List<Integer>> operands = operands(fused, part);
      if (operands.isPresent()) {
        return new Term.Apply(fused, operands.get().stream().map(this::of).toList());
      }
    }
    return new Term.Apply(op, Stream.iterate(0, slot -> slot + 1).limit(inputs(part)).map(slot -> of(program.operand(part, slot))).toList());
  }

  /** The parts to which a fused op is applied to give this one, if it does. */
  private Optional<List<Integer>> operands(Fused op, int part) {
    Map<Term, Integer> bound = new HashMap<>();
    Optional<Term> pattern = op.pattern();
    if (pattern.isEmpty() || !matches(pattern.get(), part, bound, true)) {
      return Optional.empty();
    }
    List<Integer> operands = Stream.iterate(0, slot -> slot + 1).limit(bound.size()).map(slot -> bound.get(Term.input(slot))).toList();
    try {
      return op.type(operands.stream().map(types::get).toList()).equals(types.get(part)) ? Optional.of(operands) : Optional.empty();
    } catch (OperandException e) {
      return Optional.empty(); // the op is for other shapes
    }
  }

  private boolean matches(Term pattern, int part, Map<Term, Integer> bound, boolean root) {
    return switch (pattern) {
      case Term.Literal literal -> literal.equals(program.part(part));
      case Term.Symbol symbol -> bound.putIfAbsent(symbol, part) == null || Integer.valueOf(part).equals(bound.get(symbol));
      case Term.Apply(Op op, List<Term> operands) -> {
        boolean whole = program.part(part) instanceof Term.Apply apply && apply.op().equals(op) && (root || uses[part] == 1);
        for (int slot = 0; whole && slot < operands.size(); slot++) {
          whole = matches(operands.get(slot), program.operand(part, slot), bound, false);
        }
        yield whole;
      }
    };
  }
}
