package glassprop.lens.derivation;

import java.util.List;
import java.util.Set;

/** Names for what has none in a program: u, v, …, as in textbooks, that the program does not use itself. */
public final class InnerNames {
  private static final List<String> INNER = List.of("u", "v", "s", "t", "q", "h", "inner");
  private static final List<String> RESULTS = List.of("f", "g", "L", "result");

  private final Set<String> taken;
  private final String stem;
  private int count;

  /** Names other than these. */
  public InnerNames(Set<String> taken) {
    this.taken = taken;
    this.stem = INNER.stream().filter(name -> taken.stream().noneMatch(other -> other.startsWith(name))).findFirst().orElse("inner_");
  }

  /** The next one: u1, u2, … */
  public String next() {
    count++;
    return stem + count;
  }

  /** The name of the only one. */
  public String only() {
    return taken.contains(stem) ? stem + 1 : stem;
  }

  /** A name for a result without one. */
  public String result() {
    return RESULTS.stream().filter(name -> !taken.contains(name)).findFirst().orElse("result_");
  }
}
