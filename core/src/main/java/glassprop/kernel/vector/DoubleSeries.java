package glassprop.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The format of float64: its vector species, its constants, and its power series, long enough for the last bit.
 *
 * <p>The series are Taylor's: on these short intervals a minimax polynomial would save one or two terms, at the price
 * of coefficients that nobody can check by eye.
 *
 * <p>Constants are kept as vectors: making them on the spot costs C2 so many nodes that it gives up inlining the longer
 * functions, which then box every vector.
 */
final class DoubleSeries {
  static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /** Bits of the mantissa that are stored. */
  static final int MANTISSA = 52;

  /** Subnormal numbers are multiplied by two to this power before their exponent is read. */
  static final int SUBNORMAL_SHIFT = 54;

  /** Larger angles are reduced by the scalar functions. */
  static final double LARGEST_ANGLE = 1.0e8;

  static final DoubleVector ZERO = constant(0.0);
  static final DoubleVector HALF = constant(0.5);
  static final DoubleVector ONE = constant(1.0);
  static final DoubleVector TWO = constant(2.0);

  /** Added to a number it rounds it to an integer, left in the low bits; subtracted again it gives that integer. */
  static final DoubleVector ROUNDING = constant(0x1.8p52);

  /** eˣ is 0 below and ∞ above the highest, and the powers of two that make it up exist. */
  static final DoubleVector EXP_LOWEST = constant(-760.0);
  static final DoubleVector EXP_HIGHEST = constant(715.0);

  /** tanh is 1 from here on. */
  static final DoubleVector TANH_ONE = constant(20.0);

  static final DoubleVector LOG2_E = constant(1 / Math.log(2));

  /** ln 2 in two parts; the first has enough trailing zeros for its product with any exponent to be exact. */
  static final DoubleVector LN2_HIGH = constant(0x1.62e42feep-1);
  static final DoubleVector LN2_LOW = constant(0x1.a39ef35793c76p-33);

  static final DoubleVector TWO_OVER_PI = constant(2 / Math.PI);

  /** −π/2 in three parts, each the rounded rest of the ones before. */
  static final DoubleVector MINUS_HALF_PI_1 = constant(-0x1.921fb54442d18p0);
  static final DoubleVector MINUS_HALF_PI_2 = constant(-0x1.1a62633145c07p-54);
  static final DoubleVector MINUS_HALF_PI_3 = constant(0x1.f1976b7ed8fbcp-110);

  private static final DoubleVector EXP_2 = constant(1.0 / 2.0);
  private static final DoubleVector EXP_3 = constant(1.0 / 6.0);
  private static final DoubleVector EXP_4 = constant(1.0 / 24.0);
  private static final DoubleVector EXP_5 = constant(1.0 / 120.0);
  private static final DoubleVector EXP_6 = constant(1.0 / 720.0);
  private static final DoubleVector EXP_7 = constant(1.0 / 5040.0);
  private static final DoubleVector EXP_8 = constant(1.0 / 40320.0);
  private static final DoubleVector EXP_9 = constant(1.0 / 362880.0);
  private static final DoubleVector EXP_10 = constant(1.0 / 3628800.0);
  private static final DoubleVector EXP_11 = constant(1.0 / 39916800.0);
  private static final DoubleVector EXP_12 = constant(1.0 / 479001600.0);
  private static final DoubleVector EXP_13 = constant(1.0 / 6227020800.0);

  private static final DoubleVector LOG_3 = constant(2.0 / 3.0);
  private static final DoubleVector LOG_5 = constant(2.0 / 5.0);
  private static final DoubleVector LOG_7 = constant(2.0 / 7.0);
  private static final DoubleVector LOG_9 = constant(2.0 / 9.0);
  private static final DoubleVector LOG_11 = constant(2.0 / 11.0);
  private static final DoubleVector LOG_13 = constant(2.0 / 13.0);
  private static final DoubleVector LOG_15 = constant(2.0 / 15.0);
  private static final DoubleVector LOG_17 = constant(2.0 / 17.0);
  private static final DoubleVector LOG_19 = constant(2.0 / 19.0);
  private static final DoubleVector LOG_21 = constant(2.0 / 21.0);
  private static final DoubleVector LOG_23 = constant(2.0 / 23.0);

  private static final DoubleVector SIN_3 = constant(-1.0 / 6.0);
  private static final DoubleVector SIN_5 = constant(1.0 / 120.0);
  private static final DoubleVector SIN_7 = constant(-1.0 / 5040.0);
  private static final DoubleVector SIN_9 = constant(1.0 / 362880.0);
  private static final DoubleVector SIN_11 = constant(-1.0 / 39916800.0);
  private static final DoubleVector SIN_13 = constant(1.0 / 6227020800.0);
  private static final DoubleVector SIN_15 = constant(-1.0 / 1307674368000.0);
  private static final DoubleVector SIN_17 = constant(1.0 / 355687428096000.0);

  private static final DoubleVector COS_4 = constant(1.0 / 24.0);
  private static final DoubleVector COS_6 = constant(-1.0 / 720.0);
  private static final DoubleVector COS_8 = constant(1.0 / 40320.0);
  private static final DoubleVector COS_10 = constant(-1.0 / 3628800.0);
  private static final DoubleVector COS_12 = constant(1.0 / 479001600.0);
  private static final DoubleVector COS_14 = constant(-1.0 / 87178291200.0);
  private static final DoubleVector COS_16 = constant(1.0 / 20922789888000.0);

  private DoubleSeries() {}

  private static DoubleVector constant(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  /** q(r) in eʳ = 1 + r + r²·q(r), for |r| ≤ ½ ln 2. */
  static DoubleVector exponentialTail(DoubleVector r) {
    return EXP_13
        .fma(r, EXP_12).fma(r, EXP_11).fma(r, EXP_10).fma(r, EXP_9)
        .fma(r, EXP_8).fma(r, EXP_7).fma(r, EXP_6).fma(r, EXP_5)
        .fma(r, EXP_4).fma(r, EXP_3).fma(r, EXP_2);
  }

  /** q(z) in ln((1 + s)/(1 − s)) = 2s + s·z·q(z) with z = s², for |s| ≤ 0.1716. */
  static DoubleVector logarithmTail(DoubleVector z) {
    return LOG_23
        .fma(z, LOG_21).fma(z, LOG_19).fma(z, LOG_17).fma(z, LOG_15)
        .fma(z, LOG_13).fma(z, LOG_11).fma(z, LOG_9).fma(z, LOG_7)
        .fma(z, LOG_5).fma(z, LOG_3);
  }

  /** q(z) in sin r = r + r·z·q(z) with z = r², for |r| ≤ π/4. */
  static DoubleVector sineTail(DoubleVector z) {
    return SIN_17
        .fma(z, SIN_15).fma(z, SIN_13).fma(z, SIN_11).fma(z, SIN_9)
        .fma(z, SIN_7).fma(z, SIN_5).fma(z, SIN_3);
  }

  /** q(z) in cos r = 1 − z/2 + z²·q(z) with z = r², for |r| ≤ π/4. */
  static DoubleVector cosineTail(DoubleVector z) {
    return COS_16
        .fma(z, COS_14).fma(z, COS_12).fma(z, COS_10).fma(z, COS_8)
        .fma(z, COS_6).fma(z, COS_4);
  }
}
