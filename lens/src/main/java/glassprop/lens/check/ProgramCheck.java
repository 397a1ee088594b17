package glassprop.lens.check;

import glassprop.AnomalyException;
import glassprop.Autodiff;
import glassprop.BackwardOption;
import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.check.GradCheck;
import glassprop.lens.expression.ExpressionException;
import glassprop.lens.expression.Program;
import glassprop.text.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/**
 * The gradients of a program's result with respect to its inputs, each held to finite differences. Of a result with
 * several elements the gradients are those of their sum.
 *
 * @param name of the result, or the empty string
 * @param value of the result
 * @param first the gradients, one for each input
 * @param second the gradients of the gradients, one for each pair of inputs; empty at order 1. The gradient with
 *     respect to an input of several elements is one number for this purpose: its product with fixed random weights, so
 *     that a fault in any element shows
 * @param notes what the shapes make likely to be misread, a sentence each
 */
public record ProgramCheck(String name, Tensor value, List<Comparison> first, List<Comparison> second, List<String> notes) {
  private static final double RELATIVE = 1e-7;
  /** As a share of the value: slopes that rounding hides beside it count as small, if they agree so far. */
  private static final double ROUNDING = 1e-10;

  /** Copies the lists. */
  public ProgramCheck {
    first = List.copyOf(first);
    second = List.copyOf(second);
    notes = List.copyOf(notes);
  }

  /**
   * Checks a program's gradients with respect to all its inputs, apart from those that only choose elements: between two
   * indices there is no value to compare with.
   *
   * @param values of its inputs; those that the program brings along are inputs too
   * @param order 1, or 2 for the gradients' gradients also
   * @throws glassprop.lens.expression.ExpressionException if a value is missing, or values don't fit together
   */
  public static ProgramCheck run(Program program, Map<String, Tensor> values, int order) {
    return run(program, values, order, List.of());
  }

  /**
   * Checks a program's gradients with respect to some of its inputs; the others are held.
   *
   * @param by the names of inputs; none means all
   * @throws glassprop.lens.expression.ExpressionException if a value is missing, or values don't fit together
   * @throws IllegalArgumentException if a name is not that of an input, or of one that only chooses elements
   */
  public static ProgramCheck run(Program program, Map<String, Tensor> values, int order, List<String> by) {
    if (order != 1 && order != 2) {
      throw new IllegalArgumentException("the order is 1 or 2, came " + order);
    }
    SequencedMap<String, Tensor> inputs = new LinkedHashMap<>(program.constants());
    inputs.putAll(values);
    List<String> names = List.copyOf(inputs.keySet());
    by.forEach(name -> requireInput(name, names, program));
    List<Tensor> xs = inputs.values().stream().map(Tensor::detach).toList();
    Program.Values here = program.evaluate(inputs);
    Program near = program.near(inputs);
    Function<List<Tensor>, Tensor> f = leaves -> result(near, names, leaves).sum();
    List<Integer> varied = new ArrayList<>();
    for (int i = 0; i < xs.size(); i++) {
      boolean wanted = by.isEmpty() || by.contains(names.get(i));
      if (wanted && !isIndex(f, xs, i)) {
        varied.add(i);
      } else if (wanted && !by.isEmpty()) {
        throw new IllegalArgumentException(names.get(i) + " only chooses elements, so there is no gradient by it");
      }
    }
    String result = program.resultName();
    List<Comparison> first = compare(result, List.of(), names, f, xs, varied);
    List<Comparison> second = new ArrayList<>();
    for (int i : order == 2 ? varied : List.<Integer>of()) {
      second.addAll(compare(result, List.of(names.get(i)), names, slope(f, xs, i), xs, varied));
    }
    return new ProgramCheck(result, here.result().detach(), first, second, here.notes());
  }

  private static void requireInput(String name, List<String> inputs, Program program) {
    if (!inputs.contains(name)) {
      throw new IllegalArgumentException(
          program.names().contains(name)
              ? name + " is computed by the program; expected one of its inputs, " + String.join(", ", inputs)
              : "there is no input " + name + ", only " + String.join(", ", inputs)
                  + Spelling.suggestion(name, inputs));
    }
  }

  /** Whether an input only chooses elements: no gradient reaches it, and a little beside it there is no value. */
  private static boolean isIndex(Function<List<Tensor>, Tensor> f, List<Tensor> xs, int input) {
    if (depends(f, xs, input)) {
      return false;
    }
    try {
      Tensor _ = f.apply(replaced(xs, input, xs.get(input).plus(GradCheck.strict().step())));
      return false;
    } catch (ExpressionException _) {
      return true;
    }
  }

