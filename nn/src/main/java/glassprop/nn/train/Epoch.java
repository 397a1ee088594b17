package glassprop.nn.train;

/**
 * What an epoch came to.
 *
 * @param number counts from 1; 0 is the start of the run
 * @param trainLoss the mean of the batches' losses, weighted by their examples; NaN at the start
 * @param validationLoss after the epoch
 * @param validationMetric after the epoch
 */
public record Epoch(int number, double trainLoss, double validationLoss, double validationMetric) {}
