/**
 * Places boxes and curves of a directed graph without cycles, in layers from inputs to results, after Sugiyama, Tagawa and Toda,
 * "Methods for visual understanding of hierarchical system structures" (1981).
 *
 * <p>{@link glassprop.lens.graph.layout.Layout} is the way in. It knows sizes and edges only: no tensors, no fonts, no AWT.
 */
@NullMarked
package glassprop.lens.graph.layout;

import org.jspecify.annotations.NullMarked;
