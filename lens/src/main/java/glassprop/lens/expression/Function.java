package glassprop.lens.expression;

import glassprop.Tensor;
import java.util.List;
import java.util.Map;

/** What a name before a parenthesis does with so many values. */
interface Function {

  /** The names of its options. */
  List<String> options();

  /**
   * The value.
   *
   * @param arguments as many as the function takes
   * @param options by name, all of them among {@link #options}
   */
  Tensor of(List<Tensor> arguments, Map<String, Tensor> options);
}
