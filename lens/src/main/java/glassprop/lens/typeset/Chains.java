package glassprop.lens.typeset;

import glassprop.lens.derivation.Contribution;
import glassprop.lens.derivation.Derivation;
import glassprop.lens.derivation.Gradient;
import glassprop.lens.derivation.Quantity;
import glassprop.lens.typeset.Maths.Derivative;
import glassprop.lens.typeset.Maths.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    List<List<Derivative>> paths = new ArrayList<>();
    if (!collect(slot, List.of(), paths)) {
      paths.clear();
      for (Contribution c : last) {
        Derivative step = step(c.from(), slot);
        paths.add(c.from() == derivation.result() ? List.of(step) : List.of(new Derivative(derivation.result(), c.from()), step));
      }
    }
    return paths.size() == 1
        ? new Path(paths.getFirst())
        : new Maths.Sum(paths.stream().<Maths>map(Path::new).toList());
  }

  /** The derivative of one step: where the second quantity acts on the first through others as well, these are held fixed. */
  Derivative step(int from, int slot) {
    List<Integer> held = new ArrayList<>();
    for (Gradient between : derivation.gradients()) {
      if (between.slot() != slot && feeds(between, from) && reaches(slot, between.slot())) {
        held.add(between.slot());
      }
    }
    return new Derivative(from, slot, held);
  }

  private static boolean feeds(Gradient gradient, int into) {
    return gradient.contributions().stream().anyMatch(contribution -> contribution.from() == into);
  }

  /** Whether a quantity acts on another, on any path. */
  private boolean reaches(int slot, int target) {
    Set<Integer> seen = new HashSet<>(Set.of(slot));
    Deque<Integer> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      derivation.gradient(open.remove()).stream().flatMap(gradient -> gradient.contributions().stream())
          .map(Contribution::from).filter(seen::add).forEach(open::add);
    }
    return seen.contains(target);
  }

  /** The first step of the chains that goes through an array: what its dot stands for is to be said. */
  Optional<Maths> contraction() {
    for (Gradient gradient : derivation.gradients()) {
      for (Contribution contribution : gradient.contributions()) {
        int through = contribution.from();
        boolean array = derivation.quantity(through).type().shape().size() > 1;
        if (array && through != derivation.result() && derivation.resultQuantity().type().shape().size() == 1) {
          return Optional.of(new Maths.Contraction(derivation.result(), through, gradient.slot(), gradient.contributions().size() == 1));
        }
      }
    }
    return Optional.empty();
  }

  /** Walks up from a quantity; gives up where there are too many paths. */
  private boolean collect(int slot, List<Derivative> below, List<List<Derivative>> paths) {
    if (slot == derivation.result()) {
      paths.add(below);
      return paths.size() <= MOST_PATHS;
    }
    return derivation.gradient(slot).stream().flatMap(gradient -> gradient.contributions().stream())
        .map(Contribution::from)
        .allMatch(from -> collect(from, Stream.concat(Stream.of(step(from, slot)), below.stream()).toList(), paths));
  }
}
