package glassprop.nn.io;

import static glassprop.nn.io.Fixtures.error;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file of ours is an error, whatever the damage. */
class IntegrityTest {
  @TempDir Path folder;
  private byte[] file = {};

  @BeforeEach
  void write() throws IOException {
    Path path = folder.resolve("model");
    Safetensors.write(path, Fixtures.model(1), Map.of("arch", "[2,3,1]"));
    file = Files.readAllBytes(path);
    assertThat(Fixtures.read(file).metadata()).containsOnlyKeys("arch");
  }

  private byte[] edited(String from, String to) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(from);
    byte[] header = text.substring(8).replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    int data = 8 + 6 * 4 + 3;
    byte[] all = Fixtures.file(Arrays.copyOf(header, header.length - data));
    byte[] whole = Arrays.copyOf(all, all.length + data);
    System.arraycopy(header, header.length - data, whole, all.length, data);
    return whole;
  }

  private String digits() {
    return new String(file, StandardCharsets.ISO_8859_1).replaceFirst("(?s).*crc32c\":\"([0-9a-f]{8})\".*", "$1");
  }

  @Test
  void anyFlippedBitIsAnError() {
    assertThat(digits()).as("else no flip could make a capital of a digit").containsPattern("[a-f]");
    for (int bit = 0; bit < 8 * file.length; bit++) {
      byte[] damaged = file.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(error(() -> Fixtures.read(damaged))).startsWith("some.safetensors: ");
    }
  }

  @Test
  void anyTwoBytesExchangedAreAnError() {
    for (int i = 0; i + 1 < file.length; i++) {
      if (file[i] != file[i + 1]) {
        byte[] damaged = file.clone();
        damaged[i] = file[i + 1];
        damaged[i + 1] = file[i];
        assertThat(error(() -> Fixtures.read(damaged))).isNotEmpty();
      }
    }
  }

  @Test
  void cutAtAnyLengthIsAnError() {
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThat(error(() -> Fixtures.read(cut))).isNotEmpty();
    }
    assertThat(error(() -> Fixtures.read(Arrays.copyOf(file, file.length + 1)))).contains("appended");
  }

  @Test
  void damagedNumbersAreAChecksumError() {
    byte[] damaged = file.clone();
    damaged[file.length - 4] ^= 1;
    assertThat(error(() -> Fixtures.read(damaged))).contains("the checksum is ", " and should be '", "use a copy");
  }

  @Test
  void newerVersionIsAnErrorThatNamesBoth() {
    assertThat(error(() -> Fixtures.read(edited("format\":\"1\"", "format\":\"2\""))))
        .contains("format version '2'", "up to version 1", "newer Glassprop");
    assertThat(error(() -> Fixtures.read(edited("format\":\"1\"", "format\":\"" + "9".repeat(400) + "\""))))
        .contains("up to version 1");
    for (String wrong : new String[] {"", "0", "-1", "01", "1.0", "x"}) {
      assertThat(error(() -> Fixtures.read(edited("format\":\"1\"", "format\":\"" + wrong + "\""))))
          .contains("isn't a number");
    }
  }

  @Test
  void oneEntryWithoutTheOtherIsAnError() {
    assertThat(error(() -> Fixtures.read(edited("glassprop.format", "glassprop.Format"))))
        .contains("glassprop.format is missing");
    assertThat(error(() -> Fixtures.read(edited("glassprop.crc32c", "glassprop.crc32d"))))
        .contains("glassprop.crc32c is missing");
  }

  @Test
  void rewrittenHeaderIsAnErrorThatSaysWhatToDo() throws IOException {
    assertThat(error(() -> Fixtures.read(edited("\"glassprop.crc32c\":", "\"glassprop.crc32c\": "))))
        .contains("isn't as Glassprop writes it", "should leave out");
    assertThat(error(() -> Fixtures.read(edited("\"arch\":", "\"arch\": "))))
        .contains("the checksum is", "should leave out");
    byte[] without = edited(
        "\"glassprop.crc32c\":\"" + digits() + "\",\"glassprop.format\":\"1\"", "\"note\":\"mine\"");
    assertThat(Fixtures.read(without).metadata()).isEqualTo(Map.of("arch", "[2,3,1]", "note", "mine"));
  }

  @Test
  void namesThatLookLikeTheChecksumDoNotMislead() {
    Path path = folder.resolve("odd");
    Map<String, String> odd = Map.of("a\"glassprop.crc32c", "00000000", "A", "\"glassprop.crc32c\":\"00000000\"");
    Safetensors.write(path, Map.of(), odd);
    assertThat(Safetensors.read(path).metadata()).isEqualTo(odd);
  }
}
