package glassprop.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IdxTest {
  @TempDir Path folder;

  private static byte[] idx(int magic, int[] sizes, int... values) {
    ByteBuffer out = ByteBuffer.allocate(4 + 4 * sizes.length + values.length).putInt(magic);
    IntStream.of(sizes).forEach(out::putInt);
    IntStream.of(values).forEach(v -> out.put((byte) v));
    return out.array();
  }

  private static byte[] images() {
    return idx(0x803, new int[] {3, 1, 2}, 0, 255, 128, 1, 2, 3);
  }

  private static byte[] labels() {
    return idx(0x801, new int[] {3}, 7, 0, 255);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private DataException error(byte[] images, byte[] labels) throws IOException {
    Path i = file("images", images);
    Path l = file("labels", labels);
    DataException e = catchThrowableOfType(DataException.class, () -> Idx.read(i, l));
    assertThat(e).as("an error").isNotNull();
    return e;
  }

  @Test
  void imagesAndLabelsAreReadPlainAndGzipped() throws IOException {
    for (boolean zipped : new boolean[] {false, true}) {
      Path images = file("i", zipped ? gzip(images()) : images());
      Images read = Idx.read(images, file("l", zipped ? gzip(labels()) : labels()));
      assertThat(read.count()).isEqualTo(3);
      assertThat(read.rows()).isEqualTo(1);
      assertThat(read.columns()).isEqualTo(2);
      assertThat(read.pixelAt(0, 0, 1)).isEqualTo(255);
      assertThat(read.pixelAt(1, 0, 0)).isEqualTo(128);
      assertThat(IntStream.range(0, 3).map(read::labelAt)).containsExactly(7, 0, 255);
      assertThat(read.classes().names()).containsExactly("0", "7", "255");
      assertThat(read.classes().encode(read)).containsExactly(1, 0, 2);
    }
  }

  @Test
  void everyCutOfAPlainFileIsAnErrorWithBothLengths() throws IOException {
    byte[] whole = images();
    for (int length = 0; length < whole.length; length++) {
      DataException e = error(Arrays.copyOf(whole, length), labels());
      String expected = length < 4 ? "header of 4 bytes" : length < 16 ? "header of 16 bytes" : "expected 22 bytes";
      assertThat(e).hasMessageContaining(expected).hasMessageContaining("found").hasMessageContaining("" + length);
    }
    byte[] wholeLabels = labels();
    for (int length = 0; length < wholeLabels.length; length++) {
      assertThat(error(images(), Arrays.copyOf(wholeLabels, length)).file()).endsWith("labels");
    }
  }

  @Test
  void everyCutOfAGzippedFileIsAnError() throws IOException {
    byte[] whole = gzip(images());
    for (int length = 0; length < whole.length; length++) {
      assertThat(error(Arrays.copyOf(whole, length), labels())).hasMessageContaining("truncated");
    }
  }

  @Test
  void everyCutInsideGzipIsAnErrorWithBothLengths() throws IOException {
    byte[] whole = images();
    for (int length = 16; length < whole.length; length++) {
      assertThat(error(gzip(Arrays.copyOf(whole, length)), labels()))
          .hasMessageContaining("expected 22 bytes by the header, found " + length);
    }
  }

  @Test
  void aWrongChecksumOfGzipIsAnError() throws IOException {
    byte[] damaged = gzip(images());
    damaged[damaged.length - 8] ^= 1;
    assertThat(error(damaged, labels())).hasMessageContaining("damaged");
  }

  @Test
  void trailingBytesAreAnError() throws IOException {
    byte[] longer = Arrays.copyOf(images(), 25);
    assertThat(error(longer, labels())).hasMessageContaining("expected 22 bytes by the header, found 25");
    assertThat(error(gzip(longer), labels())).hasMessageContaining("expected 22 bytes by the header, found more");
  }

  @Test
  void aHeaderIsNotBelievedBeyondTheFile() throws IOException {
    int[][] lies = {{Integer.MAX_VALUE, 1, 1}, {-1, -1, -1}, {1 << 16, 1 << 8, 1 << 8}, {400_000, 28, 28}, {4, 1, 2}};
    for (int[] lie : lies) {
      byte[] lying = idx(0x803, lie, 1, 2, 3);
      long before = allocated();
      error(lying, labels());
      error(gzip(lying), labels());
      assertThat(allocated() - before).as("bytes allocated for a file of 19").isLessThan(8 << 20);
    }
    assertThat(error(idx(0x803, new int[] {-1, -1, -1}), labels()))
        .hasMessageContaining("4294967295 × 4294967295 × 4294967295, 79228162458924105385300197375 bytes");
    assertThat(error(idx(0x803, new int[] {0, 28, 28}), labels())).hasMessageContaining("there is nothing");
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  @Test
  void wrongMagicNumbersSayWhatTheFileMayBe() throws IOException {
    assertThat(error(labels(), images())).hasMessageContaining("expected IDX images (magic 0x00000803)")
        .hasMessageContaining("found the magic 0x00000801; these are labels: are the two files swapped?");
    assertThat(error(images(), images())).hasMessageContaining("these are images");
    assertThat(error(idx(0x0d03, new int[] {1, 1, 1}), labels())).hasMessageContaining("only unsigned bytes");
    assertThat(error("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), labels()))
        .hasMessageContaining("this isn't an IDX file");
    assertThat(error(gzip(gzip(images())), labels())).hasMessageContaining("this isn't an IDX file");
  }

  @Test
  void countsMustAgree() throws IOException {
    assertThat(error(images(), idx(0x801, new int[] {2}, 0, 1)))
        .hasMessageContaining("expected a label for each of the 3 images").hasMessageContaining("found 2 labels");
  }

  @Test
  void imagesWithoutLabelsOrWithOneClassCannotBeLearnt() throws IOException {
    Images unlabelled = Idx.readImages(file("i", images()));
    assertThat(unlabelled.labelled()).isFalse();
    assertThat(catchThrowableOfType(DataException.class, unlabelled::classes)).hasMessageContaining("no labels");
    Images same = Idx.read(file("i", images()), file("l", idx(0x801, new int[] {3}, 5, 5, 5)));
    assertThat(catchThrowableOfType(DataException.class, same::classes)).hasMessageContaining("found only '5'");
  }

  @Test
  void idxIsKnownByItsFirstBytes() throws IOException {
    assertThat(Idx.isIdx(file("i", images()))).isTrue();
    assertThat(Idx.isIdx(file("i", gzip(labels())))).isTrue();
    assertThat(Idx.isIdx(file("c", "a,b\n".getBytes(StandardCharsets.UTF_8)))).isFalse();
    assertThat(Idx.isIdx(file("e", new byte[0]))).isFalse();
  }

  @Test
  void pixelsAreEncodedFromZeroToOneInTheOrderAsked() throws IOException {
    Images read = Idx.read(file("i", images()), file("l", labels()));
    ImageEncoder encoder = ImageEncoder.of(read);
    assertThat(encoder.encode(read, new int[] {1, 0})).containsExactly(128 / 255.0, 1 / 255.0, 0, 1);
    assertThat(encoder.encodeFloats(read, new int[] {0})).containsExactly(0, 1);
    assertThat(encoder.inputNames()).containsExactly("pixel 0,0", "pixel 0,1");
    Images other = Idx.readImages(file("o", idx(0x803, new int[] {1, 2, 2}, 1, 2, 3, 4)));
    assertThat(catchThrowableOfType(DataException.class, () -> encoder.encode(other, new int[] {0})))
        .hasMessageContaining("expected images of 1 × 2 pixels, as in training, found 2 × 2");
  }
}
