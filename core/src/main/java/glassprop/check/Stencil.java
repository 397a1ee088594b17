package glassprop.check;

import java.util.function.DoubleUnaryOperator;

/**
 * A finite-difference formula for a first derivative (Fornberg, Generation of Finite Difference Formulas, 1988).
 *
 * <p>Its error has two parts: truncation, which falls with the step, and rounding, about 10⁻¹⁶·|f|/h, which grows.
 */
public enum Stencil {
  /** (f(x+h) − f(x−h)) / 2h, with a truncation error of h²f‴/6. */
  CENTRAL(1e-5) {
    @Override
    public double derivative(DoubleUnaryOperator f, double h) {
      return (f.applyAsDouble(h) - f.applyAsDouble(-h)) / (2 * h);
    }
  },
  /** (−f(x+2h) + 8f(x+h) − 8f(x−h) + f(x−2h)) / 12h, with a truncation error of h⁴f⁽⁵⁾/30. */
  FIVE_POINT(1e-3) {
    @Override
    public double derivative(DoubleUnaryOperator f, double h) {
      double near = f.applyAsDouble(h) - f.applyAsDouble(-h);
      double far = f.applyAsDouble(2 * h) - f.applyAsDouble(-2 * h);
      return (8 * near - far) / (12 * h);
    }
  };

  private final double step;

  Stencil(double step) {
    this.step = step;
  }

  /** A step h for float64 and values around 1. */
  public double step() {
    return step;
  }

  /**
   * The derivative at 0.
   *
   * @param f the function, of the distance from the point in question
   * @param h the step
   */
  public abstract double derivative(DoubleUnaryOperator f, double h);
}
