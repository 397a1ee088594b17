package glassprop.nn.data;

import java.util.Objects;

/**
 * A column that isn't used for prediction.
 *
 * @param column its name
 * @param reason why not
 */
public record IgnoredColumn(String column, String reason) {
  /** Requires all parts. */
  public IgnoredColumn {
    Objects.requireNonNull(column, "ignored column: expected the name of a column, came null");
    Objects.requireNonNull(reason, "ignored column: expected a reason, came null");
  }
}
