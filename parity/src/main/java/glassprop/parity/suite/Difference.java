package glassprop.parity.suite;

import glassprop.parity.oracle.Oracle;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where an oracle answers otherwise, and why ours stays as it is.
 *
 * @param oracle its name
 * @param what where, in words
 * @param cases which cases show it
 * @param reason why
 */
public record Difference(String oracle, String what, Predicate<Case> cases, String reason) {

  private static final String TORCH = "pytorch";
  private static final String TENSORFLOW = "tensorflow";

  /** All that are known. A case that one of them is about must differ, so that the list stays true. */
  public static List<Difference> all() {
    return Stream.of(defects(), infinities(), ties(), notNumbers(), trainings()).flatMap(List::stream).toList();
  }

  /** The one that a case shows. */
  static Optional<Difference> of(Case tried, Oracle oracle) {
    return all().stream().filter(d -> d.oracle.equals(oracle.name()) && d.cases.test(tried)).findFirst();
  }

  /** Of a case of {@link PointCases}. */
  private static Difference at(String oracle, String point, String reason) {
    return new Difference(
        oracle, point, c -> c.subject().group().equals("point") && c.subject().name().equals(point), reason);
  }

  private static List<Difference> defects() {
    return List.of(
        at(
            TORCH, "xʸ at (4, 0), Hessian",
            "it masks the slope in x wherever y = 0, which loses ∂²/∂x∂y on one side; ours is symmetric, ¼"),
        new Difference(
            TORCH, "embedding of no indices, second order",
            c -> c.subject().name().equals("embedding") && c.setting().contains("(0)") && c.setting().contains("second"),
            "it refuses to reshape a gradient of no elements; ours is zeros"),
        at(TORCH, "softplus of 25", "it takes x itself above 20, an error of 1.4e-11 in the slope; ours is exact"));
  }

  private static List<Difference> infinities() {
    String norm = "it computes 0·∞; ours is 0, the subgradient of least norm";
    return List.of(
        at(TORCH, "hypot at the origin", "it computes 0/0; ours is 0, as of a 2-norm"),
        at(TORCH, "hypot at the origin, Hessian", "its gradient is 0/0 already; ours is 0, and the second derivatives NaN"),
        at(TORCH, "1.5-norm with a zero, Hessian", "it computes 0·∞; ours is +∞, the limit"),
        at(TORCH, "xʸ at (0, 2), Hessian", "it computes 0·∞; ours are the true derivatives, 2, 0 and 0"),
        at(TORCH, "xʸ at (0, 1), Hessian", "it computes 0·∞; ours are the limits: −∞ for the mixed one, else 0"),
        at(TENSORFLOW, "hypot at the origin", norm),
        at(TENSORFLOW, "1.5-norm at 0", norm),
        at(TENSORFLOW, "2-norm at 0", norm),
        at(TENSORFLOW, "3-norm at 0", norm),
        at(TORCH, "atan2 at the origin", "it masks the slopes to 0; the angle jumps there, so ours are NaN"),
        at(TORCH, "xlogy at (0, 0)", "it masks the slope in x to 0 and computes 0/0 in y; ours are −∞, the logarithm of y, and 0: 0·ln y is flat"),
        at(TORCH, "xlogy at (0, −1)", "it masks the slope in x to 0; there is no logarithm of y, so ours is NaN"),
        at(TORCH, "softsign of infinities", "it computes ∞/∞; ours are the limits ±1, with slope 0"),
        at(TENSORFLOW, "softsign of infinities", "it computes ∞/∞; ours are the limits ±1, with slope 0"),
        at(TENSORFLOW, "sqrt at 0, upstream gradient 0", "it masks 0·∞ to 0; ours is NaN as in PyTorch, and tracing names it"),
        at(TENSORFLOW, "where, an infinite slope in the branch not taken", "as above: it masks the NaN of the square root away"),
        at(TENSORFLOW, "x⁰ at 0", "it computes 0·∞; ours is 0 as in PyTorch"),
        at(TENSORFLOW, "xʸ at (0, 0)", "it computes 0·∞; ours is 0 as in PyTorch"),
        at(
            TENSORFLOW, "xʸ of a negative base",
            "it masks the slope in y to 0; there is no real one, so ours is NaN as in PyTorch"),
        at(TENSORFLOW, "logsumexp of −∞ alone", "it computes −∞ − (−∞); ours is −∞ as in PyTorch"));
  }

  private static List<Difference> ties() {
    String first = "it gives all of the slope to the first; ours is ½ to each as in PyTorch";
    return List.of(
        at(TENSORFLOW, "maximum of equals", first),
        at(TENSORFLOW, "minimum of equals", first),
        at(TENSORFLOW, "hardswish at −3 and 3", "it is composed with a clip there, as the row below; ours has the slopes beyond, 0 and 1"),
        at(TENSORFLOW, "hardtanh at its bounds", "it is a clip there, with slope 1 at its bounds; ours is 0 as in PyTorch"));
  }

  private static List<Difference> trainings() {
    return List.of(
        at(
            TORCH, "Gaussian NLL of a variance below ε",
            "it lets the slope at ε through; ours is 0, since the value does not depend on the variance there"),
        at(TORCH, "KL divergence where both are 0", "it computes 0·(−∞); ours is 0, the limit"),
        at(
            TORCH, "clipping by norm, above the bound",
            "it scales by bound/(norm + 1e-6), below the bound; ours is bound/norm, which is the bound"),
        at(
            TORCH, "clipping by value of an infinite gradient",
            "it makes the bound of an infinity; to us that is an error, since its origin is"),
        at(
            TORCH, "running statistics after a batch with an infinity",
            "they are not numbers from then on; ours stay as they were"));
  }

  private static List<Difference> notNumbers() {
    String unknown = "it takes a comparison with NaN for false; to us an unknown slope stays unknown";
    String step = "it takes NaN > 0 for false; to us an unknown step stays unknown, so that the NaN is found";
    String spread = "it gives NaN to all; ours goes to the NaNs alone, evenly, as in PyTorch's max over everything";
    return List.of(
        at(TORCH, "relu of NaN", "it lets the upstream gradient through; to us an unknown slope stays unknown"),
        at(TORCH, "step of NaN", step),
        at(TORCH, "sign of NaN", "it says 0; ours is NaN"),
        at(TORCH, "leaky relu of NaN", unknown),
        at(TORCH, "clamp of NaN", unknown),
        at(TORCH, "hardswish of NaN", unknown),
        at(TORCH, "max along an axis with NaN", spread),
        at(TENSORFLOW, "relu of NaN", unknown),
        at(TENSORFLOW, "leaky relu of NaN", unknown),
        at(TENSORFLOW, "clamp of NaN", unknown),
        at(TENSORFLOW, "maximum with NaN", "it gives the slope to one or to neither; ours goes to both, as in PyTorch"),
        at(TENSORFLOW, "max with NaN", spread),
        at(TENSORFLOW, "max of NaN alone", spread),
        at(TENSORFLOW, "max along an axis with NaN", spread));
  }
}
