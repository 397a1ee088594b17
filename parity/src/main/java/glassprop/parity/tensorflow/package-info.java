/**
 * TensorFlow as an oracle: {@link glassprop.parity.tensorflow.TensorFlowGraph} builds a graph for each question, adds TensorFlow's own
 * gradients to it, and runs it.
 *
 * <p>Nothing else may name its classes.
 */
@NullMarked
package glassprop.parity.tensorflow;

import org.jspecify.annotations.NullMarked;
