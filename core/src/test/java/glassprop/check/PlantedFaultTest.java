package glassprop.check;

import static glassprop.op.Terms.ONE;
import static glassprop.op.Terms.X1;
import static glassprop.op.Terms.X;
import static glassprop.op.Terms.XDOT;
import static glassprop.op.Terms.Y;
import static glassprop.op.Terms.YBAR;
import static org.assertj.core.api.Assertions.assertThat;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.op.Binary;
import glassprop.op.Domain;
import glassprop.op.Elementwise;
import glassprop.op.Fused;
import glassprop.op.MatMul;
import glassprop.op.Op;
import glassprop.op.Permute;
import glassprop.op.Power;
import glassprop.op.Reading;
import glassprop.op.Reduction;
import glassprop.op.Rule;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.Sum;
import glassprop.op.Term;
import glassprop.op.Unary;
import glassprop.op.catalogue.Norm;
import glassprop.op.catalogue.Softmax;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The test of the tests: ops with a fault in their rule or value are caught, each by the law that should. */
class PlantedFaultTest {

  /** An op with another rule: everything else is the true op's. */
  private record WithRule(String fault, Op op, Function<Site, Rule> faulty) implements Op {
    @Override
    public String mnemonic() {
      return op.mnemonic();
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
      return op.type(inputs);
    }

    @Override
    public Rule rule(Site site) {
      return faulty.apply(site);
    }

    @Override
    public double reference(Site site, List<Reading> inputs, int... index) {
      return op.reference(site, inputs, index);
    }

    @Override
    public String toString() {
      return fault;
    }
  }

  /** The sum along the rows of a matrix, which forgets that a batch has one more axis. */
  private record SumOfRows() implements Op {
    private static final Sum SUM = new Sum(new Reduction(List.of(1), false));

    @Override
    public String mnemonic() {
      return "sum_of_rows";
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
      return SUM.type(inputs);
    }

    @Override
    public Rule rule(Site site) {
      return SUM.rule(site);
    }

    @Override
    public Optional<Op> batched(Site site, int items) {
      return Optional.of(SUM);
    }

    @Override
    public double reference(Site site, List<Reading> inputs, int... index) {
      return SUM.reference(site, inputs, index);
    }
  }

  @Test
  void aBatchAlongTheWrongAxisIsCaught() {
    Specimen specimen = Specimen.reals(new SumOfRows(), Shape.of(3, 3));
    assertThat(Law.BATCHED.violations(specimen, 1)).isNotEmpty();
    assertThat(Law.GRADIENT.violations(specimen, 1)).isEmpty();
  }

  record Planted(Specimen specimen, Law catches) {
    @Override
    public String toString() {
      return specimen.op() + " is caught by " + catches;
    }
  }

  private static Planted pullback(String fault, Op op, Law catches, Shape shape, Term... cotangents) {
    return new Planted(
        Specimen.reals(new WithRule(fault, op, site -> new Rule.Pullback(List.of(cotangents))), shape), catches);
  }

