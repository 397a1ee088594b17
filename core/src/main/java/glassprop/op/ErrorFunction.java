package glassprop.op;

/**
 * The error function erf x = 2/√π ∫₀ˣ e^(−t²) dt and its complement erfc x = 1 − erf x, to about 10⁻¹⁵ relative.
 *
 * <p>Rational approximations on three intervals from W. J. Cody, Rational Chebyshev approximations for the error function,
 * Mathematics of Computation 23 (1969), 631–637, with the coefficients of his CALERF (SPECFUN). The numbers below are his
 * approximations, which have no closed form. e^(−x²) is split at a multiple of 1/16, whose square is exact, so that rounding x²
 * costs no digits where x is large.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // as printed, to be compared with the source
final class ErrorFunction {
  private static final double SMALL = 0.46875;
  private static final double LARGE = 4;

  /** erf x / x in x² for |x| ≤ 0.46875: numerator and denominator, the numerator's highest coefficient last. */
  private static final double[] A = {
    3.16112374387056560e00, 1.13864154151050156e02, 3.77485237685302021e02, 3.20937758913846947e03, 1.85777706184603153e-1
  };

  private static final double[] B = {
    2.36012909523441209e01, 2.44024637934444173e02, 1.28261652607737228e03, 2.84423683343917062e03
  };

  /** erfc x · e^(x²) in x for 0.46875 ≤ x ≤ 4. */
  private static final double[] C = {
    5.64188496988670089e-1, 8.88314979438837594e00, 6.61191906371416295e01, 2.98635138197400131e02, 8.81952221241769090e02,
    1.71204761263407058e03, 2.05107837782607147e03, 1.23033935479799725e03, 2.15311535474403846e-8
  };

  private static final double[] D = {
    1.57449261107098347e01, 1.17693950891312499e02, 5.37181101862009858e02, 1.62138957456669019e03,
    3.29079923573345963e03, 4.36261909014324716e03, 3.43936767414372164e03, 1.23033935480374942e03
  };

  /** (1/√π − x · erfc x · e^(x²)) · x² in 1/x² for x ≥ 4. */
  private static final double[] P = {
    3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1, 1.60837851487422766e-2,
    6.58749161529837803e-4, 1.63153871373020978e-2
  };

  private static final double[] Q = {
    2.56852019228982242e00, 1.87295284992346725e00, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3
  };

  private ErrorFunction() {}

  /** erf x: odd, from −1 to 1. */
  static double erf(double x) {
    return Math.abs(x) <= SMALL ? x * ratio(A, B, x * x) : Math.copySign(1 - tail(Math.abs(x)), x);
  }

  /** 1 − erf x: from 2 to 0, with all its digits where it is tiny. */
  static double erfc(double x) {
    return Math.abs(x) <= SMALL ? 1 - erf(x) : x > 0 ? tail(x) : 2 - tail(-x);
  }

  private static double tail(double x) {
    if (Double.isInfinite(x)) {
      return 0;
    }
    double inverse = 1 / (x * x);
    double scaled = x <= LARGE ? ratio(C, D, x) : (1 / Math.sqrt(Math.PI) - inverse * ratio(P, Q, inverse)) / x;
    double near = Math.floor(x * 16) / 16;
    return Math.exp(-near * near) * Math.exp((near - x) * (near + x)) * scaled;
  }

  private static double ratio(double[] numerator, double[] denominator, double x) {
    int n = denominator.length;
    double above = numerator[n] * x;
    double below = x;
    for (int i = 0; i < n - 1; i++) {
      above = (above + numerator[i]) * x;
      below = (below + denominator[i]) * x;
    }
    return (above + numerator[n - 1]) / (below + denominator[n - 1]);
  }
}
