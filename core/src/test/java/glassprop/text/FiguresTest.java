package glassprop.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How numbers and names are written in messages. */
class FiguresTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "-0.0, 0", "0.04214, 0.0421", "12.34, 12.3", "-7.001, -7.00", "999.4, 999", "1234.5, '1,235'", "0.0000123, 1.2e-05", "1e9, 1.0e+09", "NaN, NaN"})
  void numbersHaveThreeDigits(double x, String text) {
    assertThat(Figures.number(x)).isEqualTo(text);
  }

  @Test
  void countsGroupDigitsAndKnowPlurals() {
    assertThat(Figures.count(1, "row")).isEqualTo("1 row");
    assertThat(Figures.count(2_000, "row")).isEqualTo("2,000 rows");
    assertThat(Figures.count(1_234_567, "class")).isEqualTo("1,234,567 classes");
  }

  @ParameterizedTest
  @CsvSource({"0.84, 0.8 s", "12.4, 12 s", "59.7, 1 min 0 s", "200, 3 min 20 s"})
  void timesAreShort(double seconds, String text) {
    assertThat(Figures.seconds(seconds)).isEqualTo(text);
  }

  @Test
  void aShareThatIsNoNumberIsUndefined() {
    assertThat(Figures.share(2.0 / 3)).isEqualTo("0.667");
    assertThat(Figures.share(Double.NaN)).isEqualTo("undefined");
  }

  @Test
  void escapesTellTextsApart() {
    assertThat(Visible.escaped("a\tb\nc\rd\u001be\u200f")).isEqualTo("a\\tb\\nc\\rd\\u001be\\u200f");
  }

  @Test
  void shellWordsAreQuotedWhereTheyMustBe() {
    assertThat(ShellWord.of("a/b-1.csv")).isEqualTo("a/b-1.csv");
    assertThat(ShellWord.of("it's")).isEqualTo("'it'\\''s'");
    assertThat(ShellWord.of("a\nb")).isEqualTo("$'a\\nb'");
    assertThat(ShellWord.of(Path.of("-x"))).isEqualTo("./-x");
  }
}
