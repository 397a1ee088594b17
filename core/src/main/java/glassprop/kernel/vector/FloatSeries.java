package glassprop.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The format of float32: its vector species, its constants, and its power series, long enough for the last bit.
 *
 * <p>The series are Taylor's: on these short intervals a minimax polynomial would save one or two terms, at the
 * price of coefficients that nobody can check by eye.
 *
 * <p>Constants are kept as vectors: making them on the spot costs C2 so many nodes that it gives up inlining the
 * longer functions, which then box every vector.
 */
final class FloatSeries {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /** Bits of the mantissa that are stored. */
  static final int MANTISSA = 23; // float64: 52

  /** Subnormal numbers are multiplied by two to this power before their exponent is read. */
  static final int SUBNORMAL_SHIFT = 25; // float64: 54

  /** Larger angles are reduced by the scalar functions. */
  static final float LARGEST_ANGLE = 1.0e5f; // float64: 1.0e8

  static final FloatVector ZERO = constant(0.0f);
  static final FloatVector HALF = constant(0.5f);
  static final FloatVector ONE = constant(1.0f);
  static final FloatVector TWO = constant(2.0f);

  /** Added to a number it rounds it to an integer, left in the low bits; subtracted again it gives that integer. */
  static final FloatVector ROUNDING = constant(0x1.8p23f); // float64: 0x1.8p52

  /** eˣ is 0 below and ∞ above the highest, and the powers of two that make it up exist. */
  static final FloatVector EXP_LOWEST = constant(-110.0f); // float64: -760.0
  static final FloatVector EXP_HIGHEST = constant(90.0f); // float64: 715.0

  /** tanh is 1 from here on. */
  static final FloatVector TANH_ONE = constant(10.0f); // float64: 20.0

  static final FloatVector LOG2_E = constant((float) (1 / Math.log(2)));

  /** ln 2 in two parts; the first has enough trailing zeros for its product with any exponent to be exact. */
  static final FloatVector LN2_HIGH = constant(0x1.62e4p-1f); // float64: 0x1.62e42feep-1
  static final FloatVector LN2_LOW = constant(0x1.7f7d1cp-20f); // float64: 0x1.a39ef35793c76p-33

  static final FloatVector TWO_OVER_PI = constant((float) (2 / Math.PI));

  /** −π/2 in three parts, each the rounded rest of the ones before. */
  static final FloatVector MINUS_HALF_PI_1 = constant(-0x1.921fb6p0f); // float64: -0x1.921fb54442d18p0
  static final FloatVector MINUS_HALF_PI_2 = constant(0x1.777a5cp-25f); // float64: -0x1.1a62633145c07p-54
  static final FloatVector MINUS_HALF_PI_3 = constant(0x1.ee59dap-50f); // float64: 0x1.f1976b7ed8fbcp-110

  private static final FloatVector EXP_2 = constant(1.0f / 2.0f);
  private static final FloatVector EXP_3 = constant(1.0f / 6.0f);
  private static final FloatVector EXP_4 = constant(1.0f / 24.0f);
  private static final FloatVector EXP_5 = constant(1.0f / 120.0f);
  private static final FloatVector EXP_6 = constant(1.0f / 720.0f);
  private static final FloatVector EXP_7 = constant(1.0f / 5040.0f);
  // float64: private static final DoubleVector EXP_8 = constant(1.0 / 40320.0);
  // float64: private static final DoubleVector EXP_9 = constant(1.0 / 362880.0);
  // float64: private static final DoubleVector EXP_10 = constant(1.0 / 3628800.0);
  // float64: private static final DoubleVector EXP_11 = constant(1.0 / 39916800.0);
  // float64: private static final DoubleVector EXP_12 = constant(1.0 / 479001600.0);
  // float64: private static final DoubleVector EXP_13 = constant(1.0 / 6227020800.0);

