package glassprop.nn.data;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads IDX files, the format of MNIST: a magic number (two zero bytes, the type of the values, the number of
 * dimensions), each dimension as 32 bits big-endian, then the values. Unsigned bytes only; plain or gzipped.
 *
 * <p>A header is believed only as far as the file bears it out. Of a plain file the length is compared before anything
 * is allocated; of a gzipped one the body is read in small steps, so that memory grows with what really comes, and the
 * end must come, with the right checksum, where the header says.
 *
 * @see <a href="https://yann.lecun.org/exdb/mnist/">Y. LeCun, C. Cortes, C. Burges: The MNIST database</a>
 */
public final class Idx {
  private static final int IMAGES = 0x0803;
  private static final int LABELS = 0x0801;
  private static final double USABLE_HEAP = 0.6;

  private Idx() {}

  /** Whether the file starts as an IDX file does: two zero bytes, then a type and a number of dimensions. */
  public static boolean isIdx(Path path) {
    return isIdx(path, path.toString());
  }

  /**
   * Whether a file begins as an IDX file does.
   *
   * @param name what messages call the file
   * @throws DataException if it can't be read
   */
  public static boolean isIdx(Path path, String name) {
    DataFile file = DataFile.of(path, name, DataFile.EXPANSION);
    try (InputStream in = file.open()) {
      byte[] start = in.readNBytes(4);
      return start.length == 4 && start[0] == 0 && start[1] == 0 && start[2] != 0 && start[3] != 0;
    } catch (IOException e) {
      throw file.failed(e);
    }
  }

  /**
   * Reads images and their labels.
   *
   * @throws DataException if anything is wrong with either file, or their counts differ
   */
  public static Images read(Path images, Path labels) {
    Images unlabelled = readImages(images);
    Body body = readBody(DataFile.of(labels), LABELS);
    if (body.dimensions[0] != unlabelled.count()) {
      throw new DataException(labels.toString(), "expected a label for each of the "
          + Wording.count(unlabelled.count(), "image") + " in " + Wording.printable(images.toString()) + ", found "
          + Wording.count(body.dimensions[0], "label") + "; give the two files of one set");
    }
    return unlabelled.withLabels(body.values);
  }

  /**
   * Reads images without labels.
   *
   * @throws DataException if anything is wrong with the file
   */
  public static Images readImages(Path images) {
    Body body = readBody(DataFile.of(images), IMAGES);
    int[] d = body.dimensions;
    return new Images(images.toString(), d[0], d[1], d[2], body.values, new byte[0]);
  }

  private static final class Body {
    final int[] dimensions;
    final byte[] values;

    Body(int[] dimensions, byte[] values) {
      this.dimensions = dimensions;
      this.values = values;
    }
  }

  private static Body readBody(DataFile file, int magic) {
    try (InputStream in = file.open()) {
      long[] dimensions = readHeader(file, in, magic);
      int header = 4 + 4 * dimensions.length;
      int length = bodyLength(file, dimensions);
      if (!file.gzipped()) {
        requireLength(file, header + (long) length, Files.size(file.path()));
      }
      byte[] values = in.readNBytes(length); // in steps: allocates no more than comes
      if (values.length < length) {
        requireLength(file, header + (long) length, header + (long) values.length);
      }
      if (in.read() >= 0) { // reading to the end also has the checksum of gzip compared
        throw new DataException(file.name(), "expected " + (header + (long) length)
            + " bytes by the header, found more; the header or the end of the file is wrong: fetch it again");
      }
      return new Body(Arrays.stream(dimensions).mapToInt(Math::toIntExact).toArray(), values);
    } catch (IOException e) {
      throw file.failed(e);
    }
  }

  private static long[] readHeader(DataFile file, InputStream in, int magic) throws IOException {
    String wanted = magic == IMAGES ? "images (magic 0x00000803)" : "labels (magic 0x00000801)";
    byte[] start = readFully(file, in, 4, 4);
    int found = ByteBuffer.wrap(start).getInt();
    if (found != magic) {
      String what = switch (found) {
        case IMAGES -> "; these are images: are the two files swapped?";
        case LABELS -> "; these are labels: are the two files swapped?";
        default -> start[0] == 0 && start[1] == 0
            ? "; only unsigned bytes in " + (magic == IMAGES ? "three dimensions" : "one dimension") + " are read"
            : "; this isn't an IDX file";
      };
      throw new DataException(file.name(),
          "expected IDX " + wanted + ", found the magic " + String.format(Locale.ROOT, "0x%08x", found) + what);
    }
    int rank = magic & 0xff;
    ByteBuffer sizes = ByteBuffer.wrap(readFully(file, in, 4 * rank, 4 + 4 * rank));
    long[] dimensions = new long[rank];
    for (int i = 0; i < rank; i++) {
      dimensions[i] = Integer.toUnsignedLong(sizes.getInt());
      if (dimensions[i] == 0) {
        throw new DataException(file.name(), "the header gives the sizes " + sizes(dimensions)
            + ": there is nothing in this file");
      }
    }
    return dimensions;
  }

  private static byte[] readFully(DataFile file, InputStream in, int count, int headerLength) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new DataException(file.name(), "expected an IDX header of " + headerLength + " bytes, found only "
          + (headerLength - count + bytes.length) + "; the file is truncated: fetch it again");
    }
    return bytes;
  }

  private static int bodyLength(DataFile file, long[] dimensions) {
    BigInteger length = BigInteger.ONE;
    for (long d : dimensions) {
      length = length.multiply(BigInteger.valueOf(d));
    }
    long heap = (long) (USABLE_HEAP * Runtime.getRuntime().maxMemory());
    long most = Math.min(heap, Integer.MAX_VALUE - 16L);
    if (length.compareTo(BigInteger.valueOf(most)) > 0) {
      throw new DataException(file.name(), "the header gives the sizes " + sizes(dimensions) + ", " + length
          + " bytes, more than the " + most + " that can be held; the header is wrong, or Java needs a larger -Xmx");
    }
    return length.intValueExact();
  }

  private static void requireLength(DataFile file, long expected, long actual) {
    if (actual != expected) {
      throw new DataException(file.name(), "expected " + expected + " bytes by the header, found " + actual
          + (actual < expected ? "; the file is truncated" : "; the header or the end of the file is wrong")
          + ": fetch it again");
    }
  }

  private static String sizes(long[] dimensions) {
    StringBuilder out = new StringBuilder();
    for (long d : dimensions) {
      out.append(out.isEmpty() ? "" : " × ").append(d);
    }
    return out.toString();
  }
}
