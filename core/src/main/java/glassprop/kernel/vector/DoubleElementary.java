// Generated from the float32 twin by KernelTwins; edit that one.
package glassprop.kernel.vector;

import static glassprop.kernel.vector.DoubleSeries.HALF;
import static glassprop.kernel.vector.DoubleSeries.LN2_HIGH;
import static glassprop.kernel.vector.DoubleSeries.LN2_LOW;
import static glassprop.kernel.vector.DoubleSeries.LOG2_E;
import static glassprop.kernel.vector.DoubleSeries.MANTISSA;
import static glassprop.kernel.vector.DoubleSeries.ONE;
import static glassprop.kernel.vector.DoubleSeries.ROUNDING;
import static glassprop.kernel.vector.DoubleSeries.SUBNORMAL_SHIFT;
import static glassprop.kernel.vector.DoubleSeries.TWO;
import static glassprop.kernel.vector.DoubleSeries.ZERO;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The elementary functions of a float64 vector, from fused multiply-adds and the bits of the format, without a
 * branch.
 *
 * <p>Arguments are reduced as in fdlibm (Sun Microsystems, 1993): eˣ = 2ⁿ·eʳ; ln x = k·ln 2 + ln(1 + f) through
 * s = f/(2 + f); sin and cos through the nearest multiple of π/2. Integers are made, and turned into powers of two,
 * by adding {@link DoubleSeries#ROUNDING}: conversion instructions between float64 and long are missing before
 * AVX-512.
 */
final class DoubleElementary {
  private DoubleElementary() {}

  static DoubleVector exp(DoubleVector x) {
    return boundedExp(x.max(DoubleSeries.EXP_LOWEST).min(DoubleSeries.EXP_HIGHEST));
  }

  private static DoubleVector boundedExp(DoubleVector x) {
    DoubleVector n = exponent(x);
    DoubleVector r = remainder(x, n);
    DoubleVector series = DoubleSeries.exponentialTail(r).fma(r.mul(r), r).add(ONE);
    // 2ⁿ in two factors: alone it may be too large or too small for the format where eˣ is not.
    DoubleVector roundedHalf = n.fma(HALF, ROUNDING);
    DoubleVector half = roundedHalf.sub(ROUNDING);
    return series.mul(powerOfTwo(roundedHalf)).mul(powerOfTwo(n.sub(half).add(ROUNDING)));
  }

  /** ln x; NaN below 0. */
  static DoubleVector log(DoubleVector x) {
    VectorMask<Double> subnormal = x.compare(VectorOperators.LT, Double.MIN_NORMAL);
    LongVector bits = x.blend(x.mul((1L << SUBNORMAL_SHIFT)), subnormal).reinterpretAsLongs();
    // x = 2ᵏ·(1 + f), with 1 + f between √½ and √2.
    var rootOfHalf = Double.doubleToRawLongBits(Math.sqrt(0.5));
    LongVector k = bits.sub(rootOfHalf).lanewise(VectorOperators.ASHR, MANTISSA);
    DoubleVector f = bits.sub(k.lanewise(VectorOperators.LSHL, MANTISSA)).reinterpretAsDoubles().sub(ONE);
    DoubleVector power = k.add(ROUNDING.reinterpretAsLongs()).reinterpretAsDoubles().sub(ROUNDING);
    power = power.blend(power.sub(SUBNORMAL_SHIFT), subnormal);
    DoubleVector result = logOfOnePlus(f, power);
    result = result.blend(x, x.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
    result = result.blend(Double.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, ZERO));
    return result.blend(Double.NaN, x.compare(VectorOperators.GE, ZERO).not());
  }

  /** ln(1 + f) + k·ln 2, for f between √½ − 1 and √2 − 1. */
  private static DoubleVector logOfOnePlus(DoubleVector f, DoubleVector k) {
    DoubleVector s = f.div(f.add(TWO));
    DoubleVector halfSquare = f.mul(f).mul(HALF);
    DoubleVector z = s.mul(s);
    DoubleVector tail = DoubleSeries.logarithmTail(z).fma(z, halfSquare).mul(s);
    return k.fma(LN2_HIGH, f.add(k.fma(LN2_LOW, tail).sub(halfSquare)));
  }

  static DoubleVector tanh(DoubleVector x) {
    DoubleVector twice = x.abs().min(DoubleSeries.TANH_ONE).mul(TWO);
    // With E = e²ˣ − 1, tanh x = E/(E + 2); E keeps its relative accuracy near 0.
    DoubleVector n = exponent(twice);
    DoubleVector r = remainder(twice, n);
    DoubleVector series = DoubleSeries.exponentialTail(r).fma(r.mul(r), r);
    DoubleVector power = powerOfTwo(n.add(ROUNDING));
    DoubleVector e = power.fma(series, power.sub(ONE));
    return withSignOf(x, e.div(e.add(TWO)));
  }

  static DoubleVector sigmoid(DoubleVector x) {
    DoubleVector e = expOfMinusAbs(x);
    return ONE.blend(e, x.compare(VectorOperators.LT, ZERO)).div(e.add(ONE));
  }

  /** max(x, 0) + ln(1 + u) with u = e⁻ˡˣˡ ≤ 1; where u is large, ln(1 + u) = ln 2 + ln(1 + (u − 1)/2). */
  static DoubleVector softplus(DoubleVector x) {
    DoubleVector u = expOfMinusAbs(x);
    VectorMask<Double> large = u.compare(VectorOperators.GT, (Math.sqrt(2) - 1));
    DoubleVector f = u.blend(u.sub(ONE).mul(HALF), large);
    return x.max(ZERO).add(logOfOnePlus(f, ZERO.blend(ONE, large)));
  }

  private static DoubleVector expOfMinusAbs(DoubleVector x) {
    return boundedExp(x.abs().neg().max(DoubleSeries.EXP_LOWEST));
  }

  /** sin x for quarterTurns = 0, cos x for 1; |x| ≤ {@link DoubleSeries#LARGEST_ANGLE}. */
  static DoubleVector sine(DoubleVector x, int quarterTurns) {
    DoubleVector rounded = x.fma(DoubleSeries.TWO_OVER_PI, ROUNDING);
    DoubleVector n = rounded.sub(ROUNDING);
    DoubleVector r = DoubleSeries.MINUS_HALF_PI_1.fma(n, x);
    r = DoubleSeries.MINUS_HALF_PI_2.fma(n, r);
    r = DoubleSeries.MINUS_HALF_PI_3.fma(n, r);
    r = r.blend(x, n.compare(VectorOperators.EQ, ZERO)); // a zero keeps its sign, here and below
    DoubleVector z = r.mul(r);
    DoubleVector sine = withSignOf(r, DoubleSeries.sineTail(z).fma(z.mul(r), r));
    DoubleVector cosine = DoubleSeries.cosineTail(z).fma(z.mul(z), ONE.sub(z.mul(HALF)));
    LongVector quadrant = rounded.reinterpretAsLongs().add(quarterTurns);
    VectorMask<Double> odd = quadrant.and(1).compare(VectorOperators.NE, 0).cast(x.species());
    LongVector flipped = quadrant.and(2).lanewise(VectorOperators.LSHL, Long.SIZE - 2);
    return sine.blend(cosine, odd).reinterpretAsLongs().lanewise(VectorOperators.XOR, flipped).reinterpretAsDoubles();
  }

  /** The integer n nearest to x/ln 2. */
  private static DoubleVector exponent(DoubleVector x) {
    return x.fma(LOG2_E, ROUNDING).sub(ROUNDING);
  }

  /** x − n·ln 2. */
  private static DoubleVector remainder(DoubleVector x, DoubleVector n) {
    DoubleVector minus = n.neg();
    return minus.fma(LN2_LOW, minus.fma(LN2_HIGH, x));
  }

  /** 2ⁿ for an integer n between the exponents of the format, given as n + ROUNDING. */
  private static DoubleVector powerOfTwo(DoubleVector roundedExponent) {
    return roundedExponent.reinterpretAsLongs()
        .lanewise(VectorOperators.LSHL, MANTISSA)
        .add(ONE.reinterpretAsLongs())
        .reinterpretAsDoubles();
  }

  /** The magnitude with the sign of x, that of a zero too. */
  static DoubleVector withSignOf(DoubleVector x, DoubleVector magnitude) {
    return x.reinterpretAsLongs().and(Long.MIN_VALUE).or(magnitude.reinterpretAsLongs()).reinterpretAsDoubles();
  }
}