  private static Tensor result(Program program, List<String> names, List<Tensor> leaves) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), leaves.get(i));
    }
    return program.evaluate(values).result();
  }

  private static List<Comparison> compare(
      String of, List<String> before, List<String> names, Function<List<Tensor>, Tensor> f, List<Tensor> xs,
      List<Integer> varied) {
    double size = Math.abs(f.apply(xs).item());
    double absolute = ROUNDING * (Double.isFinite(size) ? Math.max(1, size) : 1);
    GradCheck check = GradCheck.strict().withTolerance(RELATIVE, absolute);
    List<Comparison> comparisons = new ArrayList<>();
    for (int i : varied) {
      Function<List<Tensor>, Tensor> one = in -> f.apply(replaced(xs, i, in.getFirst()));
      List<String> by = Stream.concat(before.stream(), Stream.of(names.get(i))).toList();
      GradCheck.Report report = check.check(one, List.of(xs.get(i).named(names.get(i))));
      comparisons.add(Comparison.of(of, by, xs.get(i).shape(), report));
    }
    return comparisons;
  }

  private static List<Tensor> replaced(List<Tensor> xs, int at, Tensor x) {
    List<Tensor> changed = new ArrayList<>(xs);
    changed.set(at, x);
    return changed;
  }

  /**
   * The gradient with respect to one input as a number that can be differentiated; zero where f doesn't depend on the
   * input.
   */
  private static Function<List<Tensor>, Tensor> slope(Function<List<Tensor>, Tensor> f, List<Tensor> xs, int input) {
    Tensor weights = weights(xs.get(input));
    boolean depends = depends(f, xs, input);
    return in -> {
      if (!depends) {
        return Tensor.scalar(0);
      }
      Tensor x = in.get(input).isTracked() ? in.get(input) : in.get(input).tracked(); // where it is held fixed
      Tensor y = f.apply(replaced(in, input, x));
      Tensor gradient = Autodiff.grad(y, List.of(x), BackwardOption.CREATE_GRAPH).getFirst();
      return gradient.times(weights).sum();
    };
  }

  private static boolean depends(Function<List<Tensor>, Tensor> f, List<Tensor> xs, int input) {
    Tensor leaf = xs.get(input).tracked();
    Tensor y = f.apply(replaced(xs, input, leaf));
    if (y.isTracked()) {
      y.backward();
    }
    return leaf.hasGrad();
  }

  private static Tensor weights(Tensor x) {
    if (x.shape().size() == 1) {
      return Tensor.of(NdArray.full(x.type(), 1));
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    return Tensor.uniform(random, 0.5, 1.5, x.shape().toArray());
  }

  /** All comparisons, those of order 1 first. */
  public Stream<Comparison> comparisons() {
    return Stream.concat(first.stream(), second.stream());
  }

  /** Whether the value is finite, and every element agreed; kinks are no disagreement, what could not be decided is no agreement. */
  public boolean ok() {
    return isFinite() && comparisons().allMatch(comparison -> comparison.report().ok());
  }

  /** Whether the value is a number: where it isn't, gradients mean nothing. */
  public boolean isFinite() {
    return Arrays.stream(value.toDoubles()).allMatch(Double::isFinite);
  }

  /** How many elements lie on a kink, where finite differences can say nothing. */
  public int kinks() {
    return comparisons().mapToInt(comparison -> comparison.report().kinks()).sum();
  }

  /** The elements that are too small beside the value to be compared relatively. */
  public int small() {
    return comparisons().mapToInt(comparison -> comparison.report().small()).sum();
  }

  /** The elements of which finite differences could not tell. */
  public List<GradCheck.Element> undecided() {
    return comparisons().flatMap(comparison -> comparison.report().undecided().stream()).toList();
  }

  /** The elements of which the rules give no number. */
  public List<GradCheck.Element> notFinite() {
    return comparisons().flatMap(comparison -> comparison.report().notFinite().stream()).toList();
  }

  /** Where the first number that is not finite comes from; empty if all are finite, or an input is not. */
  public Optional<AnomalyException> anomaly() {
    return comparisons().flatMap(comparison -> comparison.report().anomaly().stream()).findFirst();
  }

  /** The largest relative error of what was compared relatively. */
  public double maxRelativeError() {
    return comparisons().mapToDouble(comparison -> comparison.report().maxRelativeError()).reduce(0, Math::max);
  }
}
