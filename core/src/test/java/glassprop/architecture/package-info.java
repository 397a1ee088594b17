/** Tests of the code's own shape: which package may use which, and what every source must have. */
@NullMarked
package glassprop.architecture;

import org.jspecify.annotations.NullMarked;