  static List<Planted> faults() {
    Shape vector = Shape.of(4);
    Shape square = Shape.of(3, 3);
    Term sum = Term.of(new Sum(new Reduction(List.of(0), true)), YBAR.times(Y));
    Term transposed = Term.of(Permute.transpose(2), X1);
    return List.of(
        pullback("a flipped sign in sin", Unary.SIN, Law.GRADIENT, vector, YBAR.times(X.cos()).negate()),
        pullback("a dropped factor in sigmoid", Unary.SIGMOID, Law.GRADIENT, vector, YBAR.times(Y)),
        pullback(
            "0.05 % too much in tanh", Unary.TANH, Law.GRADIENT, vector, YBAR.times(ONE.minus(Y.square())).times(1.0005)),
        pullback("σ′ of the output in sigmoid", Unary.SIGMOID, Law.GRADIENT, vector, YBAR.times(Y.sigmoid())),
        pullback("the sum dropped in softmax", new Softmax(0, false), Law.GRADIENT, vector, Y.times(YBAR)),
        pullback("a broadcast cotangent in softmax", new Softmax(0, false), Law.TYPES, vector, sum),
        new Planted(
            Specimen.reals(
                new WithRule(
                    "a forgotten transpose in matmul", new MatMul(),
                    site -> new Rule.Multilinear(List.of(YBAR.matmul(X1), Term.of(Permute.transpose(2), X).matmul(YBAR)))),
                square, square),
            Law.GRADIENT),
        new Planted(
            Specimen.reals(
                new WithRule(
                    "swapped operands in matmul", new MatMul(),
                    site -> new Rule.Multilinear(List.of(transposed.matmul(YBAR), YBAR.matmul(transposed)))),
                square, square),
            Law.ADJOINT),
        new Planted(
            Specimen.reals(
                new WithRule(
                    "a pushforward that is too large, with its transpose", Unary.EXP,
                    site -> new Rule.Pushforward(List.of(XDOT.times(Y).times(2)))),
                vector),
            Law.GRADIENT),
        new Planted(
            Specimen.reals(
                new WithRule(
                    "a wrong definition", Unary.SOFTPLUS, site -> new Rule.Composite(X.exp().plus(2).log())), vector),
            Law.GRADIENT),
        pullback(
            "a right slope whose own slope has a flipped sign", Unary.SIN, Law.SECOND_ORDER, vector,
            YBAR.times(
                Term.of(
                    new WithRule("cos", Unary.COS, site -> new Rule.Partials(List.of(X.sin()))), X))));
  }

  private static Planted patched(String fault, Op op, Shape shape, Term... slopes) {
    Shape[] shapes = Collections.nCopies(slopes.length, shape).toArray(Shape[]::new);
    return new Planted(
        Specimen.reals(new WithRule(fault, op, site -> new Rule.Partials(List.of(slopes))), shapes), Law.SINGULAR_POINTS);
  }

  /** A term, but 1 where a mask holds. */
  private static Term oneWhere(Term mask, Term term) {
    return mask.where(ONE, term);
  }

  /** Slopes that are right at every point, and a patch whose own slope is not. */
  static List<Planted> patches() {
    Shape number = Shape.SCALAR;
    Term divisor = oneWhere(Y.equalTo(0), Y);
    Term base = oneWhere(X.equalTo(0), oneWhere(X1.equalTo(0), X));
    Term share = oneWhere(X.equalTo(0), X.abs().dividedBy(oneWhere(Y.equalTo(0), Y)));
    Reduction all = new Reduction(List.of(0), true);
    return List.of(
        patched("a divisor kept from 0 in hypot", Binary.HYPOT, number, X.dividedBy(divisor), X1.dividedBy(divisor)),
        patched("a slope of 0 in hypot", Binary.HYPOT, number, zeroAtOrigin(X.dividedBy(Y)), zeroAtOrigin(X1.dividedBy(Y))),
        patched(
            "a base kept from 0 in xʸ", Binary.POWER, number, X1.times(base.pow(X1.minus(1))),
            Y.times(oneWhere(X.equalTo(0), X).log())),
        patched("0·∞ in x³, which has derivatives", new Power(3), number, X.abs().pow(1.5).times(X.abs().sqrt()).times(3)),
        patched("a number in a rule, patched unsaid", new Cusp(), number, X.equalTo(3).where(Term.of(0), new Cusp().slope())),
        pullback("a divisor kept from 0 in the 2-norm", new Norm(2, all), Law.SINGULAR_POINTS, Shape.of(3),
            YBAR.times(X.dividedBy(divisor))),
        pullback("a share kept from 0 in the 1.5-norm", new Norm(1.5, all), Law.SINGULAR_POINTS, Shape.of(3),
            YBAR.times(X.sign()).times(share.pow(0.5))));
  }

  private static Term zeroAtOrigin(Term slope) {
    return Y.equalTo(0).where(Term.of(0), slope);
  }

  /** |x − 3| to the power 1.5, whose second derivative at 3 is infinite. */
  private record Cusp() implements Elementwise {
    Term slope() {
      return X.minus(3).abs().sqrt().times(X.minus(3).sign()).times(1.5);
    }

    @Override
    public String mnemonic() {
      return "cusp";
    }

    @Override
    public double of(double... x) {
      return Math.pow(Math.abs(x[0] - 3), 1.5);
    }

