package glassprop.lens.typeset;

import java.util.ArrayList;
import java.util.List;

/** A long product without its middle. */
final class Shortened {
  private static final int MOST = 7;
  private static final int LEADING = 3;
  private static final int TRAILING = 2;

  private Shortened() {}

  static List<String> of(List<String> factors, String dots) {
    if (factors.size() <= MOST) {
      return factors;
    }
    List<String> shortened = new ArrayList<>(factors.subList(0, LEADING));
    shortened.add(dots);
    shortened.addAll(factors.subList(factors.size() - TRAILING, factors.size()));
    return shortened;
  }
}
