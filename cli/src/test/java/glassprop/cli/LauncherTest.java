package glassprop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, in a checkout where Maven finds all built; and the archive of classes that quick commands start from. */
@Tag("slow")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a script for a POSIX shell")
class LauncherTest {
  private static final String[] QUICK = {"check", "x^2", "--at", "x=3", "--json"};
  private static final Path JDK = Path.of(System.getProperty("java.home"));

  @TempDir private Path folder;
  private Path checkout;

  @BeforeEach
  void checkOut() throws IOException {
    checkout = Files.createDirectory(folder.resolve("checkout"));
    Files.copy(Path.of("..", "glassprop"), checkout.resolve("glassprop"), StandardCopyOption.COPY_ATTRIBUTES);
    script(checkout.resolve("mvnw"), "exit 0");
    Path app = Files.createDirectories(checkout.resolve("cli/target/quick/app"));
    jar(Path.of("target", "classes"), app.resolve("glassprop-cli.jar"));
    for (String element : System.getProperty("jdk.module.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(element);
      if (Files.isRegularFile(path)) {
        Files.copy(path, app.resolve(path.getFileName()));
      } else if (path.endsWith(Path.of("target", "classes"))) {
        jar(path, app.resolve("glassprop-" + path.getName(path.getNameCount() - 3) + ".jar"));
      }
    }
  }

  @Test
  void aBuildMakesAnArchiveThatQuickCommandsStartFrom() throws Exception {
    Run first = launcher(QUICK);
    assertThat(first.err).contains("building", "done in");
    assertThat(first.out).startsWith("{").contains("\"ok\":true");
    assertThat(launcher(QUICK)).isEqualTo(new Run(0, first.out, ""));
    assertThat(startsFromTheArchive()).isTrue();
    assertThat(launcher("--version").out).startsWith("glassprop 0.");
    try (Stream<Path> beside = Files.list(archive().getParent())) {
      assertThat(beside.filter(file -> !file.toString().endsWith(".jar"))).containsExactly(archive());
    }
  }

  @Test
  void anArchiveThatDoesNotServeIsPassedOver() throws Exception {
    String out = launcher(QUICK).out;
    byte[] whole = Files.readAllBytes(archive());
    List<byte[]> others = new ArrayList<>(List.of(new byte[0], Arrays.copyOf(whole, whole.length / 2)));
    for (int begin : new int[] {0, whole.length / 4, whole.length / 2}) {
      byte[] damaged = whole.clone();
      Arrays.fill(damaged, begin, begin + 100_000, (byte) 0x5A);
      others.add(damaged);
    }
    for (byte[] other : others) {
      Files.write(archive(), other);
      assertThat(startsFromTheArchive()).isFalse();
      assertThat(launcher(QUICK)).isEqualTo(new Run(0, out, ""));
    }
    Files.delete(archive());
    assertThat(launcher(QUICK)).isEqualTo(new Run(0, out, ""));
  }

  @Test
  void aBuildThatCannotMakeAnArchiveIsABuild() throws Exception {
    Path home = folder.resolve("jdk");
    Files.createDirectories(home.resolve("bin"));
    Files.copy(JDK.resolve("release"), home.resolve("release"));
    script(home.resolve("bin/javac"), "exit 1"); // only looked for
    script(home.resolve("bin/java"),
        "case $* in *-Xshare:dump*) : >quick.jsa.new; exit 1 ;; esac; exec '" + JDK + "/bin/java' \"$@\"");
    Run run = run(home, "", QUICK);
    assertThat(run.out).contains("\"ok\":true");
    assertThat(run.err.lines()).hasSize(2).last().asString().contains("done in");
    assertThat(archive()).doesNotExist();
  }

  private boolean startsFromTheArchive() throws Exception {
    return run(JDK, "-Xshare:on", QUICK).code == 0;
  }

  private Path archive() throws IOException {
    Path work = checkout.resolve(".glassprop");
    return work.resolve(Files.readString(work.resolve("current")).strip()).resolve("quick.jsa");
  }

  private Run launcher(String... arguments) throws Exception {
    return run(JDK, "", arguments);
  }

  private Run run(Path home, String javaOptions, String... arguments) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    List<String> command = new ArrayList<>(List.of(checkout.resolve("glassprop").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", home.toString());
    builder.environment().put("JDK_JAVA_OPTIONS", javaOptions);
    int code = builder.start().waitFor();
    String messages = Files.readString(err).replaceAll("NOTE: Picked up JDK_JAVA_OPTIONS.*\\R", "");
    return new Run(code, Files.readString(out), messages);
  }

  private static void jar(Path classes, Path jar) {
    ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
    assertThat(tool.run(System.out, System.err, "-cf", jar.toString(), "-C", classes.toString(), ".")).isZero();
  }

  private static void script(Path file, String commands) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + commands + "\n", StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Run(int code, String out, String err) {}
}
