package glassprop.lens.worksheet;

import glassprop.lens.expression.Program;

/** What a cell of a worksheet asks for. */
public sealed interface Quantity {

  /** The value of a name. */
  record Value(String name) implements Quantity {}

  /** The gradient of the result with respect to a name. */
  record Gradient(String by) implements Quantity {}

  /** The derivative of one name by another: a Jacobian, of the shape of both together. */
  record Derivative(String of, String by) implements Quantity {}

  /**
   * A number that is computed from the others.
   *
   * @param program an expression
   */
  record Figure(Program program) implements Quantity {}
}
