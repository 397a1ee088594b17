package glassprop.nn.network;

import glassprop.Tensor;
import glassprop.op.Reshape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What looks at parts of a network at work, in the order in which it was attached.
 *
 * <p>Where gradients are watched, each call has an input and an output of its own: an identity step around the part. So a hook sees what this
 * call gets, whatever else uses the same tensors, and leaves no trace on them.
 */
record Hooks(List<Attached> all) {
  static final Hooks NONE = new Hooks(List.of());

  /** A hook and where it looks. */
  sealed interface Attached {
    /** At which parts. */
    PathPattern where();

    /** Sees input and output. */
    record Forward(PathPattern where, Network.ForwardHook hook) implements Attached {}

    /** Sees the gradient of the output. */
    record Output(PathPattern where, Network.BackwardHook hook) implements Attached {}

    /** Sees the gradient of the input. */
    record Input(PathPattern where, Network.BackwardHook hook) implements Attached {}
  }

  Hooks {
    all = List.copyOf(all);
  }

  Hooks with(Attached more) {
    List<Attached> joined = new ArrayList<>(all);
    joined.add(more);
    return new Hooks(joined);
  }

  /** Those that look at a part. */
  Hooks at(String path) {
    return all.isEmpty() ? this : new Hooks(all.stream().filter(attached -> attached.where().isOf(path)).toList());
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** The output of a part as the hooks leave it. */
  Tensor around(Part part, Tensor x) {
    Tensor in = watched(part, x, all.stream().filter(Attached.Input.class::isInstance).map(a -> ((Attached.Input) a).hook()).toList(), "an input hook");
    Tensor y = part.scope().output(part.layer(), in);
    for (Attached attached : all) {
      if (attached instanceof Attached.Forward forward) {
        y = part.scope().given(forward.hook().apply(part, in, y), part.layer(), "a forward hook");
      }
    }
    return watched(part, y, all.stream().filter(Attached.Output.class::isInstance).map(a -> ((Attached.Output) a).hook()).toList(), "a backward hook");
  }

  /** The tensor as one of this call's own, whose gradient hooks see. */
  private static Tensor watched(Part part, Tensor x, List<Network.BackwardHook> hooks, String who) {
    if (!x.isTracked() || hooks.isEmpty()) {
      return x;
    }
    Tensor own = Tensor.apply(new Reshape(x.shape()), x);
    if (own.isTracked()) {
      own.hook(gradient -> {
        Tensor current = gradient;
        for (Network.BackwardHook hook : hooks) {
          current = part.scope().given(hook.apply(part, current), part.layer(), who);
        }
        return current;
      });
    }
    return own;
  }

  static <H> H required(H hook) {
    return Objects.requireNonNull(hook, "hook: expected a function, came null");
  }
}