  private static final FloatVector LOG_3 = constant(2.0f / 3.0f);
  private static final FloatVector LOG_5 = constant(2.0f / 5.0f);
  private static final FloatVector LOG_7 = constant(2.0f / 7.0f);
  private static final FloatVector LOG_9 = constant(2.0f / 9.0f);
  private static final FloatVector LOG_11 = constant(2.0f / 11.0f);
  // float64: private static final DoubleVector LOG_13 = constant(2.0 / 13.0);
  // float64: private static final DoubleVector LOG_15 = constant(2.0 / 15.0);
  // float64: private static final DoubleVector LOG_17 = constant(2.0 / 17.0);
  // float64: private static final DoubleVector LOG_19 = constant(2.0 / 19.0);
  // float64: private static final DoubleVector LOG_21 = constant(2.0 / 21.0);
  // float64: private static final DoubleVector LOG_23 = constant(2.0 / 23.0);

  private static final FloatVector SIN_3 = constant(-1.0f / 6.0f);
  private static final FloatVector SIN_5 = constant(1.0f / 120.0f);
  private static final FloatVector SIN_7 = constant(-1.0f / 5040.0f);
  private static final FloatVector SIN_9 = constant(1.0f / 362880.0f);
  // float64: private static final DoubleVector SIN_11 = constant(-1.0 / 39916800.0);
  // float64: private static final DoubleVector SIN_13 = constant(1.0 / 6227020800.0);
  // float64: private static final DoubleVector SIN_15 = constant(-1.0 / 1307674368000.0);
  // float64: private static final DoubleVector SIN_17 = constant(1.0 / 355687428096000.0);

  private static final FloatVector COS_4 = constant(1.0f / 24.0f);
  private static final FloatVector COS_6 = constant(-1.0f / 720.0f);
  private static final FloatVector COS_8 = constant(1.0f / 40320.0f);
  private static final FloatVector COS_10 = constant(-1.0f / 3628800.0f);
  // float64: private static final DoubleVector COS_12 = constant(1.0 / 479001600.0);
  // float64: private static final DoubleVector COS_14 = constant(-1.0 / 87178291200.0);
  // float64: private static final DoubleVector COS_16 = constant(1.0 / 20922789888000.0);

  private FloatSeries() {}

  private static FloatVector constant(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  /** q(r) in eʳ = 1 + r + r²·q(r), for |r| ≤ ½ ln 2. */
  static FloatVector exponentialTail(FloatVector r) {
    FloatVector longest = EXP_7; // float64: EXP_13.fma(r, EXP_12).fma(r, EXP_11).fma(r, EXP_10).fma(r, EXP_9).fma(r, EXP_8).fma(r, EXP_7)
    return longest.fma(r, EXP_6).fma(r, EXP_5).fma(r, EXP_4).fma(r, EXP_3).fma(r, EXP_2);
  }

  /** q(z) in ln((1 + s)/(1 − s)) = 2s + s·z·q(z) with z = s², for |s| ≤ 0.1716. */
  static FloatVector logarithmTail(FloatVector z) {
    FloatVector longest = LOG_11; // float64: LOG_23.fma(z, LOG_21).fma(z, LOG_19).fma(z, LOG_17).fma(z, LOG_15).fma(z, LOG_13).fma(z, LOG_11)
    return longest.fma(z, LOG_9).fma(z, LOG_7).fma(z, LOG_5).fma(z, LOG_3);
  }

  /** q(z) in sin r = r + r·z·q(z) with z = r², for |r| ≤ π/4. */
  static FloatVector sineTail(FloatVector z) {
    FloatVector longest = SIN_9; // float64: SIN_17.fma(z, SIN_15).fma(z, SIN_13).fma(z, SIN_11).fma(z, SIN_9)
    return longest.fma(z, SIN_7).fma(z, SIN_5).fma(z, SIN_3);
  }

  /** q(z) in cos r = 1 − z/2 + z²·q(z) with z = r², for |r| ≤ π/4. */
  static FloatVector cosineTail(FloatVector z) {
    FloatVector longest = COS_10; // float64: COS_16.fma(z, COS_14).fma(z, COS_12).fma(z, COS_10)
    return longest.fma(z, COS_8).fma(z, COS_6).fma(z, COS_4);
  }
}
