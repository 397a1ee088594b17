package glassprop.lens.expression;

import glassprop.Tensor;
import java.util.List;

/** What a name before a parenthesis does. */
interface Function {

  /** Whether it takes so many values by position. */
  boolean takes(int values);

  /** How it is called, for an error message: {@code topk(x, k, axis=-1)}. */
  String usage();

  /** The names of its options. */
  List<String> options();

  /** Whether its first argument is a text. */
  default boolean takesText() {
    return false;
  }

  /**
   * The value.
   *
   * @param arguments as many values as the function takes, and options that it has
   */
  Tensor of(Arguments arguments);
}
