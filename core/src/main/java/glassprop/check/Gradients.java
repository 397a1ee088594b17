package glassprop.check;

import glassprop.Anomaly;
import glassprop.AnomalyException;
import glassprop.GraphException;
import glassprop.Tensor;
import glassprop.kernel.Heap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The gradients of leaves by a backward pass, for a check: the same each time, or an error; and where those that are not finite come from. */
final class Gradients {

  private Gradients() {}

  /** The gradients of the leaves, which hold none afterwards. */
  static List<double[]> of(Supplier<Tensor> f, List<Tensor> leaves) {
    leaves.forEach(Tensor::zeroGrad);
    Tensor y = Perturbation.number(f.get());
    if (y.isTracked()) {
      y.backward();
    }
    List<double[]> gradients = new ArrayList<>();
    for (Tensor leaf : leaves) {
      gradients.add(leaf.hasGrad() ? leaf.grad().toDoubles() : Heap.doubles(leaf.shape().size(), leaf.type()));
    }
    leaves.forEach(Tensor::zeroGrad);
    return gradients;
  }

  /**
   * The gradients, computed twice.
   *
   * @throws GraphException if they differ
   */
  static List<double[]> repeatable(Supplier<Tensor> f, List<Tensor> leaves) {
    List<double[]> first = of(f, leaves);
    List<double[]> second = of(f, leaves);
    for (int i = 0; i < first.size(); i++) {
      int at = Arrays.mismatch(first.get(i), second.get(i));
      if (at >= 0) {
        throw new GraphException(
            String.format(Locale.ROOT,
                "gradient check: the backward pass is not deterministic: it gave %s and then %s for the same element of input %d; fix its seed and state",
                first.get(i)[at], second.get(i)[at], i));
      }
    }
    return first;
  }

  /** Where finite numbers first became NaN or infinite; empty if nowhere, since an input is not finite itself. */
  static Optional<AnomalyException> anomaly(Supplier<Tensor> f, List<Tensor> leaves) {
    try {
      List<double[]> _ = Anomaly.trace(() -> of(f, leaves));
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(anomaly(e));
    } finally {
      leaves.forEach(Tensor::zeroGrad);
    }
  }

  /** The anomaly that made a computation fail, which may have wrapped it. */
  private static AnomalyException anomaly(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AnomalyException anomaly) {
        return anomaly;
      }
    }
    throw failure;
  }
}
