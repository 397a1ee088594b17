package glassprop.nn.data;

/**
 * A column that isn't used for prediction.
 *
 * @param column its name
 * @param reason why not
 */
public record IgnoredColumn(String column, String reason) {}
