package glassprop;

import glassprop.kernel.Pool;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Memory that the steps of a training share: what one step computed goes to the next one, not to the garbage collector.
 *
 * <pre>{@code
 * Workspace workspace = new Workspace();
 * for (...) {
 *   double loss = workspace.step(() -> {
 *     optimizer.zeroGrad();
 *     Tensor value = loss.of(network.forward(x), y);
 *     value.backward();
 *     optimizer.step();
 *     return value.item();
 *   });
 * }
 * }</pre>
 *
 * <p>Tensors computed inside a step end with it: asking them for their numbers afterwards is an error, unless {@link Tensor#keep()}
 * was called inside. Gradients of leaves stay until {@link Tensor#zeroGrad()}. A workspace belongs to the thread that made it.
 *
 * <p>What lies free between steps is bounded by what a step needs, whatever the shapes were: twice the memory of the neediest of the last
 * steps and {@value glassprop.kernel.Pool#SLACK} bytes. A step that finds no room for a tensor gets all that lies free first; if it fails
 * then, nothing stays held.
 */
public final class Workspace {
  private final Pool pool = new Pool();

  /** A workspace without memory. */
  public Workspace() {}

  /** Runs one step, and takes back the memory of what it computed. */
  public <T> T step(Supplier<T> step) {
    return pool.run(Objects.requireNonNull(step, "workspace: expected a step, came null"));
  }

  /** The bytes that lie free here for the next step. */
  public long heldBytes() {
    return pool.heldBytes();
  }
}
