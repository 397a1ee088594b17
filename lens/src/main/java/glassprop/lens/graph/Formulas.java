package glassprop.lens.graph;

import glassprop.Node;
import glassprop.Step;
import glassprop.op.Notation;
import glassprop.op.Numbers;
import glassprop.op.Term;
import glassprop.rule.Writer;
import java.util.ArrayList;
import java.util.List;

/** How a step is written in its box. */
final class Formulas {
  /** An operand without a name. */
  private static final String HOLE = "□";

  private Formulas() {}

  /** The op's notation with the names of its operands: {@code □·W1}. */
  static String of(Step step) {
    List<Term> operands = new ArrayList<>();
    for (int slot = 0; slot < step.inputCount(); slot++) {
      operands.add(Term.input(slot));
    }
    String formula = Writer.text(new Term.Apply(step.op(), operands), symbol -> name(step, symbol.slot()));
    boolean unwritten = step.op().notation().equals(Notation.unwritten());
    return unwritten ? step.op().mnemonic() + "(" + formula + ")" : formula;
  }

  private static String name(Step step, int slot) {
    String label = step.input(slot).map(Node::label).orElseGet(() -> step.constant(slot).map(Formulas::name).orElse(""));
    return label.isEmpty() ? HOLE : label;
  }

  private static String name(Step.Constant constant) {
    boolean nameless = constant.label().isEmpty() && constant.number().isPresent();
    return nameless ? Numbers.text(constant.number().getAsDouble()) : constant.label();
  }
}
