package glassprop.nn.train;

/**
 * What an epoch came to.
 *
 * @param number counts from 1
 * @param trainLoss the mean of the batches' losses
 * @param validationLoss after the epoch
 * @param validationMetric after the epoch
 */
public record Epoch(int number, double trainLoss, double validationLoss, double validationMetric) {}
