package glassprop.cli;

import static glassprop.cli.CommandLineRun.glassprop;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A program in a file is given as the help says, to each command that takes one. */
class ProgramFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"CHECK", "EXPLAIN", "GRAPH"})
  void isReadAsTheHelpSays(Subcommand subcommand) {
    String command = subcommand.name().toLowerCase(Locale.ROOT);
    String help = glassprop(command, "--help").out().replaceAll("\\s+", " ");
    assertThat(help).contains("or @ and the name of a file").doesNotContain("@@");
    Path file = CommandLineRun.write(folder, "net.gp", "u = x^2\nf = sin(u)\n");
    List<String> options =
        subcommand == Subcommand.GRAPH ? List.of("--at", "x=1", "-o", folder.resolve("net.svg").toString()) : List.of("--at", "x=1");
    CommandLineRun ofFile = run(command, "@" + file, options);
    assertThat(ofFile.code()).as(ofFile.err()).isZero();
    assertThat(ofFile).isEqualTo(run(command, "u = x^2; f = sin(u)", options));
  }

  private static CommandLineRun run(String command, String program, List<String> options) {
    List<Object> arguments = new ArrayList<>(List.of(command, program));
    arguments.addAll(options);
    return glassprop(arguments.toArray());
  }
}
