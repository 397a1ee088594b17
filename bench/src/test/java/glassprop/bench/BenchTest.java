package glassprop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int bench(String... arguments) {
    return new CommandLine(new Bench()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
  }

  @Test
  void alonePrintsARowPerNetAndProductThatWasAskedFor() {
    assertThat(bench("--nets", "tiny", "--products", "32", "--seconds", "0.05")).isZero();
    assertThat(out.toString()).contains("FMA peak of one core").contains("\ntiny ").contains("\nmatmul-32 ").doesNotContain("\nsmall");
  }

  @Test
  void jsonIsAllThatIsPrinted() {
    assertThat(bench("--products", "32", "--seconds", "0.05", "--json")).isZero();
    assertThat(out.toString()).startsWith("{\"rows\":[{\"name\":\"matmul-32\",\"threads\":1,").endsWith("}]}" + System.lineSeparator());
  }

  @Test
  void wrongOptionsAreSaid() {
    assertThat(bench("--nets", "tinny")).isEqualTo(2);
    assertThat(err.toString()).contains("--nets tinny: expected tiny, small, mnist, wide, large");
    assertThat(bench("--products", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--products 0: expected");
    assertThat(bench("--seconds", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--seconds 0.0: expected");
    assertThat(bench("--threads", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--threads 0: expected");
    assertThat(bench("--against", "numpy")).isEqualTo(2);
    assertThat(err.toString()).contains("numpy").contains("libtorch");
  }
}
