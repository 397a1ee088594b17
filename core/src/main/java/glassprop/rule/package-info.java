/**
 * What follows from a rule: pullbacks and pushforwards whichever way it is stated, transposes, types, and its written form.
 *
 * <p>{@link Derivatives} is the only place that looks into {@link glassprop.op.Rule}; every other reader asks it. Nothing here
 * switches on particular ops, and nothing here knows of tensors or graphs.
 */
@NullMarked
package glassprop.rule;

import org.jspecify.annotations.NullMarked;
