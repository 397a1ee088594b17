package glassprop.parity.suite;

import static glassprop.op.Terms.ONE;
import static glassprop.op.Terms.X;
import static glassprop.op.Terms.X1;
import static glassprop.op.Terms.Y;
import static glassprop.op.Terms.YBAR;
import static glassprop.parity.Oracles.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import glassprop.array.NdArray;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.op.Op;
import glassprop.op.Reading;
import glassprop.op.Rule;
import glassprop.op.Site;
import glassprop.op.Term;
import glassprop.op.Unary;
import glassprop.op.catalogue.Affine;
import glassprop.parity.oracle.Engine;
import glassprop.parity.oracle.Oracle;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The test of the suite: a fault in one op of this engine is found by every oracle, and named. */
class PlantedFaultTest {

  /** tanh with a slope that is 0.05 % too large. */
  private record TooSteep() implements Op {
    @Override
    public String mnemonic() {
      return "tanh";
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
      return Unary.TANH.type(inputs);
    }

    @Override
    public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
      return Unary.TANH.value(kernels, inputs, type);
    }

    @Override
    public Rule rule(Site site) {
      return new Rule.Pullback(List.of(YBAR.times(ONE.minus(Y.square())).times(1.0005)));
    }

    @Override
    public double reference(Site site, List<Reading> inputs, int... index) {
      return Unary.TANH.reference(site, inputs, index);
    }
  }

  /** A layer that ends with it. */
  private record TooSteepLayer() implements Op {
    private static final Affine RIGHT = new Affine(Affine.Activation.TANH);

    @Override
    public String mnemonic() {
      return RIGHT.mnemonic();
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
      return RIGHT.type(inputs);
    }

    @Override
    public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
      return RIGHT.value(kernels, inputs, type);
    }

    @Override
    public Rule rule(Site site) {
      return new Rule.Composite(Term.of(new TooSteep(), X.matmul(X1).plus(Term.input(2))));
    }

    @Override
    public double reference(Site site, List<Reading> inputs, int... index) {
      return RIGHT.reference(site, inputs, index);
    }
  }

  private static Op planted(Op op) {
    return op == Unary.TANH ? new TooSteep() : op.equals(TooSteepLayer.RIGHT) ? new TooSteepLayer() : op;
  }

  private static Summary run(Engine engine) {
    List<Case> some =
        Stream.concat(OpCases.all().stream(), NetworkCases.all().stream())
            .filter(c -> List.of("tanh", "sigmoid", "matmul", "mlp of tanh").contains(c.subject().name()))
            .toList();
    return new Suite(engine, ALL, some).run(tried -> {});
  }

  @Test
  void everyOracleNamesTheOpWhoseSlopeIsFiveTenThousandthsTooLarge() {
    Summary summary = run(new Engine(PlantedFaultTest::planted));
    for (Oracle oracle : ALL) {
      assertThat(summary.failures())
          .filteredOn(o -> o.oracle().equals(oracle))
          .extracting(o -> o.tried().subject().name())
          .contains("tanh", "mlp of tanh")
          .doesNotContain("sigmoid", "matmul");
    }
    assertThat(summary.failures()).anyMatch(o -> o.toString().matches("op tanh .*: gradient 0 differs by 5\\.0e-04.*"));
  }

  @Test
  void withoutTheFaultTheSameCasesAgree() {
    assertThat(run(new Engine()).failures()).isEmpty();
  }
}
