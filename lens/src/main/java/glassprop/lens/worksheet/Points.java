package glassprop.lens.worksheet;

import glassprop.array.NdArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;

/**
 * Points at which formulas are compared: the exercise's own values, and random ones. Two formulas of the functions at hand
 * that agree at all of them are the same but with a chance that nobody needs to reckon with.
 */
final class Points {
  private static final int COUNT = 6;
  private static final long SEED = 20;
  private static final double TOLERANCE = 1e-9;
  private static final int SHOWN = 6;

  private final List<Replay> replays = new ArrayList<>();
  private final List<Computation> computations = new ArrayList<>();

  Points(Computation computation, Map<String, Variety> varieties) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    add(computation);
    for (int i = 0; i < COUNT; i++) {
      add(computation.varied((name, value) -> varieties.getOrDefault(name, Variety.REAL).point(value, random)));
    }
  }

  private void add(Computation computation) {
    computations.add(computation);
    replays.add(Replay.of(computation));
  }

  /**
   * Whether a formula gives a quantity.
   *
   * @param difference in words, if it doesn't
   */
  record Comparison(boolean agrees, String difference) {}

  Comparison compare(Formula formula, Quantity quantity) {
    for (int i = 0; i < replays.size(); i++) {
      NdArray right = replays.get(i).of(quantity);
      NdArray found;
      try {
        found = formula.value(replays.get(i)).array();
      } catch (IllegalArgumentException e) {
        return new Comparison(false, "the formula has no value here: " + e.getMessage());
      }
      if (!Figures.fit(found.shape(), right.shape())) {
        return new Comparison(
            false, String.format(Locale.ROOT, "the formula gives the shape %s, and the right one is %s", found.shape(), right.shape()));
      }
      if (isFinite(right) && !agree(found, right)) {
        return new Comparison(
            false,
            String.format(Locale.ROOT, "%s the formula gives %s, and the right value is %s",
                i == 0 ? "with the numbers here" : "at " + described(computations.get(i)), Numerals.text(found),
                Numerals.text(right)));
      }
    }
    return new Comparison(true, "");
  }

  /** The exercise's own values. */
  Replay truth() {
    return replays.getFirst();
  }

  /** The computation with the exercise's own values, and at random points. */
  List<Replay> replays() {
    return Collections.unmodifiableList(replays);
  }

  /** Whether a formula is what a mistake gives, everywhere. */
  boolean reproduces(Formula formula, Quantity quantity, Hypothesis mistake) {
    boolean seen = false;
    for (Replay replay : replays) {
      NdArray wrong;
      NdArray found;
      try {
        wrong = mistake.made().apply(replay, quantity);
        found = formula.value(replay).array();
      } catch (IllegalArgumentException _) {
        return false; // the mistake doesn't fit the shapes here
      }
      if (!Figures.fit(found.shape(), wrong.shape()) || (isFinite(wrong) && !agree(found, wrong))) {
        return false;
      }
      seen |= isFinite(wrong);
    }
    return seen;
  }

  private static boolean isFinite(NdArray x) {
    return Arrays.stream(x.toDoubles()).allMatch(Double::isFinite);
  }

  static boolean agree(NdArray a, NdArray b) {
    double[] x = a.toDoubles();
    double[] y = b.toDoubles();
    double size = Arrays.stream(y).map(Math::abs).max().orElse(0);
    for (int i = 0; i < y.length; i++) {
      if (!(Math.abs(x[i] - y[i]) <= TOLERANCE * size)) {
        return false;
      }
    }
    return true;
  }

  private static String described(Computation computation) {
    String values = computation.inputs().entrySet().stream().limit(SHOWN)
        .map(entry -> entry.getKey() + " = " + Numerals.text(entry.getValue(), 4)).collect(Collectors.joining(", "));
    return values + (computation.inputs().size() > SHOWN ? ", …" : "");
  }
}
