package glassprop.lens.expression;

/**
 * An expression, and the name that its value is given.
 *
 * @param name the empty string for the last statement if it has none
 * @param at the name, or the expression if there is none
 */
public record Statement(String name, Expression value, Place at) {}
