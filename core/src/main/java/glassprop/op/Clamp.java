package glassprop.op;

import static glassprop.op.Terms.ONE;
import static glassprop.op.Terms.X;
import static glassprop.op.Terms.ZERO;

import glassprop.array.DType;
import java.util.List;
import java.util.Locale;

/**
 * The nearest number between two bounds. The slope is 1 between them and 0 beyond, and NaN at NaN.
 *
 * <p>At the bounds it is 1 if they are open to gradients, as in PyTorch's {@code clamp}, and 0 if not, as in its {@code hardtanh}
 * and {@code relu6}: they differ there on purpose.
 *
 * @param low may be −∞
 * @param high may be ∞
 * @param slopeAtBounds whether the slope at the bounds is 1
 */
public record Clamp(double low, double high, boolean slopeAtBounds) implements Elementwise {
  /** Requires bounds in order. */
  public Clamp {
    if (!(low <= high)) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, "clamp: the lower bound %s is not below the upper bound %s", low, high));
    }
  }

  @Override
  public String mnemonic() {
    return slopeAtBounds ? "clamp" : "hardtanh";
  }

  @Override
  public void requireConstants(DType type) {
    type.requireHolds("clamp: the bound", low);
    type.requireHolds("clamp: the bound", high);
  }

  @Override
  public double of(double... x) {
    return Math.min(Math.max(x[0], low), high);
  }

  @Override
  public List<Term> slopes() {
    Term slope =
        slopeAtBounds
            ? X.atLeast(low).where(X.atMost(high).where(ONE, ZERO), ZERO)
            : X.greaterThan(low).where(X.lessThan(high).where(ONE, ZERO), ZERO);
    return List.of(Terms.unlessNan(slope));
  }

  @Override
  public Domain.Reals domain(int slot) {
    Domain.Reals domain = Domain.everywhere();
    for (double bound : new double[] {low, high}) {
      domain = Double.isInfinite(bound) ? domain : domain.kinkAt(bound, slopeAtBounds ? 1 : 0);
    }
    return domain;
  }

  @Override
  public Notation notation() {
    return new Notation(
        mnemonic() + "[" + Numbers.text(low) + ", " + Numbers.text(high) + "](#0)",
        "\\operatorname{" + mnemonic() + "}_{[" + Numbers.latex(low) + ", " + Numbers.latex(high) + "]}\\left(#0\\right)",
        Notation.Precedence.ATOM, List.of(Notation.Precedence.RELATION));
  }

  /** Inputs for the laws. */
  public static List<Specimen> specimens() {
    return Elementwise.specimens(
        new Clamp(-1, 0.5, true), new Clamp(0, 1.5, false), new Clamp(Double.NEGATIVE_INFINITY, 1, true));
  }
}
