package glassprop.parity.tensorflow;

import glassprop.op.Binary;
import glassprop.op.Clamp;
import glassprop.op.Comparison;
import glassprop.op.Elu;
import glassprop.op.LeakyRelu;
import glassprop.op.Op;
import glassprop.op.Power;
import glassprop.op.PowerDerivative;
import glassprop.op.Unary;
import glassprop.op.Where;
import glassprop.op.catalogue.SignedPower;
import glassprop.parity.oracle.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat64;

/** How TensorFlow says functions of numbers. */
final class GraphFunctions {
  private final Ops tf;
  private final Vocabulary<Operand<?>> rows;

  GraphFunctions(Ops tf, Vocabulary<Operand<?>> rows) {
    this.tf = tf;
    this.rows = rows;
  }

  void add() {
    unary(Unary.NEGATE, tf.math::neg);
    unary(Unary.ABS, tf.math::abs);
    unary(Unary.SIGN, tf.math::sign);
    unary(Unary.STEP, x -> tf.dtypes.cast(tf.math.greater(x, tf.zerosLike(x)), TFloat64.class));
    unary(Unary.RECIPROCAL, tf.math::reciprocal);
    unary(Unary.SQRT, tf.math::sqrt);
    unary(Unary.EXP, tf.math::exp);
    unary(Unary.LOG, tf.math::log);
    unary(Unary.SIN, tf.math::sin);
    unary(Unary.COS, tf.math::cos);
    unary(Unary.TANH, tf.math::tanh);
    unary(Unary.SIGMOID, tf.math::sigmoid);
    unary(Unary.SOFTPLUS, tf.math::softplus);
    unary(Unary.RELU, tf.nn::relu);
    unary(Unary.LOG1P, tf.math::log1p);
    unary(Unary.EXPM1, tf.math::expm1);
    unary(Unary.ERF, tf.math::erf);
    unary(Unary.ERFC, x -> tf.math.sub(tf.constant(1.0), tf.math.erf(x))); // its own has no gradient in C++
    unary(Unary.TAN, tf.math::tan);
    unary(Unary.ASIN, tf.math::asin);
    unary(Unary.ACOS, tf.math::acos);
    unary(Unary.ATAN, tf.math::atan);
    unary(Unary.SOFTSIGN, tf.nn::softsign);
    unary(Unary.ENTROPY, x -> tf.math.neg(tf.math.xlogy(x, x)));
    unary(Unary.FLOOR, tf.math::floor);
    unary(Unary.CEIL, tf.math::ceil);
    unary(Unary.ROUND, tf.math::rint);
    binary(Binary.ADD, tf.math::add);
    binary(Binary.SUBTRACT, tf.math::sub);
    binary(Binary.MULTIPLY, tf.math::mul);
    binary(Binary.DIVIDE, tf.math::div);
    binary(Binary.RATIO, tf.math::div);
    binary(Binary.FLOOR_DIVIDE, (x, y) -> tf.math.floor(tf.math.div(x, y)));
    binary(Binary.REMAINDER, (x, y) -> tf.math.sub(x, tf.math.mul(y, tf.math.floor(tf.math.div(x, y))))); // its own has no gradient
    binary(Binary.POWER, tf.math::pow);
    binary(Binary.MAXIMUM, tf.math::maximum);
    binary(Binary.MINIMUM, tf.math::minimum);
    binary(Binary.HYPOT, (x, y) -> tf.math.sqrt(tf.math.add(tf.math.square(x), tf.math.square(y))));
    binary(Binary.ATAN2, this::atan2);
    binary(Binary.LOG_ADD_EXP, (x, y) -> tf.math.add(y, tf.math.softplus(tf.math.sub(x, y))));
    binary(Binary.XLOGY, this::xlogy);
    binary(Binary.XDIVY, tf.math::xdivy);
    compare(Comparison.EQUAL, (x, y) -> tf.math.equal(x, y));
    compare(Comparison.NOT_EQUAL, (x, y) -> tf.math.notEqual(x, y));
    compare(Comparison.LESS, tf.math::less);
    compare(Comparison.AT_MOST, tf.math::lessEqual);
    compare(Comparison.GREATER, tf.math::greater);
    compare(Comparison.AT_LEAST, tf.math::greaterEqual);
    rows.row(Power.class, (op, x) -> power(op, Words.numbers(x.getFirst())));
    rows.row(
        PowerDerivative.class, (op, x) -> powerDerivative(op, Words.numbers(x.get(0)), Words.numbers(x.get(1))));
    rows.row(SignedPower.class, (op, x) -> signedPower(op, Words.numbers(x.getFirst())));
    rows.row(LeakyRelu.class, (op, x) -> leakyRelu(op, Words.numbers(x.getFirst())));
    rows.row(Elu.class, (op, x) -> elu(op, Words.numbers(x.getFirst())));
    rows.row(
        Clamp.class,
        (op, x) ->
            tf.math.minimum(
                tf.math.maximum(Words.numbers(x.getFirst()), tf.constant(op.low())), tf.constant(op.high())));
    rows.row(
        Where.class, (op, x) -> tf.select(Words.mask(x.get(0)), Words.numbers(x.get(1)), Words.numbers(x.get(2))));
  }

