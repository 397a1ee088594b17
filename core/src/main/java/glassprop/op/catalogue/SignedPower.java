package glassprop.op.catalogue;

import static glassprop.op.Terms.ONE;
import static glassprop.op.Terms.X;

import glassprop.op.Domain;
import glassprop.op.Elementwise;
import glassprop.op.Notation;
import glassprop.op.Power;
import glassprop.op.Specimen;
import glassprop.op.Term;
import java.util.List;
import java.util.stream.Stream;

/**
 * |x|ᵉ, or sign(x)·|x|ᵉ: powers of the distance from 0 that are even or odd functions for any exponent. Each is the other's slope, e·|x|ᵉ⁻¹
 * with or without the sign, so that derivatives of any order have their true values at 0.
 *
 * @param odd whether the result has the sign of x
 */
public record SignedPower(double exponent, boolean odd) implements Elementwise {

  /** sign(x)·|x|ᵉ of a term. */
  static Term of(Term x, double exponent) {
    return Term.of(new SignedPower(exponent, true), x);
  }

  @Override
  public String mnemonic() {
    return odd ? "signed_pow" : "abs_pow";
  }

  @Override
  public double of(double... x) {
    double power = Math.pow(Math.abs(x[0]), exponent);
    return odd ? Math.signum(x[0]) * power : power;
  }

  @Override
  public List<Term> slopes() {
    return List.of(Term.of(exponent).times(Term.of(new SignedPower(exponent - 1, !odd), X)));
  }

  @Override
  public Domain.Reals domain(int slot) {
    double slope = exponent > 1 ? 0 : odd ? exponent / 0.0 : Double.NaN; // that of an even power has both signs
    return Domain.everywhere().kinkAt(0, slope);
  }

  @Override
  public Notation notation() {
    Notation power = new Power(exponent).notation();
    String text = power.text().replace("#0", "|#0|");
    String latex = power.latex().replace("#0", "\\left|#0\\right|");
    return odd
        ? new Notation(
            "sign(#0)·" + text, "\\operatorname{sign}\\left(#0\\right) " + latex, Notation.Precedence.PRODUCT,
            List.of(Notation.Precedence.RELATION))
        : new Notation(text, latex, Notation.Precedence.POWER, List.of(Notation.Precedence.RELATION));
  }

  /** Where the power is one that has a name. */
  @Override
  public Term on(List<Term> operands) {
    Term x = operands.getFirst();
    if (exponent == 0) {
      return odd ? x.sign() : ONE;
    }
    if (exponent == 1) {
      return odd ? x : x.abs();
    }
    return exponent == 2 && !odd ? x.square() : new Term.Apply(this, operands);
  }

  static List<Specimen> specimens() {
    return Stream.of(0.5, 1.5, 2.0, -1.5)
        .flatMap(e -> Elementwise.specimens(new SignedPower(e, true), new SignedPower(e, false)).stream())
        .toList();
  }
}
