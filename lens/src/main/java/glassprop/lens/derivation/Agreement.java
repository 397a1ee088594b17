package glassprop.lens.derivation;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.op.Algebra;
import glassprop.op.Numerics;
import glassprop.op.Op;
import glassprop.op.Term;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Whether two formulas have the same value, element by element, up to rounding.
 *
 * <p>What is not finite must be the same. Of numbers that differ, a second evaluation tells whether it is by rounding: it changes the result of each
 * op in its twelfth digit (stochastic arithmetic: Vignes, A stochastic arithmetic for reliable scientific computation, 1993). So p − y may be
 * 10⁻¹⁷ where the other form says 0, but 10⁻¹⁷ and 2·10⁻¹⁷ are told apart where nothing cancels.
 */
final class Agreement {
  private static final double RELATIVE = 1e-9;
  private static final double MOVED = 1e-12;

  private final Function<Term.Symbol, NdArray> values;

  /** An agreement where symbols have these values. */
  Agreement(Function<Term.Symbol, NdArray> values) {
    this.values = values;
  }

  /**
   * Whether a formula has the value of another one. Where rounding hides everything, it does not: what is shown must be near.
   *
   * @param expected the value that it should have
   * @param other the formula that gave that value
   */
  boolean holds(Term form, NdArray expected, Term other) {
    return holds(form, expected, other, RELATIVE);
  }

  /** Whether a formula of the rules has the value that the engine gives with the same numbers in another order. */
  boolean explains(Term form, NdArray value) {
    return holds(form, value, form, Double.POSITIVE_INFINITY);
  }

  private boolean holds(Term form, NdArray expected, Term other, double most) {
    NdArray found = value(form, Numerics.NUMBERS);
    if (!found.shape().equals(expected.shape())) {
      return false;
    }
    double[] x = found.toDoubles();
    double[] y = expected.toDoubles();
    if (areClose(x, y, new double[x.length])) {
      return true;
    }
    double[] rounding = new double[x.length];
    add(rounding, x, value(form, new Moved()));
    add(rounding, value(other, Numerics.NUMBERS).toDoubles(), value(other, new Moved()));
    Arrays.setAll(rounding, i -> Math.min(rounding[i], most));
    return areClose(x, y, rounding);
  }

  private NdArray value(Term term, Algebra<NdArray> algebra) {
    return term.evaluate(algebra, values, DType.F64);
  }

  private static void add(double[] rounding, double[] value, NdArray moved) {
    double[] other = moved.toDoubles();
    for (int i = 0; i < rounding.length; i++) {
      rounding[i] += Math.abs(value[i] - other[i]);
    }
  }

  /** Whether numbers are the same, but for a relative error and a rounding of each. */
  static boolean areClose(double[] x, double[] y, double[] rounding) {
    for (int i = 0; i < x.length; i++) {
      boolean same = x[i] == y[i] || (Double.isNaN(x[i]) && Double.isNaN(y[i]));
      boolean finite = Double.isFinite(x[i]) && Double.isFinite(y[i]);
      double noise = Double.isFinite(rounding[i]) ? rounding[i] : 0;
      double tolerance = RELATIVE * Math.max(Math.abs(x[i]), Math.abs(y[i])) + noise;
      if (!same && !(finite && Math.abs(x[i] - y[i]) <= tolerance)) {
        return false;
      }
    }
    return true;
  }

  /** Numbers with a small error after each op, the same for equal numbers, so that what is equal stays so. */
  private record Moved() implements Algebra<NdArray> {
    @Override
    public NdArray apply(Op op, List<NdArray> operands) {
      NdArray exact = Numerics.NUMBERS.apply(op, operands);
      if (exact.dtype() != DType.F64 || op.notation().isUnwritten()) {
        return exact;
      }
      double[] moved = exact.toDoubles();
      for (int i = 0; i < moved.length; i++) {
        moved[i] *= 1 + MOVED * share(moved[i]);
      }
      return NdArray.over(moved, exact.shape());
    }

    @Override
    public NdArray literal(double value, DType dtype) {
      return Numerics.NUMBERS.literal(value, dtype);
    }

    /** Half to one, up or down, as the digits of a number decide. */
    private static double share(double x) {
      long digits = Double.doubleToLongBits(x) * 0x9E3779B97F4A7C15L; // the golden ratio: it mixes the bits well (Knuth, volume 3, 6.4)
      double half = (digits >>> 11) * 0x1p-54;
      return digits < 0 ? 0.5 + half : -0.5 - half;
    }
  }
}
