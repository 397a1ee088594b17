package glassprop.lens.worksheet;

import glassprop.Tensor;
import glassprop.lens.expression.ExpressionException;
import glassprop.lens.expression.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An expression in the names of a computation and in quantities such as dL/dz. */
record Formula(Computation computation, Program program) {

  /**
   * Reads a formula.
   *
   * @param asked what it is a formula for; it can't be used in it
   * @throws IllegalArgumentException if it is none, with the place, or uses a name that means nothing here
   */
  static Formula parse(Computation computation, String text, Quantity asked) {
    Formula formula = parse(computation, text);
    for (String name : formula.program.free()) {
      if (formula.quantity(name).equals(asked)) {
        throw new IllegalArgumentException("a formula for " + Computation.asWritten(name) + " can't use it");
      }
    }
    return formula;
  }

  /** Reads a formula for anything. */
  static Formula parse(Computation computation, String text) {
    Program program;
    try {
      program = Program.parse(computation.withNames(text));
    } catch (ExpressionException e) {
      throw new IllegalArgumentException(
          Computation.asWritten(String.format(Locale.ROOT, "%s (column %d)", e.problem(), e.column())), e);
    }
    if (program.statements().size() > 1 || !program.resultName().isEmpty()) {
      throw new IllegalArgumentException("expected one expression, without a name and an = before it");
    }
    Formula formula = new Formula(computation, program);
    program.free().forEach(formula::quantity);
    return formula;
  }

  /** Whether a text is one that has names in it. */
  static boolean hasNames(Computation computation, String text) {
    try {
      return !Program.parse(computation.withNames(text)).free().isEmpty();
    } catch (ExpressionException _) {
      return false;
    }
  }

  private Quantity quantity(String name) {
    String written = Computation.asWritten(name);
    if (computation.names().isEmpty()) {
      throw new IllegalArgumentException("expected a number or arithmetic; came the name " + written);
    }
    return computation.quantity(written).orElseThrow(() -> new IllegalArgumentException(
        "nothing here is called " + written + "; there are " + String.join(", ", computation.names())
            + ", and derivatives such as d" + computation.result() + "/d" + computation.names().getFirst()));
  }

  /** The value where a computation has been gone through. */
  Tensor value(Replay replay) {
    return values(replay).result();
  }

  /** What is likely to be misread in it, X*W is by element; nothing where it has no value, which says more. */
  List<String> notes(Replay replay) {
    try {
      return values(replay).notes().stream().map(Computation::asWritten).toList();
    } catch (IllegalArgumentException _) {
      return List.of();
    }
  }

  private Program.Values values(Replay replay) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (String name : program.free()) {
      values.put(name, Tensor.of(replay.taken(quantity(name))).named(name));
    }
    try {
      return program.evaluate(values);
    } catch (ExpressionException e) {
      throw new IllegalArgumentException(Computation.asWritten(e.problem()), e);
    }
  }
}
