package glassprop.lens.worksheet;

import glassprop.array.NdArray;
import glassprop.lens.fault.Cause;
import glassprop.lens.fault.Mistake;
import glassprop.lens.fault.Slip;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A way that may have led to a wrong answer, and what it makes of a quantity.
 *
 * @param rank how simple it is: of those that fit, the lowest is taken
 * @param isOfRules whether it was made on the way, so that it shows in other cells too
 */
record Hypothesis(Cause cause, int rank, boolean isOfRules, BiFunction<Replay, Quantity, NdArray> made) {
  /** Two right numbers, each in the other's cell. */
  static final int SWAPPED = 0;
  private static final int WHOLE_RESULT = 1;
  private static final int PART_OF_RESULT = 2;
  /** A number that belongs to a cell where it does not stand. */
  static final int ELSEWHERE = 3;
  private static final int ONE_RULE = 3;
  private static final int ONE_ELEMENT = 4;
  private static final int ALL_RULES = 5;
  private static final int SCALE = 6;
  /** The number of something else, which is right in its own place or not asked. */
  static final int COPIED = 7;

  static Hypothesis of(Mistake mistake) {
    return new Hypothesis(
        mistake.fault().cause(), mistake.isRepeated() ? ALL_RULES : ONE_RULE, true,
        (replay, quantity) -> replay.following(mistake.rules()).of(quantity));
  }

  static Hypothesis of(Slip.Slipped slipped) {
    int rank = switch (slipped.slip()) {
      case SIGN, TRANSPOSED -> WHOLE_RESULT;
      case ORDER, ONE_SIGN -> PART_OF_RESULT;
      case ONE_ELEMENT -> ONE_ELEMENT;
      case SCALE -> SCALE;
    };
    return new Hypothesis(slipped.cause(), rank, false, (replay, quantity) -> slipped.change().apply(replay.of(quantity)));
  }

  static Hypothesis swapped(String here, String there, Quantity other) {
    Cause cause = new Cause(
        "swapped", here + " and " + there + " are swapped", "Both numbers are right, each in the other's cell.");
    return new Hypothesis(cause, SWAPPED, false, (replay, _) -> replay.of(other));
  }

  static Hypothesis elsewhere(String here, String there, Quantity other, int rank) {
    Cause cause = new Cause(
        "other_cell", "the number of " + there + " stands here", there + " has this number; " + here + " is something else.");
    return new Hypothesis(cause, rank, false, (replay, _) -> replay.of(other));
  }

  /** What comes out; nothing where the mistake doesn't fit the shapes. */
  Optional<NdArray> of(Replay replay, Quantity quantity) {
    try {
      return Optional.of(made.apply(replay, quantity));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Whether two ways come to the same, not only with the numbers at hand. */
  boolean isLike(Hypothesis other, Quantity quantity, List<Replay> points) {
    return points.stream().allMatch(point -> {
      Optional<NdArray> a = of(point, quantity);
      Optional<NdArray> b = other.of(point, quantity);
      return a.isPresent() && b.isPresent() && Figures.fit(a.get().shape(), b.get().shape())
          && (!a.get().isFinite() || !b.get().isFinite() || Points.agree(a.get(), b.get()));
    });
  }
}
