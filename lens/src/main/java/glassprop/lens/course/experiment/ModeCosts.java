package glassprop.lens.course.experiment;

import static glassprop.lens.course.experiment.GradientFlow.text;

import glassprop.Autodiff;
import glassprop.BackwardOption;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What the two modes of differentiation cost, for many inputs and for many outputs. */
final class ModeCosts {
  private static final int[] SIZES = {1, 10, 100, 1000};
  private static final int REPEATS = 3;

  private ModeCosts() {}

  static Exhibit run() {
    table("", "", true); // the compiler's time is not the modes'
    table("", "", false);
    return Exhibit.of(
        table("n inputs, one output: a loss as a function of its parameters", "n", true),
        table("one input, m outputs: a curve as a function of time", "m", false));
  }

  private static Exhibit.Table table(String title, String size, boolean manyInputs) {
    List<List<String>> rows = new ArrayList<>();
    double slower = 1;
    for (int n : SIZES) {
      Tensor weights = Tensor.full(0.5, DType.F64, n);
      Tensor x = manyInputs ? Tensor.full(0.1, DType.F64, n) : Tensor.scalar(0.1);
      UnaryOperator<Tensor> f = manyInputs ? t -> t.times(weights).sin().exp().sum() : t -> t.times(weights).sin().exp();
      int outputs = manyInputs ? 1 : n;
      int inputs = manyInputs ? n : 1;
      double forward = millis(() -> forwardMode(f, x, inputs));
      double reverse = millis(() -> reverseMode(f, x, outputs));
      slower = manyInputs ? forward / reverse : reverse / forward;
      rows.add(List.of(
          String.valueOf(n), String.valueOf(inputs), text(forward), String.valueOf(outputs), text(reverse)));
    }
    String finding = manyInputs
        ? "Forward mode needs a sweep for each input, reverse mode one for all of them: at n = 1000 it took %s times as long. A"
            + " network has millions of inputs, its parameters, and one loss."
        : "Here it is the other way round: reverse mode needs a sweep for each output, and took %s times as long at m = 1000.";
    return new Exhibit.Table(
        title, List.of(size, "forward: sweeps", "ms", "reverse: sweeps", "ms"), rows,
        String.format(Locale.ROOT, finding, text(slower)));
  }

  private static void forwardMode(UnaryOperator<Tensor> f, Tensor x, int inputs) {
    for (int i = 0; i < inputs; i++) {
      Autodiff.jvp(in -> f.apply(in.getFirst()), List.of(x), List.of(basis(x, i)));
    }
  }

  private static void reverseMode(UnaryOperator<Tensor> f, Tensor x, int outputs) {
    Tensor leaf = x.tracked();
    Tensor y = f.apply(leaf);
    for (int i = 0; i < outputs; i++) {
      Autodiff.grad(y, basis(y, i), List.of(leaf), BackwardOption.RETAIN_GRAPH);
    }
  }

  private static Tensor basis(Tensor like, int element) {
    double[] numbers = new double[like.shape().size()];
    numbers[element] = 1;
    return Tensor.of(NdArray.over(numbers, like.shape()));
  }

  /** The shortest of a few times: what else the machine does only adds. */
  private static double millis(Runnable run) {
    double shortest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < REPEATS; i++) {
      long start = System.nanoTime();
      run.run();
      shortest = Math.min(shortest, (System.nanoTime() - start) / 1e6);
    }
    return shortest;
  }
}
