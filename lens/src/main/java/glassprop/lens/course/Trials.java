package glassprop.lens.course;

import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.lens.worksheet.Computation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a learner's program is put to: calls whose results are known. A trial that fails says what came and what was expected, and which mistake gives
 * just that, if one does; an exception is one more way to fail, and a call that does not return another.
 *
 * <p>Each call has a thread of its own, so that one that does not return leaves the others to be tried.
 */
public final class Trials {
  /** How the line of a trial that passed begins. */
  static final String PASSED = "::passed ";

  /** How the line of a trial that failed begins. */
  static final String FAILED = "::failed ";

  /** How a line begins that explains the failure before it. */
  static final String REASON = "::reason ";

  private static final double TOLERANCE = 1e-9;
  private static final double LEAST = 1e-3; // an element near 0 is compared to a share of this
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration IMPATIENCE = Duration.ofSeconds(2); // once a call did not return, others may not either

  private final List<Outcome> outcomes = new ArrayList<>();
  private final Duration patience;
  private boolean isPatient = true;
  private Optional<Computation> subject = Optional.empty();

  /** No trials yet. */
  public Trials() {
    this(PATIENCE);
  }

  Trials(Duration patience) {
    this.patience = patience;
  }

  /**
   * What became of a trial.
   *
   * @param problem the empty string if it passed
   * @param reasons what explains the problem
   */
  public record Outcome(String name, String problem, List<String> reasons) {
    /** Copies the reasons. */
    public Outcome {
      reasons = List.copyOf(reasons);
    }

    Outcome(String name, String problem) {
      this(name, problem, List.of());
    }

    /** Whether it passed. */
    public boolean passed() {
      return problem.isEmpty();
    }
  }

  /**
   * Says what the numbers of the next trials are quantities of, so that a mistake can be named.
   *
   * @param program a statement of the expression language on each line
   * @param values of the names that it uses
   */
  public Trials about(String program, Map<String, Tensor> values) {
    SequencedMap<String, NdArray> numbers = new LinkedHashMap<>();
    new TreeMap<>(values).forEach((name, value) -> numbers.put(name, value.array()));
    subject = Optional.of(Computation.of(program.lines().toList(), numbers, ""));
    return this;
  }

  /**
   * Tries a number, to nine digits.
   *
   * @param quantity what it is of the program that the trials are {@link #about}, such as {@code dL/dw}; the empty string for none
   */
  public Trials number(String name, double expected, DoubleSupplier call, String... quantity) {
    return number(name, expected, TOLERANCE, call, quantity);
  }

  /** Tries a number, to a relative error that the trial states. */
  public Trials number(String name, double expected, double tolerance, DoubleSupplier call, String... quantity) {
    return numbers(name, new double[] {expected}, tolerance, () -> new double[] {call.getAsDouble()}, quantity);
  }

  /** Tries numbers, to nine digits; they may be those of several quantities, one after the other. */
  public Trials numbers(String name, double[] expected, Supplier<double[]> call, String... quantities) {
    return numbers(name, expected, TOLERANCE, call, quantities);
  }

  /** Tries numbers, to an error that is relative to the largest of them. */
  public Trials numbers(String name, double[] expected, double tolerance, Supplier<double[]> call, String... quantities) {
    Suspicion suspicion = Suspicion.of(subject, NdArray.over(expected, Shape.of(expected.length)), tolerance, quantities);
    return that(name, () -> {
      double @Nullable [] came = call.get();
      if (came == null) {
        return new Outcome(name, "came null, expected " + shown(expected));
      }
      if (came.length != expected.length) {
        return new Outcome(name, String.format(Locale.ROOT, "came %d numbers, expected %d", came.length, expected.length));
      }
      double size = Arrays.stream(expected).map(Math::abs).max().orElse(0);
      for (int i = 0; i < expected.length; i++) {
        if (!(Math.abs(came[i] - expected[i]) <= tolerance * Math.max(size, Double.MIN_NORMAL))) {
          String where = expected.length == 1 ? "" : String.format(Locale.ROOT, "number %d: ", i);
          return new Outcome(name, String.format(Locale.ROOT, "%scame %s, expected %s", where, came[i], expected[i]), suspicion.reasons(came));
        }
      }
      return new Outcome(name, "");
    });
  }

