package glassprop.nn.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The content of a gzip file of one member or more (RFC 1952). Every byte counts: what follows a member is another whole member, or an error.
 *
 * <p>The JDK's own stream takes a member whose header is damaged, and whatever comes after it, for the end of the file.
 */
final class GzipStream extends InputStream {
  /** A gzip file that unpacks to more than was allowed. */
  static final class ExpansionException extends IOException {
    private static final long serialVersionUID = 1;

    ExpansionException(int times) {
      super("the gzip data unpacks to more than " + times + " times its size, the limit against files that are made to fill"
          + " a memory; if that is right, allow more (--max-expansion)");
    }
  }

  private static final int BUFFER = 1 << 16;
  private static final long HARMLESS = 64L << 20; // bytes that are unpacked whatever the ratio
  private static final int MAGIC_1 = 0x1f;
  private static final int MAGIC_2 = 0x8b;
  private static final int DEFLATE = 8;
  private static final int HEADER_CHECKSUM = 1 << 1;
  private static final int EXTRA = 1 << 2;
  private static final int NAME = 1 << 3;
  private static final int COMMENT = 1 << 4;
  private static final int RESERVED = 0xe0;

  private final InputStream raw;
  private final int mostExpansion;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final CRC32 headerChecksum = new CRC32();
  private final byte[] packed = new byte[BUFFER];
  private int at; // of the next byte in packed, outside of a member's data
  private int end;
  private long packedBytes;
  private long unpackedBytes;
  private int members;
  private boolean inside; // a member's data
  private boolean ended;

  /**
   * A stream that unpacks another.
   *
   * @param mostExpansion how many times its own size the content may have
   */
  GzipStream(InputStream raw, int mostExpansion) {
    this.raw = raw;
    this.mostExpansion = mostExpansion;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] out, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      if (!inside && !beginMember()) {
        ended = true;
      } else {
        int n = inflate(out, from, length);
        if (n > 0) {
          return n;
        }
      }
    }
    return -1;
  }

  /** Unpacks some bytes; 0 at the end of a member. */
  private int inflate(byte[] out, int from, int length) throws IOException {
    try {
      while (true) {
        int n = inflater.inflate(out, from, length);
        if (n > 0) {
          checksum.update(out, from, n);
          unpackedBytes += n;
          if (unpackedBytes > HARMLESS && unpackedBytes / mostExpansion > packedBytes) {
            throw new ExpansionException(mostExpansion);
          }
          return n;
        }
        if (inflater.finished()) {
          endMember();
          return 0;
        }
        if (inflater.needsDictionary()) {
          throw new ZipException("a preset dictionary is asked for");
        }
        if (!fill()) {
          throw new EOFException();
        }
        inflater.setInput(packed, at, end - at);
        at = end;
      }
    } catch (DataFormatException e) {
      throw new ZipException(e.getMessage() == null ? "the compressed data make no sense" : e.getMessage());
    }
  }

  /** Reads the header of a member; false at the end of the file. */
  private boolean beginMember() throws IOException {
    if (at == end && !fill()) {
      if (members == 0) {
        throw new EOFException();
      }
      return false;
    }
    long start = packedBytes - (end - at);
    headerChecksum.reset();
    if (next() != MAGIC_1 || next() != MAGIC_2) {
      throw new ZipException("no gzip member begins at byte " + start
          + (members == 0 ? "" : ", where member " + members + " of the file has ended"));
    }
    int method = next();
    int flags = next();
    if (method != DEFLATE || (flags & RESERVED) != 0) {
      throw new ZipException("the header at byte " + start + " asks for what gzip does not know");
    }
    skip(6); // time, flags of the packer, operating system
    if ((flags & EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    skipText(flags & NAME);
    skipText(flags & COMMENT);
    if ((flags & HEADER_CHECKSUM) != 0) {
      int expected = (int) headerChecksum.getValue() & 0xffff;
      if ((next() | next() << 8) != expected) {
        throw new ZipException("the header at byte " + start + " does not fit its checksum");
      }
    }
    inflater.reset();
    inflater.setInput(packed, at, end - at);
    at = end;
    checksum.reset();
    inside = true;
    members++;
    return true;
  }

  /** Compares the checksum and the length at the end of a member. */
  private void endMember() throws IOException {
    at = end - inflater.getRemaining();
    long crc = nextInt();
    long length = nextInt();
    if (crc != checksum.getValue() || length != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("the content of member " + members + " does not fit its checksum");
    }
    inside = false;
  }

  private long nextInt() throws IOException {
    return next() | next() << 8 | next() << 16 | (long) next() << 24;
  }

  private void skipText(int present) throws IOException {
    if (present != 0) {
      while (next() != 0) {
        // a text ends with a zero
      }
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private int next() throws IOException {
    if (at == end && !fill()) {
      throw new EOFException();
    }
    int b = packed[at++] & 0xff;
    headerChecksum.update(b);
    return b;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, raw.read(packed, 0, packed.length));
    packedBytes += end;
    return end > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    raw.close();
  }
}
