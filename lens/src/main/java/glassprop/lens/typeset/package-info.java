/**
 * Writes derivations: as text for a terminal, Markdown, LaTeX, and HTML with MathML.
 *
 * <p>{@link glassprop.lens.typeset.Script} puts a derivation in the order in which a teacher writes it, as blocks that know no format; the
 * writers turn blocks into one. {@link glassprop.lens.typeset.MathMl} reads the LaTeX that ops state for themselves, so that no notation
 * is stated twice. Uses core and the derivation; it must not print.
 */
@NullMarked
package glassprop.lens.typeset;

import org.jspecify.annotations.NullMarked;
