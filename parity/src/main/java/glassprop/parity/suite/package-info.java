/**
 * The table of what is compared: {@link glassprop.parity.suite.Case}s generated from the catalogue of ops and from what {@code nn}
 * offers, how near two answers must be, and which differences are on purpose.
 *
 * <p>It must know no particular oracle's classes; an oracle's name is all that a listed difference needs.
 */
@NullMarked
package glassprop.parity.suite;

import org.jspecify.annotations.NullMarked;
