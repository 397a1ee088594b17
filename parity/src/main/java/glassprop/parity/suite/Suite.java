package glassprop.parity.suite;

import glassprop.parity.oracle.Engine;
import glassprop.parity.oracle.Oracle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * All cases, with this engine and some oracles.
 *
 * @param engine what is put to the test
 */
public record Suite(Engine engine, List<Oracle> oracles, List<Case> cases) {
  /** Copies the lists. */
  public Suite {
    oracles = List.copyOf(oracles);
    cases = List.copyOf(cases);
  }

  /** Every case that there is. */
  public static List<Case> allCases() {
    return Stream.of(OpCases.all(), PointCases.all(), NetworkCases.all(), TrainingCases.all()).flatMap(List::stream).toList();
  }

  /**
   * Asks every oracle about every case.
   *
   * @param listener is told of each case when it is done
   */
  public Summary run(Consumer<Case> listener) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Case tried : cases) {
      for (Oracle oracle : oracles) {
        Outcome.of(tried, engine, oracle).ifPresent(outcomes::add);
      }
      listener.accept(tried);
    }
    return new Summary(oracles, outcomes);
  }
}
