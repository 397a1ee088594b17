package glassprop.nn.network;

import glassprop.Autodiff;
import glassprop.Tensor;
import glassprop.array.DescribedException;
import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.nn.Initializer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A place in a network, as the layer that works there sees it: it gives the parameters that the layer asks for.
 *
 * <p>There are two kinds, and a layer need not know which it has: where a network is described a parameter is a
 * {@linkplain Tensor#described described} tensor, where it works it is the tensor with its numbers.
 *
 * <p>A name is used once at a place, whether it is of a parameter, a buffer, a part or a place within. Code that runs again at its place, such
 * as a cell at each step of a sequence, begins with {@link #again()}.
 */
public abstract sealed class Scope permits DescribingScope, WorkingScope {
  private final String path;

  Scope(String path) {
    this.path = path;
  }

  /** Where this is, names joined by dots: {@code encoder.0}; empty for the network as a whole. */
  public final String path() {
    return path;
  }

  /**
   * A parameter of the layer that works here.
   *
   * @param name within this place, such as {@code weight}
   * @param kind what it is for
   * @param initializer how it begins
   * @param sizes its shape
   * @throws NetworkException if the name is taken, or the network has it in another shape; the message has both
   */
  public abstract Tensor parameter(String name, Kind kind, Initializer initializer, int... sizes);

  /**
   * Numbers that training changes though no gradient does, such as running means; after {@link #update} in the same step, the new ones.
   *
   * @param start what each number is at first
   */
  public abstract Tensor buffer(String name, double start, int... sizes);

  /**
   * Gives a buffer new numbers, which it has when the step is {@linkplain Training#commit() committed}. Outside of training nothing changes.
   *
   * @param value of the buffer's type; what it was computed from does not matter
   */
  public abstract void update(String buffer, Tensor value);

  /**
   * In training, x with a random share of its elements set to 0 and the others divided by what remains, so that the mean stays (Srivastava et al.,
   * Dropout, 2014); else x itself. The choice follows from the run's seed, the step, this place, and how often it chose in this step.
   *
   * @param rate the share, from 0 up to, but not including, 1
   */
  public abstract Tensor dropout(Tensor x, double rate);

  /** Whether the network learns: what a layer computes may depend on it, but not what it asks for. */
  public abstract boolean isTraining();

  /** A place within this one, for any code that takes a scope: a cell with two outputs, attention over two inputs. */
  public abstract Scope child(String name);

  /** This place, for code that runs here once more: its names mean what they meant before. */
  public abstract Scope again();

  /** A layer at a place within this one, to be applied once or more. */
  public final Part part(String name, Layer layer) {
    return new Part(child(name), layer);
  }

  /** The output of a layer that works at a place within this one. */
  public final Tensor apply(String name, Layer layer, Tensor x) {
    return child(name).applied(Objects.requireNonNull(layer, "apply: expected a layer, came null"), x);
  }

  /**
   * A part of the computation that is run again in the backward pass instead of being remembered, which saves memory: see {@link Autodiff#checkpoint}.
   * Run again it makes the same random choices, and updates no buffer twice.
   */
  public abstract Tensor recomputed(Function<List<Tensor>, Tensor> computation, List<Tensor> inputs);

  /** What a layer gives that works here, as hooks leave it. */
  abstract Tensor applied(Layer layer, Tensor x);

  /** What a layer gives that works here, with what is wrong told with the place. */
  final Tensor output(Layer layer, Tensor x) {
    Tensor y;
    try {
      y = layer.apply(again(), x);
    } catch (ShapeException | DescribedException e) {
      throw new NetworkException(place(layer) + ": " + e.getMessage(), e);
    }
    return given(y, layer, "the layer");
  }

  /** What somebody's layer or hook gave, which may be null whatever its type says. */
  final Tensor given(@Nullable Tensor y, Layer layer, String who) {
    if (y == null) {
      throw new NetworkException(place(layer) + ": " + who + " gave null; expected a tensor");
    }
    return y;
  }

  private String place(Layer layer) {
    String at = path.isEmpty() ? "the network" : "the network at " + path;
    return at + ", " + Outline.shortened(layer.toString());
  }

  /** What an error names: the full path of what has a name here. */
  final String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  static boolean hasSizes(Shape shape, int[] sizes) {
    if (shape.rank() != sizes.length) {
      return false;
    }
    for (int axis = 0; axis < sizes.length; axis++) {
      if (shape.get(axis) != sizes[axis]) {
        return false;
      }
    }
    return true;
  }

  static String words(int[] sizes) {
    return Arrays.toString(sizes).replace('[', '(').replace(']', ')');
  }

  static double requireRate(double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout: rate " + rate + ": expected a number from 0 up to, but not including, 1");
    }
    return rate;
  }
}
