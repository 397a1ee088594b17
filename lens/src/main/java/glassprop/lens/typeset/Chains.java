package glassprop.lens.typeset;

import glassprop.lens.derivation.Contribution;
import glassprop.lens.derivation.Derivation;
import glassprop.lens.derivation.Gradient;
import glassprop.lens.derivation.Quantity;
import glassprop.lens.typeset.Maths.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The paths on which quantities act on the result. */
final class Chains {
  private static final int MOST_PATHS = 4;

  private final Derivation derivation;

  Chains(Derivation derivation) {
    this.derivation = derivation;
  }

  /** The computed quantities that lie on a path, from the outermost function to the innermost. */
  List<Quantity> levels() {
    return derivation.gradients().stream().map(gradient -> derivation.quantity(gradient.slot()))
        .filter(quantity -> quantity.formula().isPresent()).toList();
  }

  /** The derivative of the result with respect to a quantity: over all paths or, where they are many, over the last steps of each. */
  Maths to(int slot) {
    Optional<Gradient> gradient = derivation.gradient(slot);
    List<Contribution> last = gradient.map(Gradient::contributions).orElse(List.of());
    if (last.isEmpty()) {
      return gradient.filter(given -> !given.explained()).<Maths>map(given -> new Maths.Value(given.value())).orElse(new Maths.Word("0"));
    }
    List<List<Integer>> paths = new ArrayList<>();
    if (!collect(slot, List.of(), paths)) {
      paths.clear();
      last.forEach(c ->
          paths.add(c.from() == derivation.result() ? List.of(c.from(), slot) : List.of(derivation.result(), c.from(), slot)));
    }
    return paths.size() == 1
        ? new Path(paths.getFirst())
        : new Maths.Sum(paths.stream().<Maths>map(Path::new).toList());
  }

  /** The first step of the chains that goes through an array: what its dot stands for is to be said. */
  Optional<Maths> contraction() {
    for (Gradient gradient : derivation.gradients()) {
      for (Contribution contribution : gradient.contributions()) {
        int through = contribution.from();
        boolean array = derivation.quantity(through).type().shape().size() > 1;
        if (array && through != derivation.result() && derivation.resultQuantity().type().shape().size() == 1) {
          return Optional.of(new Maths.Contraction(derivation.result(), through, gradient.slot()));
        }
      }
    }
    return Optional.empty();
  }

  /** Walks up from a quantity; gives up where there are too many paths. */
  private boolean collect(int slot, List<Integer> below, List<List<Integer>> paths) {
    List<Integer> path = new ArrayList<>(List.of(slot));
    path.addAll(below);
    if (slot == derivation.result()) {
      paths.add(path);
      return paths.size() <= MOST_PATHS;
    }
    return derivation.gradient(slot).stream().flatMap(gradient -> gradient.contributions().stream())
        .allMatch(contribution -> collect(contribution.from(), path, paths));
  }
}
