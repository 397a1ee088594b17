package glassprop.lens.graph;

/**
 * The use of a value: it goes into a step's input.
 *
 * @param from the index of the vertex that the value comes from
 * @param to the index of the vertex that uses it
 * @param slot which input of the step it is; the order of edges into a vertex
 * @param kept whether the step keeps the value for its backward pass
 */
public record Edge(int from, int to, int slot, boolean kept) {}
