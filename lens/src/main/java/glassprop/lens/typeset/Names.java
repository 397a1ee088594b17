package glassprop.lens.typeset;

import glassprop.lens.derivation.Derivation;
import glassprop.op.Term;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The names of a derivation's quantities and of their gradients. */
final class Names {
  private static final Pattern PARTS = Pattern.compile("(.*?)_?(\\d*)");
  private static final Pattern ACCENTED = Pattern.compile("(.+?)(hat|bar|tilde)");
  private static final Map<String, String> MARKS = Map.of("\u0302", "hat", "\u0304", "bar", "\u0303", "tilde");
  private static final String GREEK =
      "α alpha β beta γ gamma δ delta ε varepsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi π pi ρ rho σ sigma"
          + " τ tau υ upsilon φ varphi χ chi ψ psi ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Φ Phi Ψ Psi Ω Omega";
  private static final Map<String, String> COMMANDS = commands();
  private static final int MOST_HELD = 3;

  private final Derivation derivation;

  Names(Derivation derivation) {
    this.derivation = derivation;
  }

  private static Map<String, String> commands() {
    String[] words = GREEK.split(" ", -1);
    return IntStream.range(0, words.length / 2).boxed()
        .collect(Collectors.toMap(i -> words[2 * i], i -> words[2 * i + 1]));
  }

  /** The Greek letter that a command of LaTeX gives, or the empty string. */
  static String letter(String command) {
    return COMMANDS.entrySet().stream().filter(e -> e.getValue().equals(command)).map(Map.Entry::getKey).findFirst().orElse("");
  }

  String text(Term.Symbol symbol) {
    return isCotangent(symbol) ? derivative(derivation.result(), symbol.slot()) : name(symbol.slot());
  }

  String latex(Term.Symbol symbol) {
    return isCotangent(symbol) ? latexDerivative(derivation.result(), symbol.slot()) : latexName(name(symbol.slot()));
  }

  private static boolean isCotangent(Term.Symbol symbol) {
    return symbol.role() == Term.Role.COTANGENT;
  }

  String name(int slot) {
    return derivation.quantity(slot).name();
  }

  String derivative(int of, int by) {
    return "∂" + name(of) + "/∂" + name(by);
  }

  String latexDerivative(int of, int by) {
    return fraction(latexName(name(of)), latexName(name(by)));
  }

  /** ∂L/∂w, or (∂L/∂w)_u where u is held fixed. */
  String derivative(Maths.Derivative derivative) {
    String plain = derivative(derivative.of(), derivative.by());
    List<String> held = derivative.held().stream().map(this::name).toList();
    return switch (held.size()) {
      case 0 -> plain;
      case 1 -> "(" + plain + ")_" + held.getFirst();
      default -> "(" + plain + ")_{" + bounded(held, "…") + "}";
    };
  }

  /** The same in LaTeX. */
  String latexDerivative(Maths.Derivative derivative) {
    String plain = latexDerivative(derivative.of(), derivative.by());
    List<String> held = derivative.held().stream().map(slot -> latexName(name(slot))).toList();
    return held.isEmpty() ? plain : "\\left(" + plain + "\\right)_{" + bounded(held, "\\dots") + "}";
  }

  private static String bounded(List<String> held, String dots) {
    return String.join(", ", held.subList(0, Math.min(MOST_HELD, held.size()))) + (held.size() > MOST_HELD ? ", " + dots : "");
  }

  /** The dot between two derivatives, element by element: ∂L/∂z[j] = Σₖ ∂L/∂p[k] · ∂p[k]/∂z[j]. */
  String contraction(Maths.Contraction chain) {
    String by = name(chain.by()) + (isNumber(chain.by()) ? "" : "[j]");
    String through = name(chain.through()) + "[k]";
    String left = chain.only() ? "∂" + name(chain.of()) + "/∂" + by
        : element(derivative(chain.of(), chain.through()) + " · " + derivative(chain.through(), chain.by()), "(", ")", chain.by());
    return left + " = Σₖ ∂" + name(chain.of()) + "/∂" + through + " · ∂" + through + "/∂" + by;
  }

  /** The same in LaTeX. */
  String latexContraction(Maths.Contraction chain) {
    String of = latexName(name(chain.of()));
    String by = latexName(name(chain.by())) + (isNumber(chain.by()) ? "" : "[j]");
    String through = latexName(name(chain.through())) + "[k]";
    String left = chain.only() ? fraction(of, by)
        : element(latexDerivative(chain.of(), chain.through()) + " \\cdot " + latexDerivative(chain.through(), chain.by()),
            "\\left(", "\\right)", chain.by());
    return left + " = \\sum_{k} " + fraction(of, through) + " \\cdot " + fraction(through, by);
  }

  private String element(String product, String open, String close, int by) {
    return isNumber(by) ? product : open + product + close + "[j]";
  }

  private static String fraction(String of, String by) {
    return "\\frac{\\partial " + of + "}{\\partial " + by + "}";
  }

  private boolean isNumber(int slot) {
    return derivation.quantity(slot).type().shape().size() == 1;
  }

  /** W1 as W₁, yhat and ŷ as y with a hat, alpha as α; longer names upright. */
  static String latexName(String name) {
    if (name.startsWith("[")) {
      return name.replace('−', '-').replace("…", "\\dots");
    }
    Matcher parts = PARTS.matcher(name);
    if (!parts.matches()) {
      return letters(name);
    }
    String base = letters(parts.group(1));
    return parts.group(2).isEmpty() ? base : base + "_{" + parts.group(2) + "}";
  }

  private static String letters(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFD);
    Matcher accented = ACCENTED.matcher(plain);
    if (accented.matches()) {
      return "\\" + accented.group(2) + "{" + letters(accented.group(1)) + "}";
    }
    int length = plain.codePointCount(0, plain.length());
    if (length == 2 && MARKS.containsKey(plain.substring(1))) {
      return "\\" + MARKS.get(plain.substring(1)) + "{" + letters(plain.substring(0, 1)) + "}";
    }
    if (length == 1) {
      return COMMANDS.containsKey(plain) ? "\\" + COMMANDS.get(plain) : plain;
    }
    return COMMANDS.containsValue(name) ? "\\" + name : "\\mathrm{" + plain.replace("_", "\\_") + "}";
  }
}
