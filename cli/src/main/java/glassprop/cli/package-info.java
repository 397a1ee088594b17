/**
 * The {@code glassprop} command: {@link glassprop.cli.Main} and its subcommands, which understand the command line, and how
 * failures are told.
 *
 * <p>{@code glassprop.cli.train} is the course of a training run, {@code glassprop.cli.terminal} what is made of characters;
 * neither imports this package.
 */
@NullMarked
package glassprop.cli;

import org.jspecify.annotations.NullMarked;
