package glassprop.lens.expression;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.op.vocabulary.Reductions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A call of a function, as the function reads it.
 *
 * @param function its name, for errors
 * @param values of the parameters, by name; one that was left out and has no default isn't there
 * @param rest the values of the parameter that takes all that are left
 */
record Call(String function, Map<String, Tensor> values, List<Tensor> rest, List<String> texts) {
  /** So many elements are enough for anything that is typed, and few enough to be computed at once. */
  private static final int MOST_ELEMENTS = 1 << 24;

  boolean has(String name) {
    return values.containsKey(name);
  }

  Tensor tensor(String name) {
    Tensor value = values.get(name);
    if (value == null) {
      throw new IllegalStateException(function + " reads " + name + ", which its signature does not have");
    }
    return value;
  }

  Tensor x() {
    return tensor("x");
  }

  /** The text of a function that takes one. */
  String text() {
    return texts.getFirst();
  }

  /** A fixed number. */
  double number(String name) {
    return number(function + ": " + name, tensor(name));
  }

  /**
   * The number of a tensor; one that is differentiated is refused, since its gradient would be lost.
   *
   * @throws IllegalArgumentException if it isn't one fixed number
   */
  static double number(String name, Tensor given) {
    if (given.shape().size() != 1) {
      throw new IllegalArgumentException(name + ": expected one number, came " + given.describe());
    }
    if (given.isTracked()) {
      throw new IllegalArgumentException(
          name + ": expected a fixed number, came " + given.describe()
              + ", which is differentiated, and its gradient would be lost; write the number itself");
    }
    return given.item();
  }

  boolean flag(String name) {
    return whole(name) != 0;
  }

  int whole(String name) {
    int[] numbers = wholes(name);
    if (numbers.length != 1) {
      throw new IllegalArgumentException(function + ": " + name + ": expected one whole number, came " + tensor(name).describe());
    }
    return numbers[0];
  }

  int[] wholes(String name) {
    return wholes(function + ": " + name, tensor(name));
  }

  /** Whole numbers, at least one; as axes, sizes and indices are given. */
  static int[] wholes(String name, Tensor given) {
    double[] numbers = given.toDoubles();
    boolean whole = Arrays.stream(numbers).allMatch(i -> i == Math.rint(i) && Math.abs(i) <= Integer.MAX_VALUE);
    if (!whole || numbers.length == 0 || given.shape().rank() > 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT,
              "%s: expected a whole number%s from %d to %d, came %s",
              name, name.endsWith("axis") ? " or a list of them" : "", -Integer.MAX_VALUE, Integer.MAX_VALUE, given));
    }
    return Arrays.stream(numbers).mapToInt(i -> (int) i).toArray();
  }

  /** Sizes of a result. */
  int[] sizes(String name) {
    int[] sizes = wholes(name);
    double product = Arrays.stream(sizes).asDoubleStream().map(Math::abs).reduce(1, (a, b) -> a * b);
    requireFew(name, Math.max(product, Arrays.stream(sizes).max().orElse(0)));
    return sizes;
  }

  /** One size, or number of places. */
  int size(String name) {
    int size = whole(name);
    requireFew(name, size);
    return size;
  }

  private void requireFew(String name, double count) {
    if (count > MOST_ELEMENTS) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT,
              "%s: %s: %.0f is more than the language is for, %d; the Java interface has no such bound",
              function, name, count, MOST_ELEMENTS));
    }
  }

  /** The axes given, or none, which means all. */
  int[] axes() {
    return has("axis") ? wholes("axis") : new int[0];
  }

  int axis() {
    return whole("axis");
  }

  /** Indices, as the engine has them. */
  Tensor index(String name) {
    return index(function + ": " + name, tensor(name));
  }

  /**
   * Indices in the element type of indices.
   *
   * @throws IllegalArgumentException if a number isn't whole
   */
  static Tensor index(String what, Tensor x) {
    for (double i : x.toDoubles()) {
      if (i != Math.rint(i) || Math.abs(i) > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(what + ": expected an index, a whole number; came " + i);
      }
    }
    return x.to(DType.I64);
  }

  /** A condition, which holds where the number is not 0. */
  static Tensor condition(Tensor x) {
    return x.notEqualTo(x.literal(0));
  }

  /** The reductions of x, which keep their axes if {@code keep} says so. */
  Reductions<Tensor> reductions() {
    return flag("keep") ? x().keepAxes() : x();
  }
}
