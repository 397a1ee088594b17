package glassprop.op.vocabulary;

/**
 * Elements that were chosen along an axis, and where they stood.
 *
 * @param values the elements; each passes its gradient to the one place that it came from
 * @param indices I64, of the same shape
 */
public record Indexed<T>(T values, T indices) {}
