package glassprop.nn.optim;

import glassprop.nn.network.PathPattern;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is different for the parameters whose names a pattern covers. A parameter belongs to the first group that covers it.
 *
 * @param pattern of names: see {@link PathPattern}
 * @param rateFactor what the learning rate is multiplied by, from 0 on
 * @param constants of the rule that have another value, by name
 * @param frozen whether the parameters stay as they are, and their gradients are not looked at
 */
public record Group(PathPattern pattern, double rateFactor, SortedMap<String, Double> constants, boolean frozen) {
  /** Requires a factor from 0 on, and copies the constants. */
  public Group {
    Objects.requireNonNull(pattern, "group: expected a pattern of names, came null");
    Objects.requireNonNull(constants, "group: expected constants, came null; an empty map changes none");
    if (!(rateFactor >= 0 && rateFactor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("group " + pattern + ": the factor " + rateFactor + " of the rate must be a finite number from 0 on");
    }
    constants = Collections.unmodifiableSortedMap(new TreeMap<>(constants));
  }

  /** The parameters whose names a pattern covers, with nothing different yet. */
  public static Group of(String pattern) {
    return new Group(new PathPattern(pattern), 1, new TreeMap<>(), false);
  }

  /** With another learning rate: the rule's times a factor. */
  public Group rate(double factor) {
    return new Group(pattern, factor, constants, frozen);
  }

  /** With another value of a constant of the rule, by its name, such as "weight decay". */
  public Group with(String constant, double value) {
    SortedMap<String, Double> more = new TreeMap<>(constants);
    more.put(Objects.requireNonNull(constant, "group: expected the name of a constant, came null"), value);
    return new Group(pattern, rateFactor, more, frozen);
  }

  /** Which stay as they are. */
  public Group freeze() {
    return new Group(pattern, rateFactor, constants, true);
  }
}
