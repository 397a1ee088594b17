package glassprop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Main.execute(
        new Console(new PrintWriter(out, true), new PrintWriter(err, true), Screen.PLAIN, Screen.PLAIN), args);
  }

  private int fail(Exception failure, boolean stacktrace) {
    return Failures.run(failure, new CommandLine(CommandLine.Model.CommandSpec.create())
        .setErr(new PrintWriter(err, true)), stacktrace);
  }

  @Test
  void versionIsPrintedToStandardOutput() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("glassprop 0.");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void withoutASubcommandTheUsageIsPrinted() {
    assertThat(run()).isZero();
    assertThat(out.toString()).startsWith("Usage: glassprop");
  }

  @Test
  void anUnknownOptionIsNamedInOneLineAndExitsWith2() {
    assertThat(run("--colour")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).first().asString().contains("'--colour'").contains("glassprop --help");
    assertThat(err.toString()).doesNotContain("\tat ");
  }

  @Test
  void aUsersErrorIsItsMessageAndExitsWith2() {
    assertThat(fail(new IllegalArgumentException("matmul: inner sizes differ"), false)).isEqualTo(2);
    assertThat(err.toString().lines()).containsExactly("glassprop: matmul: inner sizes differ");
  }

  @Test
  void anUnexpectedErrorNamesItsTypeAndTheWayToTheStackTrace() {
    assertThat(fail(new IllegalStateException("lost"), false)).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1).first().asString()
        .contains("IllegalStateException: lost", "--stacktrace");
  }

  @Test
  void theStackTraceIsPrintedWhereAskedFor() {
    assertThat(fail(new IllegalStateException("lost"), true)).isEqualTo(1);
    assertThat(err.toString()).contains("\tat ");
  }
}
