package glassprop.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Screen;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A command that ran in this JVM, and what it wrote.
 *
 * @param code its exit code
 */
record CommandLineRun(int code, String out, String err) {

  /** What depends on who started the build, and not on the command: SignalTest sees to it. */
  private static final String INTERRUPT_IGNORED = "glassprop: Ctrl-C \\(SIGINT\\) is ignored[^\n]*\n";

  static CommandLineRun glassprop(Object... args) {
    return glasspropOn(Screen.PLAIN, args);
  }

  /** With this text on standard input. */
  static CommandLineRun glasspropReading(byte[] input, Object... args) {
    return glasspropOn(Screen.PLAIN, new ByteArrayInputStream(input), args);
  }

  static CommandLineRun glasspropOn(Screen screen, Object... args) {
    return glasspropOn(screen, InputStream.nullInputStream(), args);
  }

  private static CommandLineRun glasspropOn(Screen screen, InputStream in, Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), screen, screen, in);
    int code = Main.execute(console, Stream.of(args).map(Object::toString).toArray(String[]::new));
    return new CommandLineRun(code, out.toString(), err.toString().replaceAll(INTERRUPT_IGNORED, ""));
  }

  /** The only line on standard error. */
  String error() {
    List<String> lines = err.lines().toList();
    if (lines.size() != 1) {
      throw new AssertionError("expected one line on standard error, came: " + err);
    }
    return lines.getFirst();
  }

  /** Two numbers that tell two classes apart, except for a few rows. */
  static Path table(Path folder, String name, int rows) {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder csv = new StringBuilder("a,b,size,kind\n");
    for (int i = 0; i < rows; i++) {
      double a = random.nextDouble();
      double b = random.nextDouble();
      csv.append(a).append(',').append(b).append(',').append(3 * a - b).append(a > b ? ",big\n" : ",small\n");
    }
    return write(folder, name, csv.toString());
  }

  static Path write(Path folder, String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of {@code ../shared/data}, seen from the root of the repository; a test is passed over where it isn't. */
  static Path realData(String name) {
    Path here = Path.of("").toAbsolutePath();
    Path file = Stream.iterate(here, p -> p != null, Path::getParent)
        .map(p -> p.resolve("../shared/data").resolve(name).normalize()).filter(Files::exists).findFirst()
        .orElse(here.resolve("../../shared/data").resolve(name));
    assumeTrue(Files.exists(file), "no real data at " + file);
    return file;
  }
}
