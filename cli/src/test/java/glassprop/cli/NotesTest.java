package glassprop.cli;

import static glassprop.cli.CommandLineRun.glassprop;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program's shapes make likely to be misread is said by every command that runs one. */
class NotesTest {
  private static final List<String> PROGRAM = List.of("L = sum(X*W)", "--at", "X=[[1,2],[3,4]],W=[[5,6],[7,8]]");
  private static final String NOTE = "X*W multiplies element by element; the matrix product is X@W";

  @TempDir Path folder;

  @Test
  void explainCheckAndGraphSayIt() {
    for (String format : List.of("text", "markdown", "latex", "html")) {
      assertThat(run("explain", "--format", format)).contains("Note: " + NOTE + ".");
    }
    assertThat(run("explain", "--format", "json")).contains("\"notes\":[\"" + NOTE + "\"]");
    assertThat(run("check")).contains("note: " + NOTE);
    assertThat(run("check", "--json")).contains("\"notes\":[\"" + NOTE + "\"]");
    assertThat(run("graph", "-o", folder.resolve("g.svg").toString())).contains("note: " + NOTE);
  }

  private static String run(String command, String... options) {
    List<Object> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(PROGRAM);
    arguments.addAll(List.of(options));
    CommandLineRun run = glassprop(arguments.toArray());
    assertThat(run.code()).as(run.err()).isZero();
    return run.out();
  }
}
