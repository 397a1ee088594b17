package glassprop.lens.fault;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.op.Numerics;
import glassprop.op.Unary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Mistakes that people make with a result that they had found rightly: a sign lost, a matrix on its side, one element wrong. Each is a change of the
 * right numbers, whatever they are the result of.
 */
public enum Slip {
  /** The whole result with the other sign. */
  SIGN(Fault.SIGN.title(), Fault.SIGN.advice()) {
    @Override
    List<Slipped> towards(NdArray right, NdArray came) {
      return List.of(slipped(title(), x -> Numerics.NUMBERS.apply(Unary.NEGATE, List.of(x))));
    }
  },
  /** Rows and columns changed places. */
  TRANSPOSED(
      "the matrix is transposed: its rows stand as columns",
      "Ask which axis each name runs along; a gradient has the shape of what it belongs to.") {
    @Override
    List<Slipped> towards(NdArray right, NdArray came) {
      return right.shape().rank() == 2 ? List.of(slipped(title(), x -> x.permute(1, 0).contiguous())) : List.of();
    }
  },
  /** All rows, columns or elements are there, in another order. */
  ORDER("", "Each row and each column belongs to one name: keep the order in which the exercise has them.") {
    @Override
    List<Slipped> towards(NdArray right, NdArray came) {
      if (!right.shape().equals(came.shape())) {
        return List.of();
      }
      boolean matrix = isMatrix(right);
      return IntStream.range(0, right.shape().rank()).filter(axis -> right.shape().get(axis) > 1)
          .mapToObj(axis -> ordered(right, came, axis, matrix ? axis == 0 ? "row" : "column" : "element")).flatMap(Optional::stream).toList();
    }

    private Optional<Slipped> ordered(NdArray right, NdArray came, int axis, String what) {
      int[] order = nearest(right, came, axis);
      return IntStream.range(0, order.length).filter(i -> order[i] != i).boxed().findFirst().map(i -> slipped(
          String.format(Locale.ROOT, "the %ss stand in another order: %s %d holds what belongs to %s %d", what, what, i + 1, what, order[i] + 1),
          x -> reordered(x, axis, order)));
    }
  },
  /** One element has the other sign. */
  ONE_SIGN("", "All other elements are right: look at the minus signs of this one.") {
    @Override
    List<Slipped> towards(NdArray right, NdArray came) {
      return farthest(right, came).map(at -> slipped(
          "one sign is flipped: " + place(right.shape(), at), x -> with(x, at, -x.toDoubles()[at]))).stream().toList();
    }
  },
  /** One element is wrong. */
  ONE_ELEMENT("", "All other elements are right: compute this one once more.") {
    @Override
    List<Slipped> towards(NdArray right, NdArray came) {
      return farthest(right, came).map(at -> slipped(
          "one element alone is wrong: " + place(right.shape(), at), x -> with(x, at, came.toDoubles()[at]))).stream().toList();
    }
  },
  /** All of it is too large or too small by a whole number, or by a power of ten. */
  SCALE("", "The numbers stand to each other as they should: look for a factor, or at the decimal point.") {
    @Override
    List<Slipped> towards(NdArray right, NdArray came) {
      return right.size() == came.size() ? factor(right, came).map(k -> slipped(scaled(k), x -> times(x, k))).stream().toList() : List.of();
    }
  };

  private static final double NEARLY = 0.02;
  private static final int LARGEST_FACTOR = 1000;
  private static final int TELLING = 3; // so many elements with one ratio are no chance
  private static final List<Double> OF_FEW = List.of(2.0, 0.5, 10.0, 0.1, 100.0, 0.01, 1000.0, 0.001);

  private final String title;
  private final String advice;

  Slip(String title, String advice) {
    this.title = title;
    this.advice = advice;
  }

  String title() {
    return title;
  }

  /**
   * A slip at its place.
   *
   * @param cause in words
   * @param change of the right numbers, which gives what comes out
   */
  public record Slipped(Slip slip, Cause cause, UnaryOperator<NdArray> change) {}

