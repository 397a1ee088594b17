/**
 * The layers that come with Glassprop: values with their settings, each of which states what it computes once.
 *
 * <p>It imports {@code glassprop.nn.network} and core. A layer of one's own needs nothing from here.
 */
@NullMarked
package glassprop.nn.layer;

import org.jspecify.annotations.NullMarked;
