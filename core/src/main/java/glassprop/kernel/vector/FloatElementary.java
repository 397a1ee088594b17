package glassprop.kernel.vector;

import static glassprop.kernel.vector.FloatSeries.HALF;
import static glassprop.kernel.vector.FloatSeries.LN2_HIGH;
import static glassprop.kernel.vector.FloatSeries.LN2_LOW;
import static glassprop.kernel.vector.FloatSeries.LOG2_E;
import static glassprop.kernel.vector.FloatSeries.MANTISSA;
import static glassprop.kernel.vector.FloatSeries.ONE;
import static glassprop.kernel.vector.FloatSeries.ROUNDING;
import static glassprop.kernel.vector.FloatSeries.SUBNORMAL_SHIFT;
import static glassprop.kernel.vector.FloatSeries.TWO;
import static glassprop.kernel.vector.FloatSeries.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The elementary functions of a float32 vector, from fused multiply-adds and the bits of the format, without a
 * branch.
 *
 * <p>Arguments are reduced as in fdlibm (Sun Microsystems, 1993): eˣ = 2ⁿ·eʳ; ln x = k·ln 2 + ln(1 + f) through
 * s = f/(2 + f); sin and cos through the nearest multiple of π/2. Integers are made, and turned into powers of two,
 * by adding {@link FloatSeries#ROUNDING}: conversion instructions between float64 and long are missing before
 * AVX-512.
 */
final class FloatElementary {
  private FloatElementary() {}

  static FloatVector exp(FloatVector x) {
    return boundedExp(x.max(FloatSeries.EXP_LOWEST).min(FloatSeries.EXP_HIGHEST));
  }

  private static FloatVector boundedExp(FloatVector x) {
    FloatVector n = exponent(x);
    FloatVector r = remainder(x, n);
    FloatVector series = FloatSeries.exponentialTail(r).fma(r.mul(r), r).add(ONE);
    // 2ⁿ in two factors: alone it may be too large or too small for the format where eˣ is not.
    FloatVector roundedHalf = n.fma(HALF, ROUNDING);
    FloatVector half = roundedHalf.sub(ROUNDING);
    return series.mul(powerOfTwo(roundedHalf)).mul(powerOfTwo(n.sub(half).add(ROUNDING)));
  }

  /** ln x; NaN below 0. */
  static FloatVector log(FloatVector x) {
    VectorMask<Float> subnormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
    IntVector bits = x.blend(x.mul((float) (1L << SUBNORMAL_SHIFT)), subnormal).reinterpretAsInts();
    // x = 2ᵏ·(1 + f), with 1 + f between √½ and √2.
    var rootOfHalf = Float.floatToRawIntBits((float) Math.sqrt(0.5));
    IntVector k = bits.sub(rootOfHalf).lanewise(VectorOperators.ASHR, MANTISSA);
    FloatVector f = bits.sub(k.lanewise(VectorOperators.LSHL, MANTISSA)).reinterpretAsFloats().sub(ONE);
    FloatVector power = k.add(ROUNDING.reinterpretAsInts()).reinterpretAsFloats().sub(ROUNDING);
    power = power.blend(power.sub((float) SUBNORMAL_SHIFT), subnormal);
    FloatVector result = logOfOnePlus(f, power);
    result = result.blend(x, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
    result = result.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, ZERO));
    return result.blend(Float.NaN, x.compare(VectorOperators.GE, ZERO).not());
  }

  /** ln(1 + f) + k·ln 2, for f between √½ − 1 and √2 − 1. */
  private static FloatVector logOfOnePlus(FloatVector f, FloatVector k) {
    FloatVector s = f.div(f.add(TWO));
    FloatVector halfSquare = f.mul(f).mul(HALF);
    FloatVector z = s.mul(s);
    FloatVector tail = FloatSeries.logarithmTail(z).fma(z, halfSquare).mul(s);
    return k.fma(LN2_HIGH, f.add(k.fma(LN2_LOW, tail).sub(halfSquare)));
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector twice = x.abs().min(FloatSeries.TANH_ONE).mul(TWO);
    // With E = e²ˣ − 1, tanh x = E/(E + 2); E keeps its relative accuracy near 0.
    FloatVector n = exponent(twice);
    FloatVector r = remainder(twice, n);
    FloatVector series = FloatSeries.exponentialTail(r).fma(r.mul(r), r);
    FloatVector power = powerOfTwo(n.add(ROUNDING));
    FloatVector e = power.fma(series, power.sub(ONE));
    return withSignOf(x, e.div(e.add(TWO)));
  }

  static FloatVector sigmoid(FloatVector x) {
    FloatVector e = expOfMinusAbs(x);
    return ONE.blend(e, x.compare(VectorOperators.LT, ZERO)).div(e.add(ONE));
  }

  /** max(x, 0) + ln(1 + u) with u = e⁻ˡˣˡ ≤ 1; where u is large, ln(1 + u) = ln 2 + ln(1 + (u − 1)/2). */
  static FloatVector softplus(FloatVector x) {
    FloatVector u = expOfMinusAbs(x);
    VectorMask<Float> large = u.compare(VectorOperators.GT, (float) (Math.sqrt(2) - 1));
    FloatVector f = u.blend(u.sub(ONE).mul(HALF), large);
    return x.max(ZERO).add(logOfOnePlus(f, ZERO.blend(ONE, large)));
  }

  private static FloatVector expOfMinusAbs(FloatVector x) {
    return boundedExp(x.abs().neg().max(FloatSeries.EXP_LOWEST));
  }

  /** sin x for quarterTurns = 0, cos x for 1; |x| ≤ {@link FloatSeries#LARGEST_ANGLE}. */
  static FloatVector sine(FloatVector x, int quarterTurns) {
    FloatVector rounded = x.fma(FloatSeries.TWO_OVER_PI, ROUNDING);
    FloatVector n = rounded.sub(ROUNDING);
    FloatVector r = FloatSeries.MINUS_HALF_PI_1.fma(n, x);
    r = FloatSeries.MINUS_HALF_PI_2.fma(n, r);
    r = FloatSeries.MINUS_HALF_PI_3.fma(n, r);
    r = r.blend(x, n.compare(VectorOperators.EQ, ZERO)); // a zero keeps its sign, here and below
    FloatVector z = r.mul(r);
    FloatVector sine = withSignOf(r, FloatSeries.sineTail(z).fma(z.mul(r), r));
    FloatVector cosine = FloatSeries.cosineTail(z).fma(z.mul(z), ONE.sub(z.mul(HALF)));
    IntVector quadrant = rounded.reinterpretAsInts().add(quarterTurns);
    VectorMask<Float> odd = quadrant.and(1).compare(VectorOperators.NE, 0).cast(x.species());
    IntVector flipped = quadrant.and(2).lanewise(VectorOperators.LSHL, Integer.SIZE - 2);
    return sine.blend(cosine, odd).reinterpretAsInts().lanewise(VectorOperators.XOR, flipped).reinterpretAsFloats();
  }

  /** The integer n nearest to x/ln 2. */
  private static FloatVector exponent(FloatVector x) {
    return x.fma(LOG2_E, ROUNDING).sub(ROUNDING);
  }

  /** x − n·ln 2. */
  private static FloatVector remainder(FloatVector x, FloatVector n) {
    FloatVector minus = n.neg();
    return minus.fma(LN2_LOW, minus.fma(LN2_HIGH, x));
  }

  /** 2ⁿ for an integer n between the exponents of the format, given as n + ROUNDING. */
  private static FloatVector powerOfTwo(FloatVector roundedExponent) {
    return roundedExponent.reinterpretAsInts()
        .lanewise(VectorOperators.LSHL, MANTISSA)
        .add(ONE.reinterpretAsInts())
        .reinterpretAsFloats();
  }

  /** The magnitude with the sign of x, that of a zero too. */
  static FloatVector withSignOf(FloatVector x, FloatVector magnitude) {
    return x.reinterpretAsInts().and(Integer.MIN_VALUE).or(magnitude.reinterpretAsInts()).reinterpretAsFloats();
  }
}
