/**
 * The methods of whoever knows its shape, as a tensor does and a term does not: {@link ShapedOperand}, a part for each kind of operation.
 *
 * <p>Each method applies an operation with the axes and sizes that it is told, counted from either end. Imports the language and the operations. It
 * must not import any reader of rules.
 */
@NullMarked
package glassprop.op.vocabulary;

import org.jspecify.annotations.NullMarked;
