/**
 * Networks in writing: a line for each layer, JSON, Java source, and a table of what a network consists of.
 *
 * <p>{@link glassprop.nn.form.LayerKinds} knows layers by name, explicitly: a file never names a class. All forms are written from, and read to,
 * the same {@link glassprop.nn.form.Statement}, so that none of them knows a layer.
 */
@NullMarked
package glassprop.nn.form;

import org.jspecify.annotations.NullMarked;
