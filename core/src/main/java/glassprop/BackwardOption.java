package glassprop;

/** What a backward pass does besides computing gradients. */
public enum BackwardOption {
  /** Keep the graph, so that another backward pass can go through it. Otherwise it is freed as the pass goes. */
  RETAIN_GRAPH,
  /** Record how the gradients are computed, so that they can be differentiated again. Keeps the graph too. */
  CREATE_GRAPH,
  /**
   * Zeros as the gradient of a tensor on which nothing depends. Otherwise {@link Autodiff#grad} fails there, since a forgotten connection
   * is a mistake more often than it is meant. Leaves that {@code backward} doesn't reach still have no gradient.
   */
  ZERO_IF_UNUSED
}
