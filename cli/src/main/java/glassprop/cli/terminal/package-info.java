/**
 * Text for a terminal, or for a pipe: what the stream can show, and bars, tables and maps made of characters.
 *
 * <p>{@link glassprop.cli.terminal.Screen} knows the stream; the others turn numbers into lines and know nothing of it
 * but its width and whether it has colours.
 */
@NullMarked
package glassprop.cli.terminal;

import org.jspecify.annotations.NullMarked;
