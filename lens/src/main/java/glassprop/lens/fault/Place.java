package glassprop.lens.fault;

import glassprop.Step;

/**
 * A step of a computation that is written as equations.
 *
 * @param equation the name that the equation computes
 * @param number of the step in the equation, the last one being 0: the same for all values of the inputs
 */
public record Place(String equation, int number, Step step) {

  /** Whether this is the same step, whatever the values. */
  public boolean is(Place other) {
    return number == other.number && equation.equals(other.equation);
  }
}
