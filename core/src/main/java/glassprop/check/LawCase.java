package glassprop.check;

import static glassprop.op.Terms.ZERO;

import glassprop.Autodiff;
import glassprop.BackwardOption;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.kernel.Kernels;
import glassprop.op.Numerics;
import glassprop.op.Op;
import glassprop.op.Reference;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.Term;
import glassprop.rule.Derivatives;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** One specimen under trial: what laws share. */
final class LawCase {
  private static final double DERIVATIVE_TOLERANCE = 1e-8;

  final Specimen specimen;
  final Op op;
  final Site site;
  final RandomGenerator random;
  private final List<Integer> slots;
  private final List<String> violations = new ArrayList<>();

  LawCase(Specimen specimen, RandomGenerator random) {
    this.specimen = specimen;
    this.op = specimen.op();
    this.site = specimen.site(DType.F64);
    this.random = random;
    this.slots =
        IntStream.range(0, site.inputs().size()).filter(slot -> Derivatives.exists(op, site, slot)).boxed().toList();
  }

  /** The inputs that have a derivative. */
  List<Integer> slots() {
    return slots;
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  void require(boolean holds, Supplier<String> violation) {
    if (!holds) {
      violations.add(op + " " + site.inputs() + ": " + violation.get());
    }
  }

  /** Float64 inputs from the specimen's domains. */
  List<Tensor> tensors() {
    return Samples.of(specimen, DType.F64, random).stream().map(Tensor::of).toList();
  }

  /** Those of the inputs that have a derivative. */
  List<Tensor> leaves(List<Tensor> inputs) {
    return slots.stream().map(slot -> inputs.get(slot).named("x" + slot)).toList();
  }

  /** The inputs with leaves in place of those that have a derivative. */
  Tensor[] withLeaves(List<Tensor> inputs, List<Tensor> leaves) {
    Tensor[] all = inputs.toArray(Tensor[]::new);
    for (int i = 0; i < slots.size(); i++) {
      all[slots.get(i)] = leaves.get(i);
    }
    return all;
  }

  /**
   * The gradient of ⟨ȳ, op(x)⟩ with respect to each x, along fixed directions: a single number that depends on every x and on ȳ.
   *
   * @param leaves the inputs that have a derivative, and after them ȳ
   */
  Tensor alongGradient(List<Tensor> inputs, List<Tensor> leaves, List<Tensor> directions) {
    List<Tensor> xs = leaves.subList(0, slots.size());
    Tensor y = Tensor.apply(op, withLeaves(inputs, xs));
    List<Tensor> gradients =
        Autodiff.grad(y.times(leaves.getLast()).sum(), xs, BackwardOption.CREATE_GRAPH);
    Tensor total = Tensor.scalar(0);
    for (int i = 0; i < gradients.size(); i++) {
      total = total.plus(gradients.get(i).times(directions.get(i)).sum());
    }
    return total;
  }

  void gradCheck(Function<List<Tensor>, Tensor> f, List<Tensor> leaves) {
    GradCheck.strict()
        .withTolerance(DERIVATIVE_TOLERANCE, DERIVATIVE_TOLERANCE)
        .check(f, leaves)
        .failures()
        .forEach(failure -> require(false, failure::toString));
  }

  /** ⟨term, weights⟩, where the term's only free direction is {@code direction}: its tangent or its cotangent. */
  double dot(Term term, List<NdArray> inputs, NdArray output, NdArray direction, NdArray weights) {
    if (term.equals(ZERO)) {
      return 0;
    }
    NdArray result =
        term.evaluate(
            Numerics.NUMBERS,
            symbol ->
                switch (symbol.role()) {
                  case INPUT -> inputs.get(symbol.slot());
                  case OUTPUT -> output;
                  case COTANGENT, TANGENT -> direction;
                },
            DType.F64);
    double[] a = result.toDoubles();
    double[] b = weights.toDoubles();
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Holds both kernels, on contiguous and on strided inputs, to the reference. */
  void compareWithReference(List<NdArray> inputs, double tolerance) {
    Site actual = Site.of(op, inputs.stream().map(NdArray::type).toList());
    double[] expected = Reference.evaluate(op, inputs, actual.output()).toDoubles();
    for (Kernels kernels : List.of(Kernels.scalar(), Kernels.best())) {
      for (List<NdArray> laid : List.of(inputs, inputs.stream().map(Samples::strided).toList())) {
        NdArray value = op.value(kernels, laid, actual.output());
        require(value.type().equals(actual.output()), () -> "value has type " + value.type() + ", not " + actual.output());
        double[] numbers = value.toDoubles();
        for (int i = 0; i < expected.length; i++) {
          int element = i;
          require(
              agree(numbers[i], expected[i], tolerance),
              () ->
                  "%s kernels, element %d: %s, reference %s"
                      .formatted(kernels.description(), element, numbers[element], expected[element]));
        }
      }
    }
  }

  private static boolean agree(double a, double b, double tolerance) {
    return Double.compare(a, b) == 0 || a == b || Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b));
  }
}
