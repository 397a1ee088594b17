package glassprop.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that remembers why it failed. Writers and print streams swallow that, and predictions sent to a full
 * disk would seem to be there.
 */
final class StandardOutput extends OutputStream {
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private @Nullable String failure;

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      failure = failure == null ? String.valueOf(e.getMessage()) : failure;
      throw e;
    }
  }

  /** Why something wasn't written; empty if all was, or if the reader had enough, as {@code head} does. */
  Optional<String> failure() {
    return Optional.ofNullable(failure).filter(reason -> !reason.contains("Broken pipe"));
  }
}
