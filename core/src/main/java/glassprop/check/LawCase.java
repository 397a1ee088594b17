package glassprop.check;

import static glassprop.op.Terms.ZERO;

import glassprop.Autodiff;
import glassprop.BackwardOption;
import glassprop.Tape;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.op.Fused;
import glassprop.op.Numerics;
import glassprop.op.Op;
import glassprop.op.Reference;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.Term;
import glassprop.rule.Derivatives;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final boolean strided;
  private final List<Integer> slots;
  private final List<String> violations = new ArrayList<>();

  LawCase(Specimen specimen, boolean strided, RandomGenerator random) {
    this.specimen = specimen;
    this.strided = strided;
    this.op = specimen.op();
    this.site = specimen.site(DType.F64);
    this.random = random;
    this.slots =
        IntStream.range(0, site.inputs().size()).filter(slot -> Derivatives.exists(op, site, slot)).boxed().toList();
  }

  /** Whether inputs have strides of their own. */
  boolean isStrided() {
    return strided;
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

  /** Inputs from the specimen's domains. */
  List<NdArray> samples(DType precision) {
    return laid(Samples.of(specimen, precision, random));
  }

  /** The arrays with the strides of this case. */
  List<NdArray> laid(List<NdArray> arrays) {
    return strided ? arrays.stream().map(Samples::strided).toList() : arrays;
  }

  /** Float64 inputs from the specimen's domains. */
  List<Tensor> tensors() {
    return samples(DType.F64).stream().map(Tensor::of).toList();
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

  /** These tensors, tracked, with the tangents that they carry; and after them ȳ. */
  List<Tensor> trackedWith(List<Tensor> xs, Tensor cotangent) {
    List<Tensor> leaves = new ArrayList<>(xs.stream().map(x -> x.isTracked() ? x : x.tracked()).toList());
    leaves.add(cotangent);
    return leaves;
  }

  /** Compares the rate of change along tangents by forward mode with that by reverse mode. */
  void requireModesAgree(Function<List<Tensor>, Tensor> f, List<Tensor> xs, List<Tensor> tangents, String what) {
    double forward = Autodiff.jvp(f, xs, tangents).tangent().item();
    List<Tensor> leaves = xs.stream().map(Tensor::tracked).toList();
    Tensor y = f.apply(leaves);
    double backward = 0;
    if (y.isTracked()) {
      y.backward();
      for (int i = 0; i < leaves.size(); i++) {
        backward += leaves.get(i).hasGrad() ? leaves.get(i).grad().times(tangents.get(i)).sum().item() : 0;
      }
    }
    double reverse = backward;
    require(
        Math.abs(forward - reverse) <= 1e-11 * Math.max(1, Math.abs(reverse)),
        () -> what + ": forward mode gives " + forward + ", reverse mode " + reverse);
  }

  void gradCheck(Function<List<Tensor>, Tensor> f, List<Tensor> leaves) {
    GradCheck.strict()
        .withTolerance(DERIVATIVE_TOLERANCE, DERIVATIVE_TOLERANCE)
        .check(f, leaves)
        .objections()
        .forEach(failure -> require(false, failure::toString));
  }

  /** Numbers along which something changes. */
  Tensor direction(TensorType type) {
    return Tensor.of(Samples.directions(type, random));
  }

  /** An op and the arrays that it was applied to, which are equal to themselves alone. */
  private record Application(Op op, List<NdArray> operands) {
    static Application of(Tape.Entry entry) {
      return new Application(entry.op(), entry.inputs().stream().map(Tensor::array).toList());
    }
  }

  /** Requires that a computation applies no op twice to the same operands. */
  void requireNothingTwice(String what, Supplier<?> computation) {
    Map<Application, NdArray> outputs = new HashMap<>();
    for (Tape.Entry entry : Tape.of(computation).entries()) {
      NdArray before = outputs.put(Application.of(entry), entry.output().array());
      require( // a tensor that carries a tangent is noted with and without it
          before == null || before == entry.output().array(),
          () -> what + ": " + entry.op().mnemonic() + " is applied twice to the same operands");
    }
  }

  /** ⟨term, weights⟩, where the term's only free direction is {@code direction}: its tangent or its cotangent. */
  double dot(Term term, List<NdArray> inputs, NdArray output, NdArray direction, NdArray weights) {
    if (term.equals(ZERO)) {
      return 0;
    }
    double[] a = value(term, inputs, output, direction).toDoubles();
    double[] b = weights.toDoubles();
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** The numbers of a term. */
  private static NdArray value(Term term, List<NdArray> inputs, NdArray output, NdArray direction) {
    return term.evaluate(
        Numerics.NUMBERS,
        symbol ->
            switch (symbol.role()) {
              case INPUT -> inputs.get(symbol.slot());
              case OUTPUT -> output;
              case COTANGENT, TANGENT -> direction;
            },
        output.dtype());
  }

  /** Holds the cotangents of a fused op, by both kernels, to its rule. */
  void compareWithRule(Fused fused, DType precision, double tolerance) {
    List<NdArray> inputs = samples(precision);
    Site actual = Site.of(op, inputs.stream().map(NdArray::type).toList());
    NdArray cotangent = Samples.directions(actual.output().withDType(DType.F64), random).to(precision);
    for (Kernels kernels : List.of(Kernels.scalar(), Kernels.best())) {
      Fused.Evaluation evaluation = fused.evaluate(kernels, inputs, actual.output());
      Map<Integer, NdArray> given = new HashMap<>();
      fused.pullback(kernels, new Passage(inputs, evaluation, cotangent, slots, given));
      require(given.keySet().equals(Set.copyOf(slots)), () -> "cotangents came for " + given.keySet() + ", wanted " + slots);
      given.forEach(
          (slot, cotangents) -> {
            Term rule = Derivatives.pullback(op, actual, slot);
            double[] expected = value(rule, inputs, evaluation.value(), cotangent).toDoubles();
            double[] numbers = cotangents.toDoubles();
            for (int i = 0; i < expected.length; i++) {
              int element = i;
              require(
                  agree(numbers[i], expected[i], tolerance),
                  () ->
                      String.format(Locale.ROOT,
                          "%s kernels, element %d of cotangent %d: %s fused, %s by the rule",
                          kernels.description(), element, slot, numbers[element], expected[element]));
            }
          });
    }
  }

  private record Passage(
      List<NdArray> inputs, Fused.Evaluation evaluation, NdArray cotangent, List<Integer> slots, Map<Integer, NdArray> given)
      implements Fused.Passage {
    @Override
    public NdArray input(int slot) {
      return inputs.get(slot);
    }

    @Override
    public NdArray output() {
      return evaluation.value();
    }

    @Override
    public NdArray byProduct() {
      return evaluation.byProduct();
    }

    @Override
    public boolean wants(int slot) {
      return slots.contains(slot);
    }

    @Override
    public void give(int slot, NdArray contribution) {
      given.put(slot, contribution);
    }
  }

  /** Holds both kernels to the reference. */
  void compareWithReference(List<NdArray> inputs, double tolerance) {
    Site actual = Site.of(op, inputs.stream().map(NdArray::type).toList());
    double[] expected;
    try {
      expected = Reference.evaluate(op, inputs, actual.output()).toDoubles();
    } catch (ArithmeticException refusal) {
      requireRefusal(inputs, actual.output(), refusal);
      return;
    }
    for (Kernels kernels : List.of(Kernels.scalar(), Kernels.best())) {
      NdArray value = op.value(kernels, inputs, actual.output());
      require(value.type().equals(actual.output()), () -> "value has type " + value.type() + ", not " + actual.output());
      double[] numbers = value.toDoubles();
      for (int i = 0; i < expected.length; i++) {
        int element = i;
        require(
            agree(numbers[i], expected[i], tolerance),
            () ->
                String.format(Locale.ROOT,
                    "%s kernels, element %d: %s, reference %s",
                    kernels.description(), element, numbers[element], expected[element]));
      }
    }
  }

  /** Requires the op to refuse what its reference refuses: numbers that the type of its output does not have. */
  private void requireRefusal(List<NdArray> inputs, TensorType type, ArithmeticException refusal) {
    for (Kernels kernels : List.of(Kernels.scalar(), Kernels.best())) {
      Optional<NdArray> value = unlessRefused(() -> op.value(kernels, inputs, type));
      require(value.isEmpty(), () -> "gave " + value.orElseThrow() + ", where the reference refuses: " + refusal.getMessage());
    }
  }

  private static Optional<NdArray> unlessRefused(Supplier<NdArray> value) {
    try {
      return Optional.of(value.get());
    } catch (ArithmeticException _) {
      return Optional.empty();
    }
  }

  /** Requires two ways to the same numbers to agree. */
  void requireEqual(NdArray actual, NdArray expected, Supplier<String> what) {
    require(
        actual.type().equals(expected.type()), () -> what.get() + ": type " + actual.type() + ", not " + expected.type());
    double[] a = actual.toDoubles();
    double[] b = expected.toDoubles();
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      int element = i;
      require(agree(a[i], b[i], 1e-13), () -> what.get() + ", element " + element + ": " + a[element] + ", not " + b[element]);
    }
  }

  private static boolean agree(double a, double b, double tolerance) {
    return Double.compare(a, b) == 0 || a == b || Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b));
  }
}
