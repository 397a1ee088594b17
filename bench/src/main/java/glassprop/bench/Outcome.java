package glassprop.bench;

import java.util.List;

/**
 * What a step computed.
 *
 * @param loss before the update
 * @param gradients of W1, b1, W2, …
 * @param parameters after the update
 */
record Outcome(double loss, List<double[]> gradients, List<double[]> parameters) {}
