package glassprop.lens.course;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * What a learner's program is put to: calls whose results are known. A trial that fails says what came and what was
 * expected; an exception is one more way to fail.
 */
public final class Trials {
  /** How the line of a trial that passed begins. */
  static final String PASSED = "::passed ";

  /** How the line of a trial that failed begins. */
  static final String FAILED = "::failed ";

  private static final double TOLERANCE = 1e-9;

  private final List<Outcome> outcomes = new ArrayList<>();

  /** No trials yet. */
  public Trials() {}

  /**
   * What became of a trial.
   *
   * @param problem the empty string if it passed
   */
  public record Outcome(String name, String problem) {
    /** Whether it passed. */
    public boolean passed() {
      return problem.isEmpty();
    }
  }

  /** Tries a number, to nine digits. */
  public Trials number(String name, double expected, DoubleSupplier call) {
    return numbers(name, new double[] {expected}, () -> new double[] {call.getAsDouble()});
  }

  /** Tries a number, to a relative error that the trial states. */
  public Trials number(String name, double expected, double tolerance, DoubleSupplier call) {
    return numbers(name, new double[] {expected}, tolerance, () -> new double[] {call.getAsDouble()});
  }

  /** Tries numbers, to nine digits. */
  public Trials numbers(String name, double[] expected, Supplier<double[]> call) {
    return numbers(name, expected, TOLERANCE, call);
  }

  /** Tries numbers, to an error that is relative to the largest of them. */
  public Trials numbers(String name, double[] expected, double tolerance, Supplier<double[]> call) {
    return that(name, () -> {
      double[] came = call.get();
      if (came == null) {
        return "came null, expected " + shown(expected);
      }
      if (came.length != expected.length) {
        return String.format(Locale.ROOT, "came %d numbers, expected %d", came.length, expected.length);
      }
      double size = Arrays.stream(expected).map(Math::abs).max().orElse(0);
      for (int i = 0; i < expected.length; i++) {
        if (!(Math.abs(came[i] - expected[i]) <= tolerance * Math.max(size, Double.MIN_NORMAL))) {
          return expected.length == 1
              ? String.format(Locale.ROOT, "came %s, expected %s", came[i], expected[i])
              : String.format(Locale.ROOT, "number %d: came %s, expected %s", i, came[i], expected[i]);
        }
      }
      return "";
    });
  }

  /** Tries rows of numbers, to nine digits. */
  public Trials matrix(String name, double[][] expected, Supplier<double[][]> call) {
    return that(name, () -> {
      double[][] came = call.get();
      if (came == null) {
        return "came null";
      }
      String shape = shape(came);
      if (!shape.equals(shape(expected))) {
        return String.format(Locale.ROOT, "came the shape %s, expected %s", shape, shape(expected));
      }
      double[] flat = flat(came);
      double[] wanted = flat(expected);
      for (int i = 0; i < flat.length; i++) {
        if (!(Math.abs(flat[i] - wanted[i]) <= TOLERANCE * Math.max(1e-3, Math.abs(wanted[i])))) {
          int columns = expected[0].length;
          return String.format(Locale.ROOT, "row %d, column %d: came %s, expected %s", i / columns, i % columns, flat[i], wanted[i]);
        }
      }
      return "";
    });
  }

  /** Tries a statement. */
  public Trials holds(String name, String otherwise, Supplier<Boolean> call) {
    return that(name, () -> call.get() ? "" : otherwise);
  }

  private Trials that(String name, Supplier<String> problem) {
    String found;
    try {
      found = problem.get();
    } catch (UnsupportedOperationException e) {
      found = "still to do: " + e.getMessage();
    } catch (RuntimeException | StackOverflowError e) {
      StackTraceElement[] where = e.getStackTrace();
      found = e + (where.length == 0 ? "" : " at " + where[0]);
    }
    outcomes.add(new Outcome(name, found));
    return this;
  }

  private static String shown(double[] numbers) {
    return numbers.length == 1 ? String.valueOf(numbers[0]) : Arrays.toString(numbers);
  }

  private static String shape(double[][] x) {
    return String.format(Locale.ROOT, "(%d, %d)", x.length, x.length == 0 ? 0 : x[0].length);
  }

  private static double[] flat(double[][] x) {
    return Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
  }

  /** What became of each. */
  public List<Outcome> outcomes() {
    return List.copyOf(outcomes);
  }

  /** A line for each, by which {@link ProgramRun} tells them from what the program itself prints. */
  public List<String> report() {
    return outcomes.stream().map(o -> o.passed() ? PASSED + o.name() : FAILED + o.name() + ": " + o.problem().lines().findFirst().orElse(""))
        .toList();
  }
}
