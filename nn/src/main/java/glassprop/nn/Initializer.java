package glassprop.nn;

import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.array.TensorType;
import java.util.Locale;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** How the weights of a layer begin. */
public sealed interface Initializer {
  /** Normal with variance 2/fan-in, for ReLU (He et al., Delving Deep into Rectifiers, 2015). */
  static Initializer he() {
    return new Scaled("He", 2, false);
  }

  /** Normal with variance 2/(fan-in + fan-out), for sigmoid and tanh (Glorot and Bengio, 2010). */
  static Initializer xavier() {
    return new Scaled("Xavier", 2, true);
  }

  /** Zeros: hidden units then stay equal for ever, which is worth seeing once. */
  static Initializer zeros() {
    return new Constant(0);
  }

  /** One number everywhere: 1 for scales. */
  static Initializer constant(double value) {
    return new Constant(value);
  }

  /** Normal with a fixed standard deviation. */
  static Initializer normal(double deviation) {
    return new Normal(deviation);
  }

  /** What every weight is, if they do not differ. */
  default double centre() {
    return 0;
  }

  /**
   * New numbers of a type: drawn in float64, then rounded, so that networks of two element types begin alike.
   *
   * @param inputs the fan-in
   * @param outputs the fan-out
   */
  default NdArray values(TensorType type, int inputs, int outputs, RandomGenerator random) {
    double deviation = deviation(inputs, outputs);
    type.dtype().requireHolds("the standard deviation of weights", deviation);
    return deviation == 0
        ? NdArray.full(type, centre()).copy()
        : Tensor.normal(random, type.shape().toArray()).times(deviation).to(type.dtype()).array();
  }

  /** The name and the scale, for people. */
  String describe(int inputs, int outputs);

  /** The standard deviation of a weight. */
  double deviation(int inputs, int outputs);

  /**
   * Normal with variance gain/fan-in, or gain/(fan-in + fan-out).
   *
   * @param bothFans whether the fan-out counts too
   */
  record Scaled(String name, double gain, boolean bothFans) implements Initializer {
    /** Requires a name. */
    public Scaled {
      Objects.requireNonNull(name, "initializer: expected a name, came null");
    }

    @Override
    public double deviation(int inputs, int outputs) {
      return Math.sqrt(gain / (bothFans ? (double) inputs + outputs : inputs));
    }

    @Override
    public String describe(int inputs, int outputs) {
      return String.format(Locale.ROOT, "%s, σ = %.3g", name, deviation(inputs, outputs));
    }
  }

  /** One number everywhere. */
  record Constant(double value) implements Initializer {
    /** Requires a finite number. */
    public Constant {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("initial value " + value + ": expected a finite number");
      }
    }

    @Override
    public double centre() {
      return value;
    }

    @Override
    public double deviation(int inputs, int outputs) {
      return 0;
    }

    @Override
    public String describe(int inputs, int outputs) {
      return value == 0 ? "zeros" : value == 1 ? "ones" : "all " + value;
    }
  }

  /** Normal with a fixed standard deviation; zeros if that is 0. */
  record Normal(double deviation) implements Initializer {
    /** Requires a finite deviation that is not negative. */
    public Normal {
      if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("standard deviation " + deviation + ": expected a finite number, 0 or more");
      }
    }

    @Override
    public double deviation(int inputs, int outputs) {
      return deviation;
    }

    @Override
    public String describe(int inputs, int outputs) {
      return deviation == 0 ? "zeros" : String.format(Locale.ROOT, "normal, σ = %.3g", deviation);
    }
  }
}
