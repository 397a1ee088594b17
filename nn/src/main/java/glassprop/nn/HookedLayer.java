package glassprop.nn;

import glassprop.GradientHook;
import glassprop.Tensor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A layer that can be watched: hooks see what goes in and comes out, forward and backward, and may replace what comes out.
 *
 * <p>It computes what the layer inside computes and has its parameters. Hooks run in the order in which they were attached.
 */
public final class HookedLayer implements Layer {
  private final Layer layer; // as hooks know it
  private final Layer view; // the layer or its training view: what is computed
  private final List<ForwardHook> forwardHooks;
  private final List<BackwardHook> backwardHooks;

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

  /** Sees the gradient of a layer's output in the backward pass. */
  @FunctionalInterface
  public interface BackwardHook {
    /**
     * Called when the gradient is whole.
     *
     * @return the gradient that goes on into the layer, of the same type
     */
    Tensor apply(Layer layer, Tensor gradient);
  }

  /** The layer, made watchable. */
  public HookedLayer(Layer layer) {
    this(layer, layer, new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
  }

  private HookedLayer(Layer layer, Layer view, List<ForwardHook> forwardHooks, List<BackwardHook> backwardHooks) {
    this.layer = layer;
    this.view = view;
    this.forwardHooks = forwardHooks;
    this.backwardHooks = backwardHooks;
  }

  /** Attaches a hook to the forward pass. */
  public GradientHook.Registration onForward(ForwardHook hook) {
    forwardHooks.add(hook);
    return () -> forwardHooks.remove(hook);
  }

  /** Attaches a hook to the backward passes of outputs computed from now on. */
  public GradientHook.Registration onBackward(BackwardHook hook) {
    backwardHooks.add(hook);
    return () -> backwardHooks.remove(hook);
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor y = view.forward(x);
    for (ForwardHook hook : forwardHooks) {
      y = hook.apply(layer, x, y);
    }
    if (y.isTracked()) {
      y.hook(this::backward);
    }
    return y;
  }

  private Tensor backward(Tensor gradient) {
    Tensor current = gradient;
    for (BackwardHook hook : backwardHooks) {
      current = hook.apply(layer, current);
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
    return new HookedLayer(layer, view.training(), forwardHooks, backwardHooks);
  }
}