  /** Tries rows of numbers, to nine digits. */
  public Trials matrix(String name, double[][] expected, Supplier<double[][]> call, String... quantity) {
    Shape shape = Shape.of(expected.length, expected[0].length);
    double[] wanted = flat(expected);
    Suspicion suspicion = Suspicion.of(subject, NdArray.over(wanted, shape), TOLERANCE, quantity);
    return that(name, () -> {
      double @Nullable [][] came = call.get();
      if (came == null || Arrays.stream(came).anyMatch(row -> row == null)) {
        return new Outcome(name, came == null ? "came null" : "came rows of which one is null");
      }
      if (Arrays.stream(came).mapToInt(row -> row.length).distinct().count() > 1) {
        return new Outcome(name, "came rows of different lengths");
      }
      Shape found = Shape.of(came.length, came.length == 0 ? 0 : came[0].length);
      double[] flat = flat(came);
      if (!found.equals(shape)) {
        return new Outcome(
            name, String.format(Locale.ROOT, "came the shape %s, expected %s", found, shape), suspicion.reasons(NdArray.over(flat, found)));
      }
      for (int i = 0; i < flat.length; i++) {
        if (!(Math.abs(flat[i] - wanted[i]) <= TOLERANCE * Math.max(LEAST, Math.abs(wanted[i])))) {
          int columns = shape.get(1);
          String problem =
              String.format(Locale.ROOT, "row %d, column %d: came %s, expected %s", i / columns, i % columns, flat[i], wanted[i]);
          return new Outcome(name, problem, suspicion.reasons(flat));
        }
      }
      return new Outcome(name, "");
    });
  }

  /** Tries a statement. */
  public Trials holds(String name, String otherwise, Supplier<Boolean> call) {
    return that(name, () -> new Outcome(name, call.get() ? "" : otherwise));
  }

  private Trials that(String name, Supplier<Outcome> trial) {
    FutureTask<Outcome> task = new FutureTask<>(() -> tried(name, trial));
    Thread thread = Thread.ofPlatform().daemon().name(name).start(task);
    Duration limit = isPatient || patience.compareTo(IMPATIENCE) < 0 ? patience : IMPATIENCE;
    try {
      if (thread.join(limit)) {
        outcomes.add(task.resultNow());
      } else {
        String where = Whereabouts.of(thread.getStackTrace()).map(line -> ", in " + line).orElse("");
        outcomes.add(new Outcome(name, "still running after " + limit.toSeconds() + " s" + where + ": is there a loop that never ends?"));
        thread.interrupt();
        isPatient = false;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      outcomes.add(new Outcome(name, "interrupted"));
    }
    return this;
  }

  /** Whatever the program throws is what came of the trial. */
  @SuppressWarnings("CatchAndPrintStackTrace")
  private static Outcome tried(String name, Supplier<Outcome> trial) {
    try {
      return trial.get();
    } catch (UnsupportedOperationException e) {
      return new Outcome(name, "still to do: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      return new Outcome(name, e + Whereabouts.of(e.getStackTrace()).map(line -> ", in " + line).orElse(""));
    }
  }

  private static String shown(double[] numbers) {
    return numbers.length == 1 ? String.valueOf(numbers[0]) : Arrays.toString(numbers);
  }

  private static double[] flat(double[][] x) {
    return Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
  }

  /** What became of each. */
  public List<Outcome> outcomes() {
    return List.copyOf(outcomes);
  }

  /** Lines for each, by which {@link ProgramRun} tells them from what the program itself prints. */
  public List<String> report() {
    return outcomes.stream().flatMap(o -> o.passed() ? Stream.of(PASSED + o.name())
        : Stream.concat(
            Stream.of(FAILED + o.name() + ": " + o.problem().lines().findFirst().orElse("")), o.reasons().stream().map(r -> REASON + r))).toList();
  }
}
