package glassprop.nn;

import glassprop.Tensor;
import java.util.List;

/** A differentiable function of a batch, with parameters to learn. */
public interface Layer {

  /**
   * The output for a batch.
   *
   * @param x a tensor whose first axis is the batch
   */
  Tensor forward(Tensor x);

  /** The leaves that are learned, each once, with labels. */
  List<Tensor> parameters();
}
