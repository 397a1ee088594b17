package glassprop.lens.expression;

import glassprop.Tensor;
import java.util.List;
import java.util.Map;

/**
 * What stands between the parentheses of a call.
 *
 * @param values by position
 * @param texts those in quotes, in their order
 * @param options by name
 */
record Arguments(List<Tensor> values, List<String> texts, Map<String, Tensor> options) {}
