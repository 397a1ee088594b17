package glassprop;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.op.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A scope that finds where the first NaN or infinity comes from, forward or backward, and stops there with an
 * {@link AnomalyException}.
 *
 * <p>The producer is the op whose inputs were finite and whose result is not. Outside the scope nothing is checked.
 */
public final class Anomaly {
  /**
   * Where an op was applied.
   *
   * @param line of the user's code
   * @param rule the op whose rule applied it, in words; empty if none did
   */
  record Origin(Optional<StackTraceElement> line, String rule) {}

  private Anomaly() {}

  /**
   * Runs a computation, backward passes included, and checks every op.
   *
   * @throws AnomalyException at the first op that turns finite numbers into NaN or infinity
   */
  public static <T> T trace(Supplier<T> computation) {
    Objects.requireNonNull(computation, "trace: expected a computation, came null");
    return Context.current().traced().run(computation);
  }

  /** As {@link #trace(Supplier)}, of code without a result. */
  public static void trace(Runnable computation) {
    Objects.requireNonNull(computation, "trace: expected a computation, came null");
    trace(
        () -> {
          computation.run();
          return true;
        });
  }

  static boolean isTracing() {
    return Context.current().tracing();
  }

  /** Evaluates the rule of a step: what is applied meanwhile is a part of that. */
  static <T> T inRuleOf(Step step, Supplier<T> rule) {
    Context here = Context.current();
    return here.inRule(here.rule().isEmpty() ? step.toString() : here.rule()).run(rule);
  }

  static Origin origin() {
    return new Origin(caller(), Context.current().rule());
  }

  /** The line of the user's code that is running: the innermost one outside of this library. */
  static Optional<StackTraceElement> caller() {
    return StackWalker.getInstance()
        .walk(frames -> frames.filter(frame -> !isLibrary(frame.getClassName())).findFirst())
        .map(StackWalker.StackFrame::toStackTraceElement);
  }

  private static boolean isLibrary(String className) {
    return className.startsWith("glassprop.") || className.startsWith("java.") || className.startsWith("jdk.");
  }

  /** Checks the value of an op, inside the scope. */
  static void checkForward(Context here, Op op, Tensor[] inputs, NdArray value) {
    int bad = here.tracing() ? firstBad(value) : -1;
    if (bad < 0 || Arrays.stream(inputs).anyMatch(input -> firstBad(input.array()) >= 0)) {
      return;
    }
    List<String> operands = new ArrayList<>();
    for (Tensor input : inputs) {
      operands.add(operand(input, value.shape(), bad));
    }
    String where = value.shape().rank() == 0 ? "" : " at " + value.shape().indexOf(bad) + " of its output " + value.shape();
    throw new AnomalyException(
        op.mnemonic(),
        String.format(Locale.ROOT, "%s%s gave %s%s, from %s",
                here.rule().isEmpty() ? "forward: " : "in the rule of " + here.rule() + ", ", op.mnemonic(), value.toDoubles()[bad], where,
                String.join(" and ", operands)),
        "; if the element is masked afterwards, mask it before the op: its gradient would be 0·∞ = NaN",
        caller());
  }

  /** Checks what a step's rule made of its cotangent. */
  static void checkBackward(Step step, int slot, Tensor cotangent, Tensor contribution) {
    int bad = firstBad(contribution.array());
    if (bad < 0 || firstBad(cotangent.array()) >= 0) {
      return;
    }
    boolean masked =
        Double.isNaN(contribution.toDoubles()[bad])
            && cotangent.shape().equals(contribution.shape())
            && cotangent.toDoubles()[bad] == 0;
    String where = contribution.shape().rank() == 0 ? " for" : " at " + contribution.shape().indexOf(bad) + " of";
    throw new AnomalyException(
        step.op().mnemonic(),
        String.format(Locale.ROOT, "backward: the rule of %s%s gave %s%s, from a finite cotangent",
                step, step.rule().isEmpty() ? "" : ", a part of the rule of " + step.rule() + ",", contribution.toDoubles()[bad],
                where + " the gradient of input " + slot),
        masked ? "; the cotangent is 0 there and the slope infinite, 0·∞: mask the input before the op, not its result" : "",
        step.origin());
  }

  /** An operand in words, with the number that met the bad element if the shapes are equal. */
  private static String operand(Tensor input, Shape shape, int bad) {
    String number = input.shape().equals(shape) ? " with " + input.toDoubles()[bad] + " there" : "";
    return input.describe() + number;
  }

  private static int firstBad(NdArray array) {
    if (!array.dtype().isFloat()) {
      return -1;
    }
    double[] numbers = array.toDoubles();
    for (int i = 0; i < numbers.length; i++) {
      if (!Double.isFinite(numbers[i])) {
        return i;
      }
    }
    return -1;
  }
}
