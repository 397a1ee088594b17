package glassprop.lens.fault;

import glassprop.array.NdArray;
import glassprop.op.Binary;
import glassprop.op.Numerics;
import glassprop.op.Term;
import java.util.List;
import java.util.Optional;

/** How a backward pass goes. The defaults are right; a mistake overrides one of them. */
public interface Rules {

  /** The backward pass as the ops state it. */
  enum Right implements Rules {
    /** Without a mistake. */
    RIGHT
  }

  /** The cotangent of an input as a term in the step's inputs, its output and its cotangent. */
  default Term pullback(Place place, int slot) {
    return place.step().pullback(slot);
  }

  /**
   * What a whole equation passes to a name that it uses, where that is not what its steps give.
   *
   * @param cotangent of what the equation computes
   */
  default Optional<NdArray> equation(String equation, String name, NdArray cotangent) {
    return Optional.empty();
  }

  /**
   * The cotangent where contributions arrive: their sum.
   *
   * @param name of the value that they arrive at; the empty string within an equation
   * @param input whether nothing computes it
   * @param contributions at least one
   */
  default NdArray join(String name, boolean input, List<Arrival> contributions) {
    NdArray sum = contributions.getFirst().value();
    for (Arrival next : contributions.subList(1, contributions.size())) {
      sum = Numerics.NUMBERS.apply(Binary.ADD, List.of(sum, next.value()));
    }
    return sum;
  }
}
