package glassprop.cli;

import static glassprop.cli.CommandLineRun.glassprop;
import static glassprop.cli.CommandLineRun.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers are written the same in every locale: with a decimal point, and the digits 0 to 9. */
class LocaleTest {
  /** With a decimal comma; with other digits; with an i that is no i in capitals. */
  private static final List<Locale> LOCALES =
      List.of(Locale.GERMANY, Locale.forLanguageTag("ar-EG-u-nu-arab"), Locale.forLanguageTag("tr-TR"));

  private final Locale usual = Locale.getDefault();

  @TempDir private Path folder;

  @AfterEach
  void restore() {
    Locale.setDefault(usual);
  }

  /** All that a command writes, in the order of the locales, the neutral one first. */
  private static List<String> written(Object... args) {
    return ending(0, args);
  }

  private static List<String> ending(int code, Object... args) {
    return Stream.concat(Stream.of(Locale.ROOT), LOCALES.stream()).map(locale -> {
      Locale.setDefault(locale);
      CommandLineRun run = glassprop(args);
      assertThat(run.code()).as(run.err()).isEqualTo(code);
      return run.out() + run.err();
    }).map(text -> text.replaceAll("[\\d.]+ s\\b|[\\d,]+ rows/s|\\d+ min", "time")).distinct().toList();
  }

  @Test
  void theLocalesWouldShow() {
    assertThat(LOCALES.stream().map(locale -> String.format(locale, "%.1f %,d", 0.5, 1000) + "i".toUpperCase(locale)).distinct()).hasSize(3);
    assertThat(String.format(LOCALES.get(1), "%d", 1)).isNotEqualTo("1");
  }

  @Test
  void derivationsAndChecksAreTheSame() {
    String net = "z = w*x + b; a = sigmoid(z); L = (a - y)^2";
    for (String form : List.of("text", "markdown", "latex", "html", "json")) {
      assertThat(written("explain", net, "--at", "x=2,y=0.8,w=0.5,b=0", "--format", form)).as(form).hasSize(1);
    }
    assertThat(written("check", "sum(sin(x))", "--at", "x=[1234.5,0.25]")).hasSize(1);
    assertThat(ending(2, "check", "x@y", "--at", "x=[[1,2]],y=[[1,2]]")).hasSize(1);
    assertThat(written("graph", net, "--at", "x=2,y=0.8,w=0.5,b=0", "--values", "--out", folder.resolve("g.svg"))).hasSize(1);
  }

  @Test
  void trainingAndPredictionAreTheSame() {
    Path data = table(folder, "points.csv", 1200);
    Path out = folder.resolve("out");
    assertThat(written("train", data, "--target", "size", "--epochs", 2, "--out", out, "--overwrite")).hasSize(2); // the first replaces nothing
    assertThat(written("train", data, "--epochs", 2, "--out", out, "--overwrite")).hasSize(1);
    assertThat(written("predict", out, data)).hasSize(1);
    assertThat(written("predict", out, data, "--json")).hasSize(1);
    assertThat(written("predict", out, "--set", "a=1")).hasSize(1);
  }

  @Test
  void refusalsAndExercisesAreTheSame() {
    assertThat(ending(2, "train", folder.resolve("none.csv"))).hasSize(1);
    assertThat(ending(2, "train", "--epochs", "-1000")).hasSize(1);
    assertThat(written("exercise", "list")).hasSize(1);
  }
}
