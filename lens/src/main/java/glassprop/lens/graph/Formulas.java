package glassprop.lens.graph;

import glassprop.Step;
import glassprop.op.Notation;
import glassprop.op.Numbers;
import glassprop.op.Term;
import glassprop.rule.Writer;
import java.util.ArrayList;
import java.util.List;

/** How a step is written in its box. */
final class Formulas {
  private Formulas() {}

  /**
   * The op's notation with the names of its operands: {@code u1·W1}.
   *
   * @param names of the operands by slot; where one is empty, the operand is a number and is written itself
   */
  static String of(Step step, String[] names) {
    List<Term> operands = new ArrayList<>();
    for (int slot = 0; slot < step.inputCount(); slot++) {
      operands.add(Term.input(slot));
    }
    String formula = Writer.text(
        new Term.Apply(step.op(), operands),
        symbol -> names[symbol.slot()].isEmpty() ? number(step, symbol.slot()) : names[symbol.slot()],
        symbol -> step.site().input(symbol.slot()));
    boolean unwritten = step.op().notation().equals(Notation.unwritten());
    return unwritten ? step.op().mnemonic() + "(" + formula + ")" : formula;
  }

  private static String number(Step step, int slot) {
    return Numbers.text(step.constant(slot).orElseThrow().number().orElseThrow());
  }
}
