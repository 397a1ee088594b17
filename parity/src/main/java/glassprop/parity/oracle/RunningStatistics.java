package glassprop.parity.oracle;

import glassprop.nn.layer.BatchNorm;

/**
 * The running means and variances, end to end, that some batches leave in a new batch normalisation.
 *
 * @param norm its settings
 */
public record RunningStatistics(BatchNorm norm) {}
