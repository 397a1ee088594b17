package glassprop;

import java.util.List;

/** A derivative rule that is code: the gradients of a function's inputs, given that of its output. */
@FunctionalInterface
public interface Pullback {

  /**
   * The cotangents of the inputs.
   *
   * @param inputs what the function was applied to
   * @param output what it gave
   * @param cotangent of the output's type
   * @return one tensor for each input, of its type
   */
  List<Tensor> cotangents(List<Tensor> inputs, Tensor output, Tensor cotangent);
}
