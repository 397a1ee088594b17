package glassprop.nn;

import glassprop.Tensor;
import java.util.List;
import java.util.stream.Stream;

/**
 * A differentiable function of a batch, with parameters to learn.
 *
 * <p>A layer by itself is what a trained network is: a function of its input alone. What some layers do differently while they learn,
 * such as normalising by the batch at hand, is in another view of the same layer, {@link #training()}; there is no mode to set or forget.
 */
public interface Layer {

  /**
   * The output for a batch.
   *
   * @param x a tensor whose first axis is the batch
   */
  Tensor forward(Tensor x);

  /** The leaves that are learned, each once, with labels. */
  List<Tensor> parameters();

  /** What training changes though no gradient does, such as running means, each once, with labels: part of a saved network. */
  default List<Tensor> buffers() {
    return List.of();
  }

  /** This layer as it is while it learns: the same parameters and buffers, which its forward passes may change. */
  default Layer training() {
    return this;
  }

  /** All that has to be kept to have this layer again: parameters and then buffers, each once. */
  default List<Tensor> state() {
    return Stream.concat(parameters().stream(), buffers().stream()).toList();
  }
}
