package glassprop.op;

import static glassprop.op.Terms.ONE;
import static glassprop.op.Terms.X;

import glassprop.array.DType;
import java.util.List;

/** x where it is positive, else a fraction of it; its slope at 0 is that fraction, as in PyTorch, and NaN at NaN. */
public record LeakyRelu(double fraction) implements Elementwise {

  @Override
  public String mnemonic() {
    return "leaky_relu";
  }

  @Override
  public void requireConstants(DType type) {
    type.requireHolds("leaky_relu: the fraction", fraction);
  }

  @Override
  public double of(double... x) {
    return x[0] > 0 ? x[0] : fraction * x[0];
  }

  @Override
  public List<Term> slopes() {
    return List.of(Terms.unlessNan(X.greaterThan(0).where(ONE, Term.of(fraction))));
  }

  @Override
  public Domain.Reals domain(int slot) {
    return Domain.everywhere().kinkAt(0, fraction);
  }

  /** Inputs for the laws. */
  public static List<Specimen> specimens() {
    return Elementwise.specimens(new LeakyRelu(0.01), new LeakyRelu(-0.5));
  }
}
