package glassprop.parity.oracle;

import glassprop.nn.layer.BatchNorm;

/**
 * A batch normalisation in training, whose own class is hidden.
 *
 * @param norm its settings
 */
public record BatchView(BatchNorm norm) {}
