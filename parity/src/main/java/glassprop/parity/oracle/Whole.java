package glassprop.parity.oracle;

import java.util.List;

/**
 * A layer or a loss as a whole: by a system's own function of that name where it has one, else op by op.
 *
 * @param component the layer or the loss
 */
public record Whole(Object component, Replay replay) implements Computation {
  @Override
  public <V> Done<V> in(Interpreter<V> system, List<V> inputs) {
    return system.peer(component, inputs)
        .map(result -> new Done<>(result, replay.watched().stream().map(x -> inputs.get(replay.inputs().indexOf(x))).toList()))
        .orElseGet(() -> replay.in(system, inputs));
  }
}
