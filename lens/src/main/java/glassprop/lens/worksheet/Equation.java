package glassprop.lens.worksheet;

import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.lens.expression.Expression;
import glassprop.lens.expression.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One statement of a computation: a name, and how it follows from others.
 *
 * @param text as it was written
 * @param program of this statement alone
 * @param uses the names that it is computed from
 */
public record Equation(String name, String text, Program program, List<String> uses) {
  /** Copies the names. */
  public Equation {
    uses = List.copyOf(uses);
  }

  /**
   * Reads a statement {@code name = expression}.
   *
   * @throws IllegalArgumentException if it isn't one with a name
   */
  static Equation parse(String line) {
    Program program = Program.parse(line);
    if (program.statements().size() != 1 || program.resultName().isEmpty()) {
      throw new IllegalArgumentException("expected one statement with a name on a line, as in z = w*x + b; came " + line);
    }
    if (program.statements().getFirst().value() instanceof Expression.Name) {
      throw new IllegalArgumentException("an equation computes something: use the name itself instead of " + line);
    }
    return new Equation(program.resultName(), line.strip(), program, List.copyOf(program.free()));
  }

  /** The right-hand side as it was written. */
  String rightHandSide() {
    return text.substring(text.indexOf('=') + 1).replaceFirst("#.*", "").strip();
  }

  /** The value for these numbers, recorded down to leaves that are labelled with their names. */
  Tensor evaluate(Map<String, NdArray> values) {
    Map<String, Tensor> leaves = new LinkedHashMap<>();
    for (String used : uses) {
      NdArray value = values.get(used);
      if (value == null) {
        throw new IllegalArgumentException("no value for " + used + ", which " + text + " needs");
      }
      leaves.put(used, Tensor.of(value).named(used).tracked());
    }
    return program.evaluate(leaves).result();
  }
}
