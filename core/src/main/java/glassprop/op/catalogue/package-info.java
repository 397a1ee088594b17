/**
 * Operations that no other operation's rule needs in order to be written: one record for each, and {@link Ops#all()}, the list of all that there are.
 *
 * <p>Imports the language and {@code convolution}, whose operations the list names. It must not import any reader of rules.
 */
@NullMarked
package glassprop.op.catalogue;

import org.jspecify.annotations.NullMarked;
