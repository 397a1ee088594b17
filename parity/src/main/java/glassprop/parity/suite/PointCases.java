package glassprop.parity.suite;

import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.op.Binary;
import glassprop.op.Clamp;
import glassprop.op.Elu;
import glassprop.op.LeakyRelu;
import glassprop.op.Op;
import glassprop.op.Power;
import glassprop.op.Reduction;
import glassprop.op.Site;
import glassprop.op.Unary;
import glassprop.op.catalogue.CumulativeProduct;
import glassprop.op.catalogue.Extremum;
import glassprop.op.catalogue.LogSumExp;
import glassprop.op.catalogue.Mean;
import glassprop.op.catalogue.Norm;
import glassprop.op.catalogue.Product;
import glassprop.op.catalogue.Softmax;
import glassprop.parity.oracle.Computation;
import glassprop.parity.oracle.Interpreter;
import glassprop.parity.oracle.Question;
import glassprop.parity.oracle.Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Points where calculus alone does not decide, or where a formula that is right elsewhere breaks down: kinks, ties, zeros, infinities and NaN.
 */
public final class PointCases {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final Reduction ALL = new Reduction(List.of(0), false);

  private PointCases() {}

  /** All of them. */
  public static List<Case> all() {
    return Stream.of(kinks(), products(), extremes(), notNumbers(), composed(), WholePointCases.all()).flatMap(List::stream).toList();
  }

  private static List<Case> kinks() {
    return List.of(
        at("relu at 0", Unary.RELU, 1, v(0, -0.0)),
        at("abs at 0", Unary.ABS, 1, v(0, -0.0)),
        at("leaky relu at 0", new LeakyRelu(0.1), 1, v(0)),
        at("elu at 0", new Elu(0.5), 1, v(0)),
        at("clamp at its bounds", new Clamp(-1, 2, true), 1, v(-1, 2)),
        at("hardtanh at its bounds", new Clamp(0, 6, false), 1, v(0, 6)),
        at("sign and steps", Unary.SIGN, 1, v(0, -0.0)),
        at("floor at whole numbers", Unary.FLOOR, 1, v(-1, 0, 2)),
        at("round at halves", Unary.ROUND, 1, v(-1.5, -0.5, 0.5, 1.5, 2.5)),
        at("maximum of equals", Binary.MAXIMUM, 1, v(1, 2), v(1, 2)),
        at("minimum of equals", Binary.MINIMUM, 1, v(1, 2), v(1, 2)),
        at("max with ties", new Extremum(true, ALL), 1, v(3, 1, 3, 3)),
        at("min with ties", new Extremum(false, ALL), 1, v(1, 3, 1)),
        at("1-norm at 0", new Norm(1, ALL), 1, v(0, 0)),
        at("1.5-norm at 0", new Norm(1.5, ALL), 1, v(0, 0)),
        at("2-norm at 0", new Norm(2, ALL), 1, v(0, 0)),
        at("3-norm at 0", new Norm(3, ALL), 1, v(0, 0)),
        at("3-norm with a zero", new Norm(3, ALL), 1, v(0, 2)),
        hessian("1.5-norm with a zero, Hessian", new Norm(1.5, ALL), v(0, 2)),
        hessian("2-norm at 0, Hessian", new Norm(2, ALL), v(0, 0)),
        hessian("2-norm with a zero, Hessian", new Norm(2, ALL), v(0, 2)),
        hessian("3-norm with a zero, Hessian", new Norm(3, ALL), v(0, 2)),
        at("hypot at the origin", Binary.HYPOT, 1, v(0), v(0)),
        hessian("hypot at the origin, Hessian", Binary.HYPOT, v(0), v(0)),
        at("atan2 at the origin", Binary.ATAN2, 1, v(0), v(0)),
        at("sqrt at 0", Unary.SQRT, 1, v(0)),
        at("sqrt at 0, upstream gradient 0", Unary.SQRT, 0, v(0)),
        at("log at 0", Unary.LOG, 1, v(0)),
        at("softsign at 0", Unary.SOFTSIGN, 1, v(0)),
        at("entropy at 0", Unary.ENTROPY, 1, v(0)),
        at("entropy below 0", Unary.ENTROPY, 1, v(-1)),
        at("xlogy at (0, 2)", Binary.XLOGY, 1, v(0), v(2)),
        at("xlogy at (0, 0)", Binary.XLOGY, 1, v(0), v(0)),
        at("xlogy at (2, 0)", Binary.XLOGY, 1, v(2), v(0)),
        at("xlogy at (0, −1)", Binary.XLOGY, 1, v(0), v(-1)),
        hessian("xlogy at (0, 2), Hessian", Binary.XLOGY, v(0), v(2)));
  }

  private static List<Case> products() {
    return List.of(
        at("x⁰ at 0", new Power(0), 1, v(0)),
        at("xʸ at (0, 0)", Binary.POWER, 1, v(0), v(0)),
        at("xʸ at (0, 2)", Binary.POWER, 1, v(0), v(2)),
        at("xʸ of a negative base", Binary.POWER, 1, v(-2), v(3)),
        hessian("xʸ at (0, 2), Hessian", Binary.POWER, v(0), v(2)),
        hessian("xʸ at (0, 1), Hessian", Binary.POWER, v(0), v(1)),
        hessian("xʸ at (4, 0), Hessian", Binary.POWER, v(4), v(0)),
        at("prod with a zero", new Product(ALL), 1, v(2, 0, 3)),
        at("prod with two zeros", new Product(ALL), 1, v(2, 0, 0, 3)),
        hessian("prod with two zeros, Hessian", new Product(ALL), v(2, 0, 0, 3)),
        at("cumprod with a zero", new CumulativeProduct(0), 1, v(2, 0, 3)),
        at("cumprod with two zeros", new CumulativeProduct(0), 1, v(2, 0, 3, 0, 5)));
  }

