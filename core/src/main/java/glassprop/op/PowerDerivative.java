package glassprop.op;

import static glassprop.op.Terms.ONE;
import static glassprop.op.Terms.X;
import static glassprop.op.Terms.X1;
import static glassprop.op.Terms.ZERO;

import glassprop.op.Notation.Precedence;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The derivative ∂ᵏ⁺ⁿxʸ/∂xᵏ∂yⁿ of a power, k times by the base and n times by the exponent.
 *
 * <p>With the falling factorial q(y) = y·(y − 1)⋯(y − k + 1) it is xʸ⁻ᵏ · Σⱼ (n over j)·q⁽ʲ⁾(y)·(ln x)ⁿ⁻ʲ, by Leibniz' rule. At x = 0 this sum
 * of products may be 0·∞, so the op gives the limit for x → 0: 0 or ±∞ if the exponent decides, else what the leading power of ln x
 * decides. Slopes are derivatives of the same kind. So each of any order has its true value, though no rule masks a base.
 *
 * @param base k, how often by the base
 * @param exponent n, how often by the exponent
 */
public record PowerDerivative(int base, int exponent) implements Elementwise {

  @Override
  public String mnemonic() {
    return "pow_derivative";
  }

  @Override
  public double of(double... operands) {
    double x = operands[0];
    double y = operands[1];
    if (x != 0 && base + exponent == 1) { // what every backward pass asks for: no room needed
      return base == 1 ? y * Math.pow(x, y - 1) : Math.pow(x, y) * Math.log(x);
    }
    double[] falling = new double[exponent + 1]; // q and its derivatives at y, by the product rule, a factor at a time
    falling[0] = 1;
    for (int i = 0; i < base; i++) {
      for (int j = exponent; j >= 0; j--) {
        falling[j] = falling[j] * (y - i) + (j == 0 ? 0 : j * falling[j - 1]);
      }
    }
    return x == 0 ? atZero(y, falling) : away(x, y, falling);
  }

  /** The sum by Horner's scheme in ln x; not a number for x below 0, where powers are real at whole exponents alone, unless n is 0. */
  private double away(double x, double y, double[] falling) {
    double log = exponent == 0 ? 0 : Math.log(x);
    double sum = falling[0];
    double binomial = 1;
    for (int j = 1; j <= exponent; j++) {
      binomial = binomial * (exponent - j + 1) / j;
      sum = sum * log + binomial * falling[j];
    }
    return sum == 0 && !Double.isNaN(x) ? 0 : sum * Math.pow(x, y - base);
  }

  /** The limit for x → 0 from above; but the first slope by the exponent at (0, 0), where 0ʸ jumps, is 0 as in PyTorch. */
  private double atZero(double y, double[] falling) {
    int leading = 0;
    while (leading <= exponent && falling[leading] == 0) {
      leading++;
    }
    boolean stated = base == 0 && exponent == 1 && y == 0;
    if (leading > exponent || stated || y > base) {
      return 0;
    }
    int logs = exponent - leading; // the highest power of ln x that is left, times x to the power y − k ≤ 0
    double sign = Math.signum(falling[leading]) * (logs % 2 == 0 ? 1 : -1);
    return y == base && logs == 0 ? falling[leading] : sign / 0.0;
  }

  @Override
  public List<Term> slopes() {
    return List.of(
        Term.of(new PowerDerivative(base + 1, exponent), X, X1), Term.of(new PowerDerivative(base, exponent + 1), X, X1));
  }

  @Override
  public Domain.Reals domain(int slot) {
    return Binary.POWER.domain(slot);
  }

  /** For x ≠ 0, the terms of the literature. */
  @Override
  public List<Identity> identities(Site site) {
    return base + exponent == 1
        ? List.of(
            Identity.provided(
                X.notEqualTo(ZERO), Term.of(this, X, X1),
                base == 1 ? X1.times(X.pow(X1.minus(ONE))) : X.pow(X1).times(X.log())))
        : List.of();
  }

  /** y·(y − 1)·x^(y − 2) for derivatives by the base, x^y·ln(x)^2 for those by the exponent, else an operator. */
  @Override
  public Notation notation() {
    List<Precedence> atoms = List.of(Precedence.ATOM);
    if (exponent == 0) {
      String factors =
          IntStream.range(0, base).mapToObj(i -> i == 0 ? "#1" : "(#1 − " + i + ")").collect(Collectors.joining("·"));
      String latex = factors.replace('−', '-').replace("·", " \\cdot ");
      return new Notation(
          factors + "·#0^(#1 − " + base + ")", latex + " \\cdot #0^{#1 - " + base + "}", Precedence.PRODUCT, atoms);
    }
    String often = exponent == 1 ? "" : "^" + exponent;
    return base == 0
        ? new Notation(
            "#0^#1·ln(#0)" + often, "#0^{#1} \\cdot \\ln\\left(#0\\right)" + often, Precedence.PRODUCT, atoms)
        : new Notation(
            String.format(Locale.ROOT,
                    "∂[%d, %d](#0^#1)",
                    base, exponent), String.format(Locale.ROOT, "\\partial_{%d, %d}\\left(#0^{#1}\\right)", base, exponent),
            Precedence.ATOM, atoms);
  }

  /** Inputs for the laws. */
  public static List<Specimen> specimens() {
    return Elementwise.specimens(
        Stream.of(new int[] {1, 0}, new int[] {0, 1}, new int[] {1, 1}, new int[] {2, 0}, new int[] {1, 2})
            .map(order -> new PowerDerivative(order[0], order[1]))
            .toArray(Elementwise[]::new));
  }
}
