package glassprop.rule;

import static glassprop.op.Terms.X1;
import static glassprop.op.Terms.X;
import static org.assertj.core.api.Assertions.assertThat;

import glassprop.Autodiff;
import glassprop.BackwardOption;
import glassprop.Tape;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.check.GradCheck;
import glassprop.check.Law;
import glassprop.kernel.Kernels;
import glassprop.op.MatMul;
import glassprop.op.Numerics;
import glassprop.op.Op;
import glassprop.op.Program;
import glassprop.op.Reading;
import glassprop.op.Rule;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.Term;
import glassprop.op.Terms;
import glassprop.op.catalogue.Affine;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What occurs in a rule several times is one part of its program, and computed once. */
class SharedPartsTest {

  /** t ← tanh(t)·t, so many times over: as a tree it has 2ⁿ leaves. */
  record Doubling(int levels) implements Op {
    private static Term definition(int levels) {
      Term t = X;
      for (int i = 0; i < levels; i++) {
        t = t.tanh().times(t);
      }
      return t;
    }

    @Override
    public String mnemonic() {
      return "doubling";
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
      return inputs.getFirst();
    }

    @Override
    public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
      return definition(levels).evaluate(new Numerics(kernels), _ -> inputs.getFirst(), type.dtype());
    }

    @Override
    public Rule rule(Site site) {
      return new Rule.Composite(definition(levels));
    }

    @Override
    public double reference(Site site, List<Reading> inputs, int... index) {
      double t = inputs.getFirst().at(index);
      for (int i = 0; i < levels; i++) {
        t *= Math.tanh(t);
      }
      return t;
    }
  }

  @ParameterizedTest
  @EnumSource(Law.class)
  void aDefinitionWithSharedPartsObeysTheLaws(Law law) {
    assertThat(law.violations(Specimen.reals(new Doubling(5), Shape.of(3)), 1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 100, 1000, 20_000})
  void aDefinitionMayHaveAnyNumberOfSharedLevels(int levels) {
    Op op = new Doubling(levels);
    Tensor x = Tensor.scalar(40).tracked(); // where tanh is 1 to the last digit, the value is 40 and the slope 1
    Tensor y = Tensor.apply(op, x);
    Tensor slope = Autodiff.grad(y, List.of(x), BackwardOption.CREATE_GRAPH).getFirst();
    assertThat(y.item()).isEqualTo(40);
    assertThat(slope.item()).isEqualTo(1);
    assertThat(Autodiff.grad(slope, List.of(x)).getFirst().item()).isZero();
    assertThat(Autodiff.jvp(in -> Tensor.apply(op, in.getFirst()), List.of(x), List.of(Tensor.scalar(2))).tangent().item()).isEqualTo(2);
    Site site = Site.of(op, List.of(new TensorType(Shape.SCALAR, DType.F64)));
    assertThat(Derivatives.backward(op, site).size()).isLessThan(12 * levels);
  }

  @Test
  void slopesOfADefinitionWithSharedPartsAreThoseOfTheFunction() {
    GradCheck.strict().check(in -> Tensor.apply(new Doubling(6), in.getFirst()).sum(), List.of(Tensor.of(1.2, -0.7, 0.4).named("x")))
        .objections().forEach(objection -> assertThat(objection.toString()).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(Affine.Activation.class)
  void theBackwardPassOfALayerThatIsRecordedTakesTwoProducts(Affine.Activation activation) {
    Random random = new Random(5);
    Tensor x = Tensor.normal(random, 4, 3).tracked();
    Tensor w = Tensor.normal(random, 3, 2).tracked();
    Tensor b = Tensor.normal(random, 2).tracked();
    Tensor y = Tensor.apply(new Affine(activation), x, w, b).sum();
    Tape<List<Tensor>> tape = Tape.of(() -> Autodiff.grad(y, List.of(x, w, b), BackwardOption.CREATE_GRAPH));
    assertThat(tape.entries()).filteredOn(entry -> entry.op() instanceof MatMul).hasSize(2);
  }

  @Test
  void equalPartsOfSeveralTermsAreOne() {
    Term sum = X.plus(X1);
    Program program = Program.of(List.of(sum.exp(), X.plus(X1).exp().times(2), Terms.ONE));
    assertThat(program.size()).isEqualTo(7); // x, x1, their sum, its exponential, 2, the product, 1
    assertThat(program.isApart(0)).isFalse();
    assertThat(program.isApart(2)).isTrue();
    assertThat(program.mentioned(1)).containsExactly(X, X1);
    assertThat(program.mentioned(2)).isEmpty();
    assertThat(program.term(0)).isEqualTo(sum.exp());
  }

  @Test
  void onlyWhatIsWantedIsEvaluated() {
    Program program = Program.of(List.of(X.exp(), X1.log()));
    StringBuilder seen = new StringBuilder();
    program.evaluate(
        Numerics.NUMBERS,
        symbol -> Numerics.NUMBERS.literal(seen.append(symbol.slot()).length(), DType.F64),
        DType.F64, output -> output == 1, (output, value) -> seen.append(':').append(output).append('=').append(value.get()));
    assertThat(seen).hasToString("1:1=0.0");
  }

  @Test
  void deepTermsThatAreEqualAreFoundToBeSo() {
    Term one = Doubling.definition(3000);
    Term other = Doubling.definition(3000);
    assertThat(one.equals(other)).isTrue();
    assertThat(one).hasSameHashCodeAs(other);
    assertThat(one.equals(Doubling.definition(2999))).isFalse();
  }
}
