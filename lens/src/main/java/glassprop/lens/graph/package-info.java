/**
 * Drawings of computation graphs.
 *
 * <p>{@link glassprop.lens.graph.Graph} reads what the engine recorded: vertices, edges, and which values each step keeps
 * for its backward pass. {@link glassprop.lens.graph.GraphFile} saves it as DOT, SVG or PNG.
 *
 * <p>A drawing is one more reader of the graph: it knows no particular ops. Only {@code Picture} and what it uses load AWT, and
 * only when a picture is drawn.
 */
@NullMarked
package glassprop.lens.graph;

import org.jspecify.annotations.NullMarked;
