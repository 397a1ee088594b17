package glassprop.workbench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which Glassprop this is. */
public final class Release {
  private Release() {}

  /** The version that the build wrote into a resource: a module descriptor has it too, but not on the class path. */
  public static String version() {
    try (InputStream in = Release.class.getResourceAsStream("version.txt")) {
      return in == null ? "(unknown version)" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
