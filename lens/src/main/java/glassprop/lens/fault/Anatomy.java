package glassprop.lens.fault;

import glassprop.Leaf;
import glassprop.array.NdArray;
import glassprop.op.Term;
import glassprop.op.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The steps of a computation, at which mistakes can be made. */
final class Anatomy {
  private final List<Place> places;

  Anatomy(List<Place> places) {
    this.places = List.copyOf(places);
  }

  /** The names that are computed. */
  List<String> equations() {
    return places.stream().map(Place::equation).distinct().toList();
  }

  /** The equations whose last step reduces along axes, such as a mean; the result of the whole is none of them. */
  List<String> statistics() {
    List<String> statistics = new ArrayList<>();
    for (Place place : places) {
      if (place.number() == 0 && Arrival.reduces(place) && !place.equation().equals(equations().getLast())) {
        statistics.add(place.equation());
      }
    }
    return statistics;
  }

  /**
   * A change of terms at each single step and input where it changes anything, and at all of them together.
   */
  List<Mistake> rewriting(Fault fault, BiFunction<Place, Term, Term> change) {
    List<Mistake> mistakes = new ArrayList<>();
    List<Place> changed = new ArrayList<>();
    for (Place place : places) {
      for (int slot = 0; slot < place.step().inputCount(); slot++) {
        Term rule = place.step().pullback(slot);
        if (place.step().input(slot).isPresent() && !rule.equals(Terms.ZERO)
            && !change.apply(place, rule).equals(rule)) {
          changed.add(place);
          mistakes.add(new Mistake(fault, List.of(place.equation()), at(place, slot, change)));
        }
      }
    }
    if (changed.size() > 1) {
      mistakes.add(new Mistake(fault, changed.stream().map(Place::equation).toList(), everywhere(change)));
    }
    return mistakes;
  }

  private static Rules at(Place wanted, int wantedSlot, BiFunction<Place, Term, Term> change) {
    return new Rules() {
      @Override
      public Term pullback(Place place, int slot) {
        Term rule = place.step().pullback(slot);
        return slot == wantedSlot && place.is(wanted) ? change.apply(place, rule) : rule;
      }
    };
  }

  private static Rules everywhere(BiFunction<Place, Term, Term> change) {
    return new Rules() {
      @Override
      public Term pullback(Place place, int slot) {
        return change.apply(place, place.step().pullback(slot));
      }
    };
  }

  /** A choice among contributions at each name where several arrive, and wherever several do. */
  List<Mistake> joining(Fault fault, UnaryOperator<List<Arrival>> choice) {
    List<Mistake> mistakes = new ArrayList<>();
    for (String name : joints()) {
      mistakes.add(new Mistake(fault, List.of(name), choosing(at -> at.equals(name), choice)));
    }
    mistakes.add(new Mistake(fault, joints(), choosing(_ -> true, choice)));
    return mistakes;
  }

  private static Rules choosing(Predicate<String> where, UnaryOperator<List<Arrival>> choice) {
    return new Rules() {
      @Override
      public NdArray join(String name, boolean input, List<Arrival> contributions) {
        boolean chosen = contributions.size() > 1 && where.test(name);
        return Rules.super.join(name, input, chosen ? choice.apply(contributions) : contributions);
      }
    };
  }

  /** The names that are used more than once. */
  private List<String> joints() {
    Map<String, Integer> uses = new TreeMap<>();
    for (Place place : places) {
      for (int slot = 0; slot < place.step().inputCount(); slot++) {
        if (place.step().input(slot).orElse(place.step()) instanceof Leaf leaf) {
          uses.merge(leaf.label(), 1, Integer::sum);
        }
      }
    }
    return uses.entrySet().stream().filter(use -> use.getValue() > 1).map(Map.Entry::getKey).toList();
  }
}
