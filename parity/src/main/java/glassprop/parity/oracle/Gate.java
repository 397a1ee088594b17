package glassprop.parity.oracle;

/**
 * A gated linear unit, which is composed of ops here and one function elsewhere.
 *
 * @param axis the axis whose second half gates the first
 */
public record Gate(int axis) {}
