package glassprop.nn.train;

/**
 * How training moved one parameter, averaged over the steps of the last epoch.
 *
 * @param name the parameter's label
 * @param gradNorm the Euclidean norm of its gradient
 * @param updateRatio the norm of its change over the norm of its values: about 10⁻³ is healthy
 */
public record LayerFlow(String name, double gradNorm, double updateRatio) {}
