package glassprop.nn.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Two metadata entries by which Glassprop knows its own files: the version of what is in them, and a checksum over the
 * whole file, header and data, in which the checksum's own eight digits count as zeros.
 *
 * <p>CRC-32C tells every change of up to 32 neighbouring bits, and all but one in 2³² of any others. The two entries
 * come together, since a damaged name would otherwise make a file look like one of another program, which has neither
 * and isn't checked. For the same reason the digits are compared as text: {@code a} and {@code A} differ in one bit.
 */
final class Integrity {
  /** The metadata entry with the version. */
  static final String FORMAT = "glassprop.format";
  /** The metadata entry with the checksum. */
  static final String CHECKSUM = "glassprop.crc32c";
  /** The newest version that can be read, and the one that is written. */
  static final int VERSION = 1;

  private static final int DIGITS = 8;
  private static final byte[] BEFORE_DIGITS = ("\"" + CHECKSUM + "\":\"").getBytes(StandardCharsets.US_ASCII);

  private final Path path;
  private final @Nullable String expected; // null in a file without a checksum
  private final CRC32C actual = new CRC32C();

  /**
   * Looks at the entries.
   *
   * @throws ModelFileException if the version is newer than this program, or one of the entries is missing or damaged
   */
  Integrity(Path path, Map<String, String> metadata) {
    this.path = path;
    this.expected = metadata.get(CHECKSUM);
    String format = metadata.get(FORMAT);
    if (format != null) {
      requireReadable(path, format);
    }
    if ((format == null) != (expected == null)) {
      throw new ModelFileException(path, "the metadata entry " + (format == null ? FORMAT : CHECKSUM)
          + " is missing; the file is damaged: use a copy");
    }
  }

  private static void requireReadable(Path path, String format) {
    if (!format.matches("[1-9][0-9]*")) {
      throw new ModelFileException(path, "the format version " + ModelFileException.shown(format)
          + " isn't a number; the file is damaged: use a copy");
    }
    String newest = Integer.toString(VERSION);
    if (!format.equals(newest)) {
      throw new ModelFileException(path, "the file has the format version " + ModelFileException.shown(format)
          + ", and this Glassprop reads up to version " + newest + "; use a newer Glassprop");
    }
  }

  /** Where in a header the checksum's digits begin. */
  static int digitsAt(Path path, byte[] header) {
    for (int at = 1; at + BEFORE_DIGITS.length + DIGITS < header.length; at++) {
      int digits = at + BEFORE_DIGITS.length;
      if (header[at - 1] != '\\' && Arrays.equals(header, at, digits, BEFORE_DIGITS, 0, BEFORE_DIGITS.length)
          && header[digits + DIGITS] == '"') {
        return digits;
      }
    }
    throw new ModelFileException(path, "the metadata entry " + CHECKSUM + " isn't as Glassprop writes it: the file is"
        + " damaged, or another program has rewritten it and should leave out " + CHECKSUM + " and " + FORMAT);
  }

  /** Takes the length and the header into account. */
  void header(byte[] length, byte[] header) {
    if (expected != null) {
      actual.update(length);
      int digits = digitsAt(path, header);
      byte[] blank = header.clone();
      Arrays.fill(blank, digits, digits + DIGITS, (byte) '0');
      actual.update(blank);
    }
  }

  /** Takes data into account. */
  void data(byte[] bytes, int length) {
    if (expected != null) {
      actual.update(bytes, 0, length);
    }
  }

  /**
   * Compares, after all of the file.
   *
   * @throws ModelFileException if the file isn't as it was written
   */
  void verify() {
    if (expected != null && !expected.equals(digits(actual))) {
      throw new ModelFileException(path, "the checksum is " + digits(actual) + " and should be "
          + ModelFileException.shown(expected) + ": the file is damaged, use a copy; or another program has rewritten"
          + " it and should leave out the metadata " + CHECKSUM + " and " + FORMAT);
    }
  }

  /** A checksum as it is written. */
  static String digits(CRC32C checksum) {
    return HexFormat.of().toHexDigits(checksum.getValue(), DIGITS);
  }
}