  Slipped slipped(String what, UnaryOperator<NdArray> change) {
    return new Slipped(this, new Cause(name().toLowerCase(Locale.ROOT), what, advice), change);
  }

  /** The ways to make this slip that come nearest to what came, one along each axis; whether one gives just that is for the caller to see. */
  abstract List<Slipped> towards(NdArray right, NdArray came);

  /** The slips that may have led from the right numbers to those that came, the simplest first. */
  public static List<Slipped> all(NdArray right, NdArray came) {
    return Arrays.stream(values()).flatMap(slip -> slip.towards(right, came).stream()).toList();
  }

  private static boolean isMatrix(NdArray x) {
    return x.shape().rank() == 2 && x.shape().get(0) > 1 && x.shape().get(1) > 1;
  }

  /** The element that is farthest off, where there are others. */
  private static Optional<Integer> farthest(NdArray right, NdArray came) {
    double[] a = right.toDoubles();
    double[] b = came.toDoubles();
    return a.length != b.length || a.length < 2 ? Optional.empty()
        : IntStream.range(0, a.length).boxed().max((i, j) -> Double.compare(Math.abs(a[i] - b[i]), Math.abs(a[j] - b[j])));
  }

  private static NdArray with(NdArray x, int at, double value) {
    double[] numbers = x.toDoubles();
    numbers[at] = value;
    return NdArray.over(numbers, x.shape());
  }

  /** {@code row 2, column 1}, counted from 1 as on paper. */
  private static String place(Shape shape, int at) {
    if (shape.rank() == 2) {
      return String.format(Locale.ROOT, "row %d, column %d", at / shape.get(1) + 1, at % shape.get(1) + 1);
    }
    return "element " + (at + 1);
  }

  /** For each slice that came, the slice of the right numbers that it is nearest to, each taken once. */
  private static int[] nearest(NdArray right, NdArray came, int axis) {
    int count = right.shape().get(axis);
    List<Integer> free = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      double[] wanted = came.slice(axis, i, 1, 1).toDoubles();
      Integer best = free.getFirst();
      for (Integer candidate : free) {
        if (distance(right.slice(axis, candidate, 1, 1).toDoubles(), wanted) < distance(right.slice(axis, best, 1, 1).toDoubles(), wanted)) {
          best = candidate;
        }
      }
      order[i] = best;
      free.remove((Object) best);
    }
    return order;
  }

  private static double distance(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).sum();
  }

  private static NdArray reordered(NdArray x, int axis, int[] order) {
    NdArray out = NdArray.zeros(x.type());
    for (int i = 0; i < order.length; i++) {
      out.slice(axis, i, 1, 1).copyFrom(x.slice(axis, order[i], 1, 1));
    }
    return out;
  }

  private static Optional<Double> factor(NdArray right, NdArray came) {
    double[] a = right.toDoubles();
    double[] b = came.toDoubles();
    int largest = IntStream.range(0, a.length).boxed().max((i, j) -> Double.compare(Math.abs(a[i]), Math.abs(a[j]))).orElse(0);
    double ratio = a.length == 0 || a[largest] == 0 ? 1 : b[largest] / a[largest];
    if (a.length < TELLING) {
      return OF_FEW.stream().filter(k -> Math.abs(ratio - k) < NEARLY * k).findFirst();
    }
    boolean more = Math.abs(ratio) > 1;
    long whole = Math.round(more ? ratio : 1 / ratio);
    double k = more ? whole : 1.0 / whole;
    return whole >= 2 && whole <= LARGEST_FACTOR && Math.abs(ratio - k) < NEARLY * k ? Optional.of(k) : Optional.empty();
  }

  private static String scaled(double k) {
    return String.format(Locale.ROOT, "it is %d times too %s", Math.round(k > 1 ? k : 1 / k), k > 1 ? "large" : "small");
  }

  private static NdArray times(NdArray x, double k) {
    double[] numbers = x.toDoubles();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] *= k;
    }
    return NdArray.over(numbers, x.shape());
  }
}