  private void unary(Op op, UnaryOperator<Operand<TFloat64>> phrase) {
    rows.unary(op, x -> phrase.apply(Words.numbers(x)));
  }

  private void binary(Op op, BinaryOperator<Operand<TFloat64>> phrase) {
    rows.binary(op, (x, y) -> phrase.apply(Words.numbers(x), Words.numbers(y)));
  }

  private interface Predicate {
    Operand<TBool> test(Operand<TFloat64> x, Operand<TFloat64> y);
  }

  private void compare(Op op, Predicate phrase) {
    rows.binary(op, (x, y) -> phrase.test(Words.numbers(x), Words.numbers(y)));
  }

  /** By its definition: tf.math.xlogy has no gradient in TensorFlow's C++ library. Where x is 0, this one has none in x. */
  private Operand<TFloat64> xlogy(Operand<TFloat64> x, Operand<TFloat64> y) {
    Operand<TFloat64> ones = tf.math.add(tf.zerosLike(y), tf.constant(1.0)); // of onesLike no gradient is defined
    return tf.math.mul(x, tf.math.log(tf.select(tf.math.equal(x, tf.zerosLike(x)), ones, y)));
  }

  /** Of equal shapes: TensorFlow's C++ gradient does not sum over what was broadcast. */
  private Operand<TFloat64> atan2(Operand<TFloat64> y, Operand<TFloat64> x) {
    int[] shape = GraphTensors.shape(y.shape()).broadcast(GraphTensors.shape(x.shape())).toArray();
    return tf.math.atan2(tf.broadcastTo(y, tf.constant(shape)), tf.broadcastTo(x, tf.constant(shape)));
  }

  private Operand<TFloat64> power(Power op, Operand<TFloat64> x) {
    return op.exponent() == 2 ? tf.math.square(x) : tf.math.pow(x, tf.constant(op.exponent()));
  }

  /** Leibniz' rule for xʸ⁻ᵏ·q(y)·(ln x)ⁿ, where q is the product y·(y − 1)⋯(y − k + 1); 0 for 0·ln 0. */
  private Operand<TFloat64> powerDerivative(PowerDerivative op, Operand<TFloat64> x, Operand<TFloat64> y) {
    List<Operand<TFloat64>> q = new ArrayList<>();
    for (int j = 0; j <= op.exponent(); j++) {
      q.add(tf.constant(j == 0 ? 1.0 : 0.0));
    }
    for (int i = 0; i < op.base(); i++) {
      for (int j = op.exponent(); j >= 0; j--) {
        Operand<TFloat64> product = tf.math.mul(q.get(j), tf.math.sub(y, tf.constant((double) i)));
        q.set(j, j == 0 ? product : tf.math.add(product, tf.math.mul(q.get(j - 1), tf.constant((double) j))));
      }
    }
    Operand<TFloat64> ones = tf.math.add(tf.zerosLike(x), tf.constant(1.0)); // of onesLike no gradient is defined
    Operand<TFloat64> log = tf.math.log(tf.select(tf.math.equal(x, tf.zerosLike(x)), ones, x));
    Operand<TFloat64> sum = q.getFirst();
    double binomial = 1;
    for (int j = 1; j <= op.exponent(); j++) {
      binomial = binomial * (op.exponent() - j + 1) / j;
      sum = tf.math.add(tf.math.mul(sum, log), tf.math.mul(q.get(j), tf.constant(binomial)));
    }
    return tf.math.mul(sum, tf.math.pow(x, tf.math.sub(y, tf.constant((double) op.base()))));
  }

  private Operand<TFloat64> signedPower(SignedPower op, Operand<TFloat64> x) {
    Operand<TFloat64> power = tf.math.pow(tf.math.abs(x), tf.constant(op.exponent()));
    return op.odd() ? tf.math.mul(tf.math.sign(x), power) : power;
  }

  /** Its own holds the fraction in float32. */
  private Operand<TFloat64> leakyRelu(LeakyRelu op, Operand<TFloat64> x) {
    return tf.select(tf.math.greater(x, tf.zerosLike(x)), x, tf.math.mul(x, tf.constant(op.fraction())));
  }

  /** Its own has α = 1. */
  private Operand<TFloat64> elu(Elu op, Operand<TFloat64> x) {
    return op.alpha() == 1
        ? tf.nn.elu(x)
        : tf.select(
            tf.math.greater(x, tf.zerosLike(x)), x, tf.math.mul(tf.math.expm1(x), tf.constant(op.alpha())));
  }
}
