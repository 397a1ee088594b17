package glassprop;

import glassprop.array.TensorType;
import glassprop.op.Op;
import glassprop.op.OperandException;
import glassprop.op.Program;
import glassprop.op.Site;
import glassprop.op.Term;
import glassprop.op.catalogue.Fusion;
import glassprop.rule.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A function of tensors that is stated as a term, such as {@code X.matmul(X1).plus(Term.input(2)).relu()}. Applied to tensors it takes as few ops as there are kernels
 * for: this one takes one. See {@link Fusion}.
 */
public final class Formula {
  /** As many layers of different sizes as may share a formula before their programs are made anew. */
  private static final int KEPT = 16;

  private final Term definition;
  private volatile List<Use> uses = List.of(); // the latest first; their types mostly come again

  /** The program for inputs of these types; the op alone if it is one, of the inputs in their order. */
  private record Use(List<TensorType> inputs, Program program, @Nullable Op whole) {
    boolean isOf(Tensor... tensors) {
      if (tensors.length != inputs.size()) {
        return false;
      }
      for (int i = 0; i < tensors.length; i++) {
        if (!tensors[i].type().equals(inputs.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * A function of inputs by slot.
   *
   * @param definition in symbols of role INPUT alone
   */
  public Formula(Term definition) {
    this.definition = Objects.requireNonNull(definition, "formula: expected a term, came null");
    for (Term.Symbol symbol : definition.symbols()) {
      if (symbol.role() != Term.Role.INPUT) {
        throw new IllegalArgumentException("formula: expected inputs alone, came a " + symbol.role() + " in " + definition);
      }
    }
  }

  /** What is computed, as it was stated. */
  public Term definition() {
    return definition;
  }

  /**
   * The value for some inputs, one for each slot.
   *
   * @throws glassprop.array.ShapeException if they do not fit
   */
  public Tensor apply(Tensor... inputs) {
    Use known = known(Objects.requireNonNull(inputs, "formula: expected tensors, came null"));
    return known.whole != null
        ? Tensor.apply(known.whole, inputs)
        : known.program.evaluate(TensorAlgebra.TENSORS, symbol -> inputs[symbol.slot()], inputs[0].dtype());
  }

  private Use known(Tensor... inputs) {
    List<Use> before = uses;
    for (int i = 0; i < before.size(); i++) {
      if (before.get(i).isOf(inputs)) {
        return before.get(i);
      }
    }
    Use use = use(Arrays.stream(inputs).map(Tensor::type).toList());
    uses = Stream.concat(Stream.of(use), before.stream().limit(KEPT - 1)).toList(); // of two threads one's may be lost, and is made again
    return use;
  }

  private Use use(List<TensorType> types) {
    Program stated = Program.of(List.of(definition));
    List<TensorType> ofParts;
    try {
      ofParts = stated.meanings(Types.TYPES, symbol -> types.get(symbol.slot()), types.getFirst().dtype());
    } catch (OperandException e) { // which the ops themselves tell with their operands
      return new Use(types, stated, null);
    }
    Program fused = Fusion.fused(stated, ofParts);
    List<Term> inOrder = IntStream.range(0, types.size()).<Term>mapToObj(Term::input).toList();
    return new Use(types, fused, fused.term(0) instanceof Term.Apply(Op op, List<Term> operands) && operands.equals(inOrder) ? op : null);
  }
}
