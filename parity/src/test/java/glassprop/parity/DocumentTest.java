package glassprop.parity;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.parity.oracle.Engine;
import glassprop.parity.oracle.Oracle;
import glassprop.parity.oracle.Vocabulary;
import glassprop.parity.suite.Case;
import glassprop.parity.suite.Difference;
import glassprop.parity.suite.Outcome;
import glassprop.parity.suite.PointCases;
import glassprop.parity.suite.Suite;
import glassprop.parity.suite.Summary;
import glassprop.parity.suite.Tolerance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tables of docs/parity.md are what the code says. One that is not is written to target/parity-tables, to be copied.
 */
class DocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "parity.md");
  private static final Map<String, Supplier<List<String>>> TABLES =
      Map.of(
          "tolerances", DocumentTest::tolerances,
          "differences", DocumentTest::differences,
          "points", DocumentTest::points,
          "gaps", DocumentTest::gaps);

  @ParameterizedTest
  @ValueSource(strings = {"tolerances", "differences", "points", "gaps"})
  void theTableIsWhatTheCodeSays(String name) throws IOException {
    String expected = String.join("\n", TABLES.getOrDefault(name, List::of).get()) + "\n";
    Files.createDirectories(Path.of("target", "parity-tables"));
    Files.writeString(Path.of("target", "parity-tables", name + ".md"), expected);
    String document = Files.readString(DOCUMENT);
    String begin = "<!-- begin " + name + " -->\n";
    assertThat(document).contains(begin, "<!-- end " + name + " -->");
    String table = document.substring(document.indexOf(begin) + begin.length(), document.indexOf("<!-- end " + name + " -->"));
    assertThat(table).as("the table %s; the right one is in target/parity-tables", name).isEqualTo(expected);
  }

  private static List<String> tolerances() {
    List<String> rows = new ArrayList<>(List.of("| name | relative difference | why |", "|---|---|---|"));
    for (Tolerance tolerance : Tolerance.values()) {
      rows.add(
          String.format(Locale.ROOT, "| %s | %.0e | %s |", tolerance.name().toLowerCase(Locale.ROOT), tolerance.bound(), tolerance.reason()));
    }
    return rows;
  }

  private static List<String> differences() {
    List<String> rows = new ArrayList<>(List.of("| oracle | where | why |", "|---|---|---|"));
    for (Difference difference : Difference.all()) {
      rows.add(String.format(Locale.ROOT, "| %s | %s | %s |", title(difference.oracle()), difference.what(), difference.reason()));
    }
    return rows;
  }

  private static String title(String name) {
    return Oracles.ALL.stream().filter(o -> o.name().equals(name)).map(Oracle::title).findFirst().orElseThrow();
  }

  private static List<String> points() {
    List<Case> cases = PointCases.all();
    Summary summary = new Suite(new Engine(), Oracles.ALL, cases).run(tried -> {});
    List<String> rows = new ArrayList<>(List.of("| point | PyTorch | TensorFlow |", "|---|---|---|"));
    for (Case point : cases) {
      rows.add(
          String.format(Locale.ROOT, "| %s | %s | %s |",
              point.subject().name(), mark(summary, point, Oracles.PYTORCH), mark(summary, point, Oracles.TENSORFLOW)));
    }
    return rows;
  }

  private static String mark(Summary summary, Case point, Oracle oracle) {
    Optional<Outcome> outcome =
        summary.outcomes().stream().filter(o -> o.tried().equals(point) && o.oracle().name().equals(oracle.name())).findFirst();
    return outcome.map(o -> o.verdict() == Outcome.Verdict.AGREES ? "same" : "differs").orElse("–");
  }

  private static List<String> gaps() {
    List<String> rows = new ArrayList<>(List.of("| oracle | op | compared | why no more |", "|---|---|---|---|"));
    for (Oracle oracle : Oracles.ALL) {
      Vocabulary<?> vocabulary = oracle.vocabulary();
      Stream.concat(
              vocabulary.gaps().stream().map(note -> row(oracle, note, "nothing")),
              vocabulary.valuesAlone().stream().map(note -> row(oracle, note, "the value")))
          .forEach(rows::add);
      if (!oracle.hasSecondOrder()) {
        rows.add(
            String.format(Locale.ROOT, "| %s | all | first order | its C++ library differentiates too few of its gradients |", oracle.title()));
      }
    }
    return rows;
  }

  private static String row(Oracle oracle, Vocabulary.Note note, String compared) {
    return String.format(Locale.ROOT, "| %s | %s | %s | %s |", oracle.title(), note.what(), compared, note.reason());
  }
}
