package glassprop.lens.course;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line of a learner's program at which something is: a thread that doesn't end, or an exception. */
final class Whereabouts {
  private static final int PATIENCE_SECONDS = 5;

  private Whereabouts() {}

  /** The innermost line in a class without a package that is not the trials': {@code line 12 (B1.loss)}. */
  static Optional<String> of(StackTraceElement[] trace) {
    return Arrays.stream(trace)
        .filter(frame -> frame.getLineNumber() > 0 && !frame.getClassName().contains(".") && !frame.getClassName().contains("Trials"))
        .findFirst().map(frame -> said(frame.getLineNumber(), frame.getClassName(), frame.getMethodName()));
  }

  /** The innermost line of a source file in which a process is, as {@code jcmd} sees it; nothing if that can't tell. */
  static Optional<String> of(Process process, Path source) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Optional<Path> dump = Optional.empty();
    try {
      dump = Optional.of(Files.createTempFile("glassprop", ".threads"));
      Process asking = new ProcessBuilder(jcmd.toString(), String.valueOf(process.pid()), "Thread.print")
          .redirectErrorStream(true).redirectOutput(dump.get().toFile()).start();
      if (!asking.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        asking.destroyForcibly().waitFor();
      }
      String file = Pattern.quote(String.valueOf(source.getFileName()));
      Matcher frame = Pattern.compile("\\tat (?:\\S+//)?([\\w$]+)\\.([\\w$<>]+)\\(" + file + ":(\\d+)\\)")
          .matcher(Files.readString(dump.get(), StandardCharsets.UTF_8));
      return frame.find() ? Optional.of(said(Integer.parseInt(frame.group(3)), frame.group(1), frame.group(2))) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty(); // a Java without its tools
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      dump.ifPresent(file -> file.toFile().delete());
    }
  }

  private static String said(int line, String type, String method) {
    return "line " + line + " (" + type + "." + method + ")";
  }
}