    @Override
    public List<Term> slopes() {
      return List.of(slope());
    }

    @Override
    public Domain.Reals domain(int slot) {
      return Domain.everywhere();
    }
  }

  @ParameterizedTest
  @MethodSource("patches")
  void aPatchThatIsTakenForTheFunctionIsCaught(Planted planted) {
    assertThat(planted.catches.violations(planted.specimen, 5)).isNotEmpty();
    for (Law blind : List.of(Law.GRADIENT, Law.SECOND_ORDER, Law.ADJOINT, Law.KINKS)) {
      assertThat(blind.violations(planted.specimen, 5)).as("%s sees no fault away from the patch", blind).isEmpty();
    }
  }

  @Test
  void aKinkIsNoPatch() {
    for (Op op : List.of(Unary.ABS, Unary.RELU, Binary.MAXIMUM)) {
      Shape[] shapes = Collections.nCopies(op == Binary.MAXIMUM ? 2 : 1, Shape.SCALAR).toArray(Shape[]::new);
      assertThat(Law.SINGULAR_POINTS.violations(Specimen.reals(op, shapes), 5)).as(op.toString()).isEmpty();
    }
    assertThat(Law.SINGULAR_POINTS.violations(Specimen.reals(new Cusp(), Shape.SCALAR), 5)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultIsCaught(Planted planted) {
    assertThat(planted.catches.violations(planted.specimen, 5)).isNotEmpty();
  }

  @Test
  void theSameRulesWithoutTheFaultPass() {
    Specimen healthy =
        Specimen.reals(
            new WithRule("none", Unary.SIN, site -> new Rule.Pullback(List.of(YBAR.times(X.cos())))), Shape.of(4));
    for (Law law : Law.values()) {
      assertThat(law.violations(healthy, 5)).as(law.toString()).isEmpty();
    }
  }

  @Test
  void aDerivedDirectionCanNotBeCaughtByTheAdjointIdentityAlone() {
    Specimen flipped = faults().getFirst().specimen;
    assertThat(Law.ADJOINT.violations(flipped, 5)).as("both directions come from one wrong rule").isEmpty();
    assertThat(Law.GRADIENT.violations(flipped, 5)).isNotEmpty();
  }

  /** The sigmoid with tanh for its kernel. */
  private record WrongKernel() implements Op {
    @Override
    public String mnemonic() {
      return "sigmoid";
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
      return Unary.SIGMOID.type(inputs);
    }

    @Override
    public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
      return Unary.TANH.value(kernels, inputs, type);
    }

    @Override
    public Rule rule(Site site) {
      return Unary.SIGMOID.rule(site);
    }

    @Override
    public double reference(Site site, List<Reading> inputs, int... index) {
      return Unary.SIGMOID.reference(site, inputs, index);
    }
  }

  @Test
  void aWrongKernelIsCaught() {
    assertThat(Law.VALUE.violations(Specimen.reals(new WrongKernel(), Shape.of(4)), 5)).isNotEmpty();
  }

  /** Squares, with a fused pullback that forgets the 2. */
  private record WrongFusion() implements Fused {
    @Override
    public String mnemonic() {
      return "square";
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
      return Unary.EXP.type(inputs);
    }

    @Override
    public Evaluation evaluate(Kernels kernels, List<NdArray> inputs, TensorType type) {
      return new Evaluation(new Power(2).value(kernels, inputs, type));
    }

    @Override
    public void pullback(Kernels kernels, Passage passage) {
      NdArray x = passage.input(0);
      passage.give(0, Binary.MULTIPLY.value(kernels, List.of(passage.cotangent(), x), x.type()));
    }

    @Override
    public Rule rule(Site site) {
      return new Power(2).rule(site);
    }

    @Override
    public double reference(Site site, List<Reading> inputs, int... index) {
      return new Power(2).reference(site, inputs, index);
    }
  }

  @Test
  void aFusedPullbackThatIsNotTheRuleIsCaught() {
    assertThat(Law.FUSED.violations(Specimen.reals(new WrongFusion(), Shape.of(4)), 5)).isNotEmpty();
  }
}
