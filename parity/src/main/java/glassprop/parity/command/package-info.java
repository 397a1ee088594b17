/**
 * The command {@code glassprop verify}: the suite, or one expression, with whatever oracles this platform has.
 *
 * <p>Here alone the oracles are named together.
 */
@NullMarked
package glassprop.parity.command;

import org.jspecify.annotations.NullMarked;
