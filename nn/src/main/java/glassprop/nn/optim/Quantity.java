package glassprop.nn.optim;

import java.util.Objects;

/**
 * A quantity of an update rule: what it is, and how it is written.
 *
 * @param symbol as in the literature: β₁
 * @param name in words, for messages: "beta1"
 * @param value of a constant and of the rate; 0 for what changes
 */
public record Quantity(Kind kind, String symbol, String name, double value) {
  /** What a quantity is. */
  public enum Kind {
    /** The numbers that the rule changes. */
    PARAMETER,
    /** Their gradient. */
    GRADIENT,
    /** How many steps a parameter has made, the present one among them. */
    STEP,
    /** The learning rate of a step, which a schedule may change. */
    RATE,
    /** A constant from 0 up to, but not including, 1: how much of a mean over earlier steps is kept. */
    DECAY,
    /** A constant above 0. */
    POSITIVE,
    /** A constant from 0 on. */
    FACTOR,
    /** Numbers that are remembered from step to step, one for each number of the parameter; 0 before the first. */
    MEMORY,
    /** What an equation defines for those after it. */
    AUXILIARY;

    /** Whether it is a number that the rule was made with. */
    boolean isConstant() {
      return this == DECAY || this == POSITIVE || this == FACTOR;
    }
  }

  /** Requires a value that the kind allows. */
  public Quantity {
    Objects.requireNonNull(kind, "quantity: expected what it is, came null");
    Objects.requireNonNull(symbol, "quantity: expected a symbol, came null");
    Objects.requireNonNull(name, "quantity: expected a name, came null");
    switch (kind) {
      case DECAY -> require(value >= 0 && value < 1, name, value, "a number from 0 up to, but not including, 1");
      case POSITIVE -> require(value > 0 && value < Double.POSITIVE_INFINITY, name, value, "a finite number above 0");
      case FACTOR, RATE -> require(value >= 0 && value < Double.POSITIVE_INFINITY, name, value, "a finite number from 0 on");
      case PARAMETER, GRADIENT, STEP, MEMORY, AUXILIARY -> {}
    }
  }

  private static void require(boolean holds, String name, double value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(name + " " + value + ": expected " + expected);
    }
  }

  /** The same quantity with another value. */
  Quantity with(double other) {
    return new Quantity(kind, symbol, name, other);
  }
}
