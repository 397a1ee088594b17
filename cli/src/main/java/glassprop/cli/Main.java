package glassprop.cli;

import glassprop.cli.terminal.Console;
import glassprop.cli.terminal.Screen;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code glassprop}: what is common to its subcommands, and how a failure is told. */
@Command(
    name = "glassprop",
    description = "A backpropagation engine that you can see through.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class)
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Where a command fails, also print the stack trace.")
  private boolean stacktrace;

  private final Console console;

  private Main(Console console) {
    this.console = console;
  }

  /**
   * Runs the command and ends the JVM: with 0 on success, 2 if what the user asked for was wrong, 1 for anything else,
   * and 128 with the number of a signal that ended it.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Charset outCharset = charset(System.out.charset());
    Charset errCharset = charset(System.err.charset());
    StandardOutput stream = new StandardOutput();
    PrintWriter out = new PrintWriter(new OutputStreamWriter(stream, outCharset), true);
    PrintWriter err = new PrintWriter(System.err, true, errCharset);
    int code = execute(new Console(out, err, Screen.of(1, outCharset), Screen.of(2, errCharset), System.in), args);
    out.flush();
    if (code == 0 && stream.failure().isPresent()) {
      err.println("glassprop: writing to standard output failed: " + stream.failure().get());
      code = 2;
    }
    System.exit(code);
  }

  /**
   * UTF-8, also in the locale C, which containers and CI often have: predictions are data, and their letters must not
   * turn into question marks. Only a console of Windows is written to in its own charset.
   */
  private static Charset charset(Charset ofStream) {
    return System.getProperty("os.name", "").startsWith("Windows") ? ofStream : StandardCharsets.UTF_8;
  }

  /** Runs the command with the given streams and returns its exit code. */
  static int execute(Console console, String... args) {
    Main main = new Main(console);
    try {
      CommandLine commandLine = new CommandLine(main);
      Subcommand.addFor(args, commandLine, console);
      return commandLine
          .registerConverter(Path.class, new PathConverter())
          .setExpandAtFiles(false) // @net.gp is a program's file, not one of arguments
          .setOut(console.out())
          .setErr(console.err())
          .setUsageHelpAutoWidth(false)
          .setUsageHelpWidth(Math.clamp(console.outScreen().width(), 55, 100))
          .setColorScheme(CommandLine.Help.defaultColorScheme(console.outScreen().colours() ? Ansi.ON : Ansi.OFF))
          .setParameterExceptionHandler(Failures::usage)
          .setExecutionExceptionHandler((failure, command, parsed) -> Failures.run(failure, command, main.stacktrace))
          .execute(args);
    } catch (OutOfMemoryError _) {
      console.err().println(Failures.OUT_OF_MEMORY);
      return 2;
    }
  }

  /** Where subcommands write. */
  Console console() {
    return console;
  }

  /** Without a subcommand: says what there is. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
