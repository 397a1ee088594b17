/**
 * Words for error messages: {@link glassprop.text.Spelling} finds the name that was likely meant.
 *
 * <p>It uses nothing, and only glassprop's own modules can use it.
 */
@NullMarked
package glassprop.text;

import org.jspecify.annotations.NullMarked;
