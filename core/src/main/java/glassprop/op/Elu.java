package glassprop.op;

import static glassprop.op.Terms.ONE;
import static glassprop.op.Terms.X;
import static glassprop.op.Terms.Y;

import glassprop.array.DType;
import java.util.List;

/**
 * x where it is positive, else α(eˣ − 1): Clevert, Unterthiner and Hochreiter, 2016. Its slope at 0 is α, as in PyTorch.
 *
 * @param alpha the value that −∞ approaches, negated
 */
public record Elu(double alpha) implements Elementwise {

  @Override
  public String mnemonic() {
    return "elu";
  }

  @Override
  public void requireConstants(DType type) {
    type.requireHolds("elu: alpha", alpha);
  }

  @Override
  public double of(double... x) {
    return x[0] > 0 ? x[0] : alpha * Math.expm1(x[0]);
  }

  @Override
  public List<Term> slopes() {
    return List.of(X.greaterThan(0).where(ONE, Y.plus(alpha)));
  }

  @Override
  public Domain.Reals domain(int slot) {
    return Domain.everywhere().kinkAt(0, alpha);
  }

  /** Inputs for the laws. */
  public static List<Specimen> specimens() {
    return Elementwise.specimens(new Elu(1), new Elu(0.5));
  }
}
