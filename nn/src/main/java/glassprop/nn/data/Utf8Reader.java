package glassprop.nn.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Strict UTF-8: a byte that isn't, or a NUL byte, is a {@link DataException} with its offset and line. A byte order
 * mark at the start is skipped.
 */
final class Utf8Reader extends Reader {
  private static final int BUFFER = 1 << 16;

  private final String file;
  private final InputStream in;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
      .onMalformedInput(CodingErrorAction.REPORT)
      .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
  private long offset; // of the buffer's first byte in the content
  private long line = 1; // of the buffer's first byte
  private boolean ended; // the buffer holds the last bytes, or all up to a NUL
  private boolean nulFollows;
  private @Nullable IOException failure; // which is told when what came before it has been handed on

  Utf8Reader(String file, InputStream in) throws IOException {
    this.file = file;
    this.in = in;
    fill();
    if (bytes.remaining() >= 2 && (bytes.getShort(0) == (short) 0xfffe || bytes.getShort(0) == (short) 0xfeff)) {
      throw new DataException(file, "expected UTF-8, found UTF-16 (byte order mark at byte offset 0); save the file as"
          + " UTF-8");
    }
    if (bytes.remaining() >= 3 && bytes.get(0) == (byte) 0xef && bytes.get(1) == (byte) 0xbb
        && bytes.get(2) == (byte) 0xbf) {
      bytes.position(3);
    }
  }

  @Override
  public int read(char[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    CharBuffer out = CharBuffer.wrap(target, from, length);
    while (true) {
      CoderResult result = decoder.decode(bytes, out, ended && failure == null);
      if (result.isError()) {
        throw notUtf8();
      }
      if (out.position() > from) {
        return out.position() - from;
      }
      if (result.isOverflow()) {
        // A surrogate pair doesn't fit a target of one char; callers here read in thousands.
        throw new IOException("the target of " + length + " chars is too small for the next character");
      }
      if (failure != null) {
        throw failure;
      }
      if (ended) {
        if (nulFollows) {
          throw nul();
        }
        return -1;
      }
      fill();
    }
  }

  private void fill() throws IOException {
    offset += bytes.position();
    line += linesBefore(bytes.position());
    bytes.compact();
    int old = bytes.position();
    while (bytes.hasRemaining()) { // gzip delivers in small steps
      int n = -1;
      try {
        n = in.read(bytes.array(), bytes.position(), bytes.remaining());
      } catch (IOException e) {
        failure = e;
      }
      if (n < 0) {
        ended = true;
        break;
      }
      bytes.position(bytes.position() + n);
    }
    bytes.flip();
    for (int i = old; i < bytes.limit(); i++) {
      if (bytes.get(i) == 0) {
        bytes.limit(i);
        nulFollows = true;
        ended = true;
      }
    }
  }

  private long linesBefore(int position) {
    long lines = 0;
    for (int i = 0; i < position; i++) {
      if (bytes.get(i) == '\n') {
        lines++;
      }
    }
    return lines;
  }

  private DataException notUtf8() {
    int at = bytes.position();
    return new DataException(file, line + linesBefore(at), "expected UTF-8, found the byte 0x"
        + Integer.toHexString(bytes.get(at) & 0xff) + " at byte offset " + (offset + at)
        + "; save the file as UTF-8 (it may be Latin-1 or Windows-1252 now)");
  }

  private DataException nul() {
    int at = bytes.limit();
    return new DataException(file, line + linesBefore(at), "expected text, found a NUL byte at byte offset "
        + (offset + at) + "; this is a binary file, or text in UTF-16: save it as UTF-8");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
