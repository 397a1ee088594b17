package glassprop.parity.suite;

import static glassprop.parity.Oracles.ALL;
import static glassprop.parity.Oracles.PYTORCH;
import static glassprop.parity.Oracles.TENSORFLOW;
import static org.assertj.core.api.Assertions.assertThat;

import glassprop.parity.oracle.Engine;
import glassprop.parity.suite.Outcome.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** All cases with both oracles. */
@TestInstance(Lifecycle.PER_CLASS)
class SuiteTest {
  private Summary summary = new Summary(List.of(), List.of());

  @BeforeAll
  void run() {
    summary = new Suite(new Engine(), ALL, Suite.allCases()).run(tried -> {});
  }

  @Test
  void nothingDiffersUnlessItIsListed() {
    assertThat(summary.failures()).isEmpty();
  }

  @Test
  void thereAreEnoughCasesForTheClaim() {
    assertThat(summary.count(PYTORCH, Verdict.AGREES)).isGreaterThan(800);
    assertThat(summary.count(TENSORFLOW, Verdict.AGREES)).isGreaterThan(250);
  }

  @Test
  void everyListedDifferenceIsSeen() {
    Set<Difference> seen = new HashSet<>();
    summary.outcomes().stream().filter(o -> o.verdict() == Verdict.LISTED).forEach(o -> seen.add(o.listed().orElseThrow()));
    assertThat(seen.stream().map(Difference::what)).hasSize(Difference.all().size());
  }

  @Test
  void everyCaseIsComparedWithPyTorchUnlessItHasNoSuchOptimizer() {
    assertThat(summary.count(PYTORCH)).isEqualTo(Suite.allCases().stream().filter(c -> !c.subject().name().equals("AdaDelta")).count());
    assertThat(summary.outcomes()).extracting(outcome -> outcome.tried().subject() + outcome.tried().setting())
        .as("each with one oracle at least").containsAll(Suite.allCases().stream().map(tried -> tried.subject() + tried.setting()).toList());
  }

  @Test
  void roundingIsFarFromTheTolerance() {
    assertThat(summary.maxRelativeError()).isLessThan(Tolerance.ROUNDING.bound());
  }
}
