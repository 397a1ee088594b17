/**
 * A network as data: what a layer is, where its parameters stand, and what can be done with them.
 *
 * <p>A {@link Layer} states what it computes, once, and asks its {@link Scope} for parameters where it uses them. It is read with types alone
 * ({@link Description}), with numbers ({@link Network}), and while it learns ({@link Training}). The package imports core alone; the layers that
 * come with Glassprop are in {@code glassprop.nn.layer}, and no type here knows one of them.
 */
@NullMarked
package glassprop.nn.network;

import org.jspecify.annotations.NullMarked;
