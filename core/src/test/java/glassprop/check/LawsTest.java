package glassprop.check;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.op.Op;
import glassprop.op.Specimen;
import glassprop.op.catalogue.Ops;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every op of the catalogue is held to every law. An op that is added there is tested here. */
class LawsTest {
  private static final long[] SEEDS = {1, 2};

  @TestFactory
  Stream<DynamicTest> everyOpObeysEveryLaw() {
    Map<Op, List<Specimen>> byOp = new LinkedHashMap<>();
    Ops.all().forEach(specimen -> byOp.merge(specimen.op(), List.of(specimen), LawsTest::joined));
    return Stream.of(Law.values())
        .flatMap(
            law ->
                byOp.entrySet().stream()
                    .map(entry -> DynamicTest.dynamicTest(law + " " + entry.getKey(), () -> holds(law, entry.getValue()))));
  }

  private static List<Specimen> joined(List<Specimen> some, List<Specimen> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static void holds(Law law, List<Specimen> specimens) {
    for (Specimen specimen : specimens) {
      for (long seed : SEEDS) {
        assertThat(law.violations(specimen, seed)).as("%s, seed %d", specimen, seed).isEmpty();
      }
    }
  }

  @Test
  void thousandsOfCasesAreTried() {
    int cases = Ops.all().size() * Law.values().length * SEEDS.length;
    System.err.println("laws: " + Ops.all().size() + " specimens × " + Law.values().length + " laws × " + SEEDS.length
        + " samples = " + cases + " cases");
    assertThat(cases).isGreaterThan(5000);
  }
}
