package glassprop;

import java.util.List;

/** A derivative rule that is code: the rate at which a function's output changes, given those of its inputs. */
@FunctionalInterface
public interface Pushforward {

  /**
   * The tangent of the output.
   *
   * @param inputs what the function was applied to
   * @param output what it gave
   * @param tangents one for each input, of its type; zeros where an input does not change
   * @return a tensor of the output's type
   */
  Tensor tangent(List<Tensor> inputs, Tensor output, List<Tensor> tangents);
}