  private static List<Case> extremes() {
    return List.of(
        at("sigmoid of large numbers", Unary.SIGMOID, 1, v(-1000, -40, 40, 1000)),
        at("tanh of large numbers", Unary.TANH, 1, v(-1000, -20, 20, 1000)),
        at("softplus of −1000 and −40", Unary.SOFTPLUS, 1, v(-1000, -40)),
        at("softplus of 25", Unary.SOFTPLUS, 1, v(25)),
        at("softsign of infinities", Unary.SOFTSIGN, 1, v(INFINITY, -INFINITY)),
        at("exp of large numbers", Unary.EXP, 1, v(-1000, 1000)),
        at("logaddexp of large numbers", Binary.LOG_ADD_EXP, 1, v(1000, -1000), v(1001, -1001)),
        at("logsumexp of large numbers", new LogSumExp(ALL), 1, v(1000, 1001)),
        at("logsumexp of −∞ alone", new LogSumExp(ALL), 1, v(-INFINITY, -INFINITY)),
        at("softmax of large numbers", new Softmax(0, false), 1, v(1000, 0, -1000)),
        at("log-softmax of large numbers", new Softmax(0, true), 1, v(1000, 0, -1000)),
        at("softmax of −∞ alone", new Softmax(0, false), 1, v(-INFINITY, -INFINITY)),
        at("mean of nothing", new Mean(ALL), 1, v()));
  }

  private static List<Case> notNumbers() {
    return List.of(
        at("relu of NaN", Unary.RELU, 1, v(NAN)),
        at("step of NaN", Unary.STEP, 1, v(NAN)),
        at("sign of NaN", Unary.SIGN, 1, v(NAN)),
        at("xlogy of 0 and NaN", Binary.XLOGY, 1, v(0, NAN), v(NAN, 1)),
        at("leaky relu of NaN", new LeakyRelu(0.1), 1, v(NAN)),
        at("clamp of NaN", new Clamp(-1, 1, true), 1, v(NAN)),
        at("maximum with NaN", Binary.MAXIMUM, 1, v(NAN, 1), v(1, NAN)),
        at("max with NaN", new Extremum(true, ALL), 1, v(1, NAN, 2)),
        at("max of NaN alone", new Extremum(true, ALL), 1, v(NAN, NAN)),
        at("max along an axis with NaN", new Extremum(true, new Reduction(List.of(1), false)), 1,
            v(1, NAN, 2, 4, 5, 6).reshape(Shape.of(2, 3))));
  }

  private static List<Case> composed() {
    return List.of(
        composed("where, an infinite slope in the branch not taken", v(0, 4), x -> x.greaterThan(0).where(x.sqrt(), x)),
        composed("variance of one element", v(3), x -> x.var(1)),
        composed("sigmoid of a logit that is ±0, squared error", v(0, -0.0), x -> x.sigmoid().minus(0.5).square()));
  }

  private static Case composed(String name, NdArray input, UnaryOperator<Tensor> function) {
    Tensor x = Tensor.of(input);
    Question question = Replay.of(List.of(x), () -> function.apply(x)).question();
    return new Case(
        new Case.Subject("point", name), "first order", Tolerance.ROUNDING,
        (engine, oracle) -> Optional.of(Case.Answers.to(question, engine, oracle)));
  }

  private static NdArray v(double... numbers) {
    return NdArray.over(numbers, Shape.of(numbers.length));
  }

  /** Value and gradients, for a cotangent of one number. */
  private static Case at(String name, Op op, double upstream, NdArray... inputs) {
    return of(name, op, upstream, List.of(inputs), List.of());
  }

  /** The gradient of the gradient along different directions, which shows all of the Hessian. */
  private static Case hessian(String name, Op op, NdArray... inputs) {
    List<NdArray> directions = new ArrayList<>();
    double next = 1;
    for (NdArray input : inputs) {
      double[] direction = new double[input.size()];
      for (int i = 0; i < direction.length; i++) {
        direction[i] = next;
        next *= 2;
      }
      directions.add(NdArray.over(direction, input.shape()));
    }
    return of(name, op, 1, List.of(inputs), directions);
  }

  private static Case of(String name, Op op, double upstream, List<NdArray> inputs, List<NdArray> directions) {
    Site site = Site.of(op, inputs.stream().map(NdArray::type).toList());
    Computation computation =
        new Computation() {
          @Override
          public <V> Done<V> in(Interpreter<V> system, List<V> values) {
            return new Done<>(system.apply(op, values), values);
          }
        };
    Question question = new Question(inputs, computation, NdArray.full(site.output(), upstream), directions);
    return new Case(
        new Case.Subject("point", name), directions.isEmpty() ? "first order" : "second order", Tolerance.ROUNDING,
        (engine, oracle) -> {
          boolean answerable =
              (directions.isEmpty() || oracle.hasSecondOrder())
                  && oracle.vocabulary().valuesAlone().stream().noneMatch(note -> note.ops().test(op));
          return answerable ? Optional.of(Case.Answers.to(question, engine, oracle)) : Optional.empty();
        });
  }
}
