package glassprop.nn;

import glassprop.GradientHook;
import glassprop.Tensor;
import glassprop.op.Reshape;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A layer that can be watched: hooks see what goes in and comes out, forward and backward, and may replace what comes out.
 *
 * <p>It computes what the layer inside computes and has its parameters. Hooks run in the order in which they were attached. Where gradients are
 * watched, each call has an input and an output of its own: an identity step around the layer. So a hook sees what this call gets, whatever
 * else uses the same tensors, and leaves no trace on them.
 */
public final class HookedLayer implements Layer {
  private final Layer layer; // as hooks know it
  private final Layer view; // the layer or its training view: what is computed
  private final Attached<ForwardHook> forwardHooks;
  private final Attached<BackwardHook> inputHooks;
  private final Attached<BackwardHook> outputHooks;

  /** Sees a layer's input and output in the forward pass. */
  @FunctionalInterface
  public interface ForwardHook {
    /**
     * Called when the output is known.
     *
     * @return the output that goes on from here
     */
    Tensor apply(Layer layer, Tensor input, Tensor output);
  }

  /** Sees the gradient of a layer's output, or of its input, in the backward pass. */
  @FunctionalInterface
  public interface BackwardHook {
    /**
     * Called when the gradient is whole.
     *
     * @return the gradient that goes on from here, of the same type
     */
    Tensor apply(Layer layer, Tensor gradient);
  }

  /** Hooks in order. Each attachment is one of its own, also of a hook that is attached twice. */
  private record Attached<H>(List<Attachment<H>> all) {
    Attached() {
      this(new CopyOnWriteArrayList<>());
    }

    GradientHook.Registration add(H hook) {
      Attachment<H> attachment = new Attachment<>(hook);
      all.add(attachment);
      return () -> all.remove(attachment);
    }
  }

  /** Equal to itself alone. */
  private static final class Attachment<H> {
    private final H hook;

    Attachment(H hook) {
      this.hook = Objects.requireNonNull(hook, "hook: expected a function, came null");
    }
  }

  /** The layer, made watchable. */
  public HookedLayer(Layer layer) {
    this(Objects.requireNonNull(layer, "hooked layer: expected a layer, came null"), layer, new Attached<>(), new Attached<>(), new Attached<>());
  }

  private HookedLayer(
      Layer layer, Layer view, Attached<ForwardHook> forward, Attached<BackwardHook> input, Attached<BackwardHook> output) {
    this.layer = layer;
    this.view = view;
    this.forwardHooks = forward;
    this.inputHooks = input;
    this.outputHooks = output;
  }

  /** Attaches a hook to the forward pass. */
  public GradientHook.Registration onForward(ForwardHook hook) {
    return forwardHooks.add(hook);
  }

  /** Attaches a hook to the gradients of outputs computed from now on. */
  public GradientHook.Registration onBackward(BackwardHook hook) {
    return outputHooks.add(hook);
  }

  /** Attaches a hook to the gradients of inputs that come from now on. An input that is not tracked has none. */
  public GradientHook.Registration onInputGradient(BackwardHook hook) {
    return inputHooks.add(hook);
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor in = watched(x, inputHooks);
    Tensor y = Layers.forward(view, in);
    for (Attachment<ForwardHook> attachment : forwardHooks.all) {
      y = Layers.given(attachment.hook.apply(layer, in, y), "a forward hook of", layer, "a tensor, which is the output if the hook only looks");
    }
    return watched(y, outputHooks);
  }

  /** The tensor as one of this call's own, whose gradient hooks see. */
  private Tensor watched(Tensor x, Attached<BackwardHook> hooks) {
    if (!x.isTracked() || hooks.all.isEmpty()) {
      return x;
    }
    Tensor own = Tensor.apply(new Reshape(x.shape()), x);
    if (own.isTracked()) {
      own.hook(gradient -> seen(gradient, hooks));
    }
    return own;
  }

  private Tensor seen(Tensor gradient, Attached<BackwardHook> hooks) {
    Tensor current = gradient;
    for (Attachment<BackwardHook> attachment : hooks.all) {
      current = Layers.given(attachment.hook.apply(layer, current), "a backward hook of", layer, "a tensor, which is the gradient if the hook only looks");
    }
    return current;
  }

  @Override
  public List<Tensor> parameters() {
    return layer.parameters();
  }

  @Override
  public List<Tensor> buffers() {
    return layer.buffers();
  }

  /** As in {@code Hooked(Linear(4 → 3))}. */
  @Override
  public String toString() {
    return Outline.of("Hooked", List.of(view));
  }

  /** The layer's training view, with the same hooks. */
  @Override
  public HookedLayer training() {
    return new HookedLayer(layer, Layers.training(view), forwardHooks, inputHooks, outputHooks);
  }
}
