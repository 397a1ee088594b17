package glassprop.lens.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.lens.typeset.MathMl;
import glassprop.op.Binary;
import glassprop.op.Domain;
import glassprop.op.Identity;
import glassprop.op.Numerics;
import glassprop.op.Reduction;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.Sum;
import glassprop.op.Term;
import glassprop.op.Terms;
import glassprop.op.catalogue.Ops;
import glassprop.rule.Derivatives;
import glassprop.rule.Writer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of simplification, over the rules of every op. */
class SimplifierTest {

  static Stream<Specimen> differentiable() {
    return Ops.all().stream()
        .filter(specimen -> Derivatives.exists(specimen.op(), specimen.site(DType.F64), 0))
        .filter(specimen -> specimen.inputs().stream().allMatch(input -> input.shape().size() > 0));
  }

  @ParameterizedTest
  @MethodSource("differentiable")
  void aSimplifiedRuleHasTheSameTypeAndValue(Specimen specimen) {
    Point point = new Point(specimen);
    for (Term rule : Derivatives.pullbacks(specimen.op(), point.site)) {
      if (!rule.equals(Terms.ZERO)) {
        Term simple = Simplifier.simplify(rule, point).orElseThrow().term();
        NdArray expected = point.value(rule);
        NdArray value = point.value(simple);
        assertThat(value.type()).as(Writer.text(simple)).isEqualTo(expected.type());
        assertThat(value.toDoubles()).as(Writer.text(rule) + " as " + Writer.text(simple))
            .usingComparatorWithPrecision(1e-11).containsExactly(expected.toDoubles());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("differentiable")
  void everyRuleCanBeTypeset(Specimen specimen) {
    Point point = new Point(specimen);
    for (Term rule : Derivatives.pullbacks(specimen.op(), point.site)) {
      String latex = Writer.latex(rule, symbol -> symbol.role() == Term.Role.COTANGENT ? "\\bar{y}" : "x_{" + symbol.slot() + "}", point::type);
      assertThat(MathMl.of(latex)).startsWith("<mrow>");
    }
  }

  /** An identity that an op states holds for the op's own specimens. */
  @ParameterizedTest
  @MethodSource("differentiable")
  void statedIdentitiesHold(Specimen specimen) {
    Point point = new Point(specimen);
    for (Identity identity : specimen.op().identities(point.site)) {
      double[] left = point.value(identity.left()).toDoubles();
      double[] right = point.value(identity.right()).toDoubles();
      for (int i = 0; i < left.length; i++) {
        double expected = right[right.length == 1 ? 0 : i];
        assertThat(left[i]).as(Writer.text(identity.left())).isCloseTo(expected, org.assertj.core.api.Assertions.within(1e-12));
      }
    }
  }

  /** What is too long is left as it is, after a number of steps that does not depend on the machine. */
  @Test
  void aSimplificationEndsWithinItsBudget() {
    Point point = new Point(Specimen.reals(Binary.ADD, Shape.of(2), Shape.of(2)));
    assertThat(Simplifier.simplify(tree(8, 0), point)).isPresent();
    assertThat(Simplifier.simplify(tree(16, 0), point)).isEmpty();
  }

  /** Linear ops within each other: each reads what is within it more than once, and only the first time is work. */
  @Test
  void whatOccursAgainIsNotReadAgain() {
    Point point = new Point(Specimen.reals(Binary.ADD, Shape.of(2), Shape.of(2)));
    Sum sum = new Sum(new Reduction(List.of(0), true));
    Term nested = Terms.X;
    for (int i = 0; i < 20; i++) {
      nested = Terms.X.times(Terms.X1.minus(Term.of(sum, nested.times(Terms.X).times(3))));
    }
    assertThat(Simplifier.simplify(nested, point)).isPresent();
  }

  /** A term of 2ᵈ different parts. */
  private static Term tree(int depth, int number) {
    return depth == 0
        ? Terms.X.plus(number)
        : Term.of(Binary.MAXIMUM, tree(depth - 1, 2 * number), tree(depth - 1, 2 * number + 1));
  }

  @Test
  void coefficientsStayFractions() {
    assertThat(new Ratio(2, 6)).isEqualTo(new Ratio(1, 3));
    assertThat(new Ratio(1, 3).plus(new Ratio(1, 6))).isEqualTo(new Ratio(1, 2));
    assertThat(new Ratio(1, -2)).isEqualTo(new Ratio(-1, 2));
    assertThat(Ratio.of(0.1).times(new Ratio(1, 2)).value()).isEqualTo(0.05);
    assertThat(new Ratio(2, 3).power(-2)).isEqualTo(new Ratio(9, 4));
  }

  /** Numbers for the symbols of an op's site. */
  private static final class Point implements Facts {
    final Site site;
    private final Map<Term.Symbol, NdArray> values = new HashMap<>();

    Point(Specimen specimen) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
      site = specimen.site(DType.F64);
      for (int slot = 0; slot < site.inputs().size(); slot++) {
        values.put(Term.input(slot), sample(site.input(slot), specimen.inputs().get(slot).domain(), random));
      }
      List<NdArray> inputs = Stream.iterate(0, i -> i + 1).limit(site.inputs().size()).map(i -> values.get(Term.input(i))).toList();
      values.put(Terms.Y, Numerics.NUMBERS.apply(specimen.op(), inputs));
      values.put(Terms.YBAR, sample(site.output(), Domain.everywhere(), random));
    }

    private static NdArray sample(TensorType type, Domain domain, RandomGenerator random) {
      Shape shape = type.shape();
      Tensor numbers = Tensor.uniform(random, 0.2, 0.9, shape.toArray());
      return switch (domain) {
        case Domain.Reals _ -> numbers.array();
        case Domain.Indices(int count) -> numbers.times(count).to(DType.I64).array();
        case Domain.Places(int count) -> places(shape, count);
        case Domain.Booleans _ -> numbers.greaterThan(0.5).array();
      };
    }

    /** Along any axis all different: the sum of the index, modulo the count. */
    private static NdArray places(Shape shape, int count) {
      double[] numbers = new double[shape.size()];
      Arrays.setAll(numbers, i -> shape.indexOf(i).stream().mapToInt(Integer::intValue).sum() % count);
      return Tensor.of(NdArray.over(numbers, shape)).to(DType.I64).array();
    }

    NdArray value(Term term) {
      return term.evaluate(Numerics.NUMBERS, symbol -> values.getOrDefault(symbol, NdArray.full(site.output(), 0.5)), DType.F64);
    }

    @Override
    public TensorType type(Term.Symbol symbol) {
      return switch (symbol.role()) {
        case INPUT -> symbol.slot() < site.inputs().size() ? site.input(symbol.slot()) : site.output();
        case OUTPUT, COTANGENT, TANGENT -> site.output();
      };
    }

    @Override
    public Term definition(Term term) {
      return term;
    }

    @Override
    public boolean isOwn(Term term) {
      return false;
    }

    @Override
    public boolean holds(Term mask) {
      return DoubleStream.of(value(mask).toDoubles()).allMatch(truth -> truth == 1);
    }

    @Override
    public boolean isOne(Term term) {
      return DoubleStream.of(value(term).toDoubles()).allMatch(x -> Math.abs(x - 1) < 1e-12);
    }
  }
}
