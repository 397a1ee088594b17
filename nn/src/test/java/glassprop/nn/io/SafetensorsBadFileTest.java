package glassprop.nn.io;

import static glassprop.nn.io.Fixtures.error;
import static glassprop.nn.io.Fixtures.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are wrong, each in one way, and what the message says of it. */
@Timeout(60)
class SafetensorsBadFileTest {
  @TempDir Path folder;

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static String tensor(String name, String dtype, String shape, String offsets) {
    return String.format(Locale.ROOT, "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}", name, dtype, shape, offsets);
  }

  private static Arguments one(String what, String shape, String offsets, int data, String... expected) {
    return arguments(what, file("{" + tensor("w1", "F32", shape, offsets) + "}", new byte[data]), List.of(expected));
  }

  private static Arguments header(String what, String header, String... expected) {
    return arguments(what, file(header, new byte[4]), List.of(expected));
  }

  private static Arguments raw(String what, byte[] file, String... expected) {
    return arguments(what, file, List.of(expected));
  }

  static Stream<Arguments> lengths() {
    return Stream.of(
        raw("empty file", new byte[0], "the file has 0 bytes"),
        raw("7 bytes", new byte[7], "the file has 7 bytes"),
        raw("length 0", new byte[8], "a header of 0 bytes"),
        raw("length above the file", bytes("3c00000000000000"), "a header of 60 bytes", "more than the 0 that follow"),
        raw("length 100 MB + 1", bytes("01e1f50500000000 7b7d"), "100000001 bytes", "more than the 100000000 allowed"),
        raw("length 2^32", bytes("0000000001000000 7b7d"), "4294967296"),
        raw("length 0xff000000…", bytes("00000000000000ff 7b7d"), "18374686479671623680"),
        raw("length 2^63", bytes("0000000000000080 7b7d"), "9223372036854775808"),
        raw("length 2^64 − 1", bytes("ffffffffffffffff 7b7d"), "18446744073709551615"),
        raw("length 2^64 − 8: + 8 would be 0", bytes("f8ffffffffffffff 7b7d"), "18446744073709551608"),
        raw("Java object", serialized(), "isn't a safetensors file"),
        raw("zip, as of PyTorch", bytes("504b0304 14000000 0800"), "isn't a safetensors file"),
        raw("pickle", bytes("80 02 7d 71 00 28 58 01 00 00"), "isn't a safetensors file"));
  }

  private static byte[] serialized() {
    try {
      var out = new ByteArrayOutputStream();
      new ObjectOutputStream(out).writeObject(List.of("a class name"));
      return out.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<Arguments> headers() {
    String x = tensor("x", "F32", "[1]", "[0,4]");
    String deep = "[".repeat(100_000);
    return Stream.of(
        raw("not UTF-8", file(new byte[] {'{', '"', (byte) 0xff, '"', '}'}), "isn't UTF-8"),
        raw("overlong UTF-8", file(new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', '}'}), "isn't UTF-8"),
        raw("UTF-16", file("{}".getBytes(StandardCharsets.UTF_16LE)), "isn't JSON"),
        raw("byte order mark", file("\ufeff{}"), "begins with the byte 0xef"),
        header("leading space", " {" + x + "}", "begins with the byte 0x20"),
        header("leading newline", "\n{" + x + "}", "begins with the byte 0x0a"),
        header("a list", "[" + x + "]", "begins with the byte 0x5b"),
        header("not JSON", "{" + x, "isn't JSON"),
        header("a comment", "{/* */" + x + "}", "isn't JSON"),
        header("single quotes", "{'x':1}", "isn't JSON"),
        header("a comma too much", "{" + x + ",}", "isn't JSON"),
        header("text after the end", "{" + x + "} {}", "goes on after its end"),
        header("zeros after the end", "{" + x + "}\0\0", "isn't JSON"),
        header("a name of 1 MB twice",
            "{\"__metadata__\":{" + String.format(Locale.ROOT, "\"%s\":\"\",", "x".repeat(1_000_000)).repeat(2),
            "Duplicate", "…"),
        header("a name twice", "{" + x + "," + x + "}", "isn't JSON", "Duplicate", "x"),
        header("metadata twice", "{\"__metadata__\":{},\"__metadata__\":{}," + x + "}", "Duplicate", "__metadata__"),
        header("a metadata key twice", "{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}," + x + "}", "Duplicate"),
        header("dtype twice", "{\"x\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}", "Duplicate"),
        header("100 000 deep", "{\"x\":" + deep + "}", "entry 'x': expected an object"),
        header("100 000 deep in a shape", "{\"x\":{\"shape\":" + deep + "}}", "isn't JSON", "nesting depth"),
        header("100 000 deep in metadata", "{\"__metadata__\":{\"a\":" + deep + "}}",
            "metadata entry 'a': expected a string"),
        header("100 000 deep objects", "{\"x\":".repeat(100_000), "the entry 'x' is unknown"),
        header("metadata a number", "{\"__metadata__\":{\"a\":1}," + x + "}", "'a': expected a string, found '1'"),
        header("metadata null", "{\"__metadata__\":{\"a\":null}," + x + "}", "'a': expected a string, found 'null'"),
        header("metadata a list", "{\"__metadata__\":[]," + x + "}", "'__metadata__': expected an object"),
        header("half a surrogate pair in metadata", "{\"__metadata__\":{\"\":\"\\udc00\"}}", "surrogate"),
        header("half a surrogate pair at the end", "{\"__metadata__\":{\"\":\"\\ud800\"}}", "surrogate"),
        header("half a surrogate pair and a letter", "{\"__metadata__\":{\"\":\"\\ud800\\u0041\"}}", "surrogate"),
        header("half a surrogate pair", "{" + tensor("\\ud800", "F32", "[1]", "[0,4]") + "}", "surrogate"),
        header("a tensor that is a number", "{\"x\":1}", "'x': expected an object, found '1'"),
        header("no dtype", "{\"x\":{\"shape\":[1],\"data_offsets\":[0,4]}}", "'x'", "the dtype is missing"),
        header("no shape", "{\"x\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", "'x'", "the shape is missing"),
        header("no offsets", "{\"x\":{\"dtype\":\"F32\",\"shape\":[1]}}", "'x'", "some of the offsets are missing"),
        header("a fourth entry", "{\"x\":{\"class\":\"java.lang.Runtime\"}}", "the entry 'class' is unknown"),
        header("dtype a number", "{\"x\":{\"dtype\":32}}", "'x', dtype: expected a string"),
        header("unknown dtype", "{" + tensor("x", "F33", "[1]", "[0,4]") + "}", "'x'", "dtype 'F33'", "F32"),
        header("unread dtype", "{" + tensor("x", "U64", "[1]", "[0,8]") + "}", "'x'", "dtype 'U64'", "convert"),
        header("dtype in small letters", "{" + tensor("x", "f32", "[1]", "[0,4]") + "}", "dtype 'f32'"),
        header("an escape sequence in a name", "{\"\\u001b[2J\\n\":1}", "'\\u001b[2J\\u000a'"));
  }

  static Stream<Arguments> places() {
    return Stream.of(
        one("past the end", "[2]", "[0,8]", 7, "'w1'", "offsets 0 to 8",
            "only 7 bytes of data; the file is damaged or cut off"),
        one("2 bytes missing", "[2]", "[0,8]", 6, "'w1'", "only 6 bytes"),
        one("far past the end", "[1]", "[9223372036854775800,9223372036854775804]", 4, "'w1'", "only 4 bytes"),
        one("extra bytes", "[1]", "[0,4]", 5, "take 4 bytes", "5 bytes follow", "appended"),
        one("a hole in front", "[1]", "[4,8]", 8, "'w1'", "there is a hole"),
        one("reversed", "[1]", "[4,0]", 4, "'w1'", "end before they begin"),
        one("shape too small", "[1]", "[0,8]", 8, "'w1'", "F32 (1) takes 4 bytes"),
        one("shape too large", "[3]", "[0,8]", 8, "'w1'", "F32 (3) takes 12 bytes"),
        one("empty shape with data", "[0]", "[0,4]", 4, "'w1'", "takes 0 bytes"),
        one("scalar without data", "[]", "[0,0]", 0, "'w1'", "takes 4 bytes"),
        one("one offset", "[1]", "[0]", 4, "'w1'", "some of the offsets"),
        one("three offsets", "[1]", "[0,4,8]", 4, "'w1'", "more than 2 numbers"),
        one("negative offset", "[1]", "[-4,0]", 4, "'w1'", "'-4' is not between 0 and"),
        one("negative size", "[-1]", "[0,4]", 4, "'w1'", "'-1' is not between 0 and"),
        one("fractional size", "[1.0]", "[0,4]", 4, "'w1'", "expected whole numbers, found '1.0'"),
        one("a size in quotes", "[\"1\"]", "[0,4]", 4, "'w1'", "expected whole numbers"),
        one("offset 2^64 − 2", "[1]", "[0,18446744073709551614]", 4, "'w1'", "18446744073709551614"),
        one("size 2^64 − 2", "[2,18446744073709551614]", "[0,4]", 4, "'w1'", "18446744073709551614"),
        one("size of 900 digits", "[" + "9".repeat(900) + "]", "[0,4]", 4, "'w1'", "is not between 0 and"),
        one("size of 9000 digits", "[" + "9".repeat(9000) + "]", "[0,4]", 4, "isn't JSON"),
        one("size 2^31", "[0,2147483648]", "[0,0]", 0, "'w1'", "2147483648 is above"),
        one("2^32 elements: 0 as an int", "[65536,65536]", "[0,4]", 4, "'w1'", "4294967296 elements"),
        one("2^62 elements: 2^64 bytes", "[2147483639,2147483639]", "[0,4]", 4, "'w1'", "elements"),
        one("2^96 elements", "[2147483639,2147483639,2147483639,2147483639]", "[0,4]", 4, "'w1'", "above 2^63"),
        one("8 GB by the shape", "[2147483639]", "[0,4]", 4, "'w1'", "takes 8589934556 bytes"),
        one("65 axes", "[" + "1,".repeat(64) + "1]", "[0,4]", 4, "'w1'", "more than 64 numbers"),
        raw("overlap", file("{" + tensor("a", "F32", "[2]", "[0,8]") + "," + tensor("b", "F32", "[2]", "[4,12]") + "}",
            new byte[12]), "tensor 'b'", "two tensors overlap"),
        raw("the same place twice", file("{" + tensor("a", "F32", "[1]", "[0,4]") + ","
            + tensor("b", "F32", "[1]", "[0,4]") + "}", new byte[4]), "overlap"),
        raw("a hole", file("{" + tensor("a", "F32", "[1]", "[0,4]") + "," + tensor("b", "F32", "[1]", "[8,12]") + "}",
            new byte[12]), "tensor 'b'", "there is a hole"),
        raw("data without tensors", file("{}", new byte[4]), "take 0 bytes", "4 bytes follow"),
        raw("a truth value of 2", file("{" + tensor("mask", "BOOL", "[2]", "[0,2]") + "}", new byte[] {1, 2}),
            "tensor 'mask'", "a truth value is 0 or 1, and here is 2"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"lengths", "headers", "places"})
  void fileIsRefused(String what, byte[] content, List<String> expected) throws IOException {
    Path path = Files.write(folder.resolve("bad.safetensors"), content);
    assertThat(error(() -> Safetensors.read(path))).as(what)
        .startsWith(path + ": ").contains(expected).hasSizeLessThan(900).doesNotContain("StreamRead", "Feature");
  }

  @Test
  void shrinkingOrGrowingFileIsAnError() throws IOException {
    byte[] whole = file("{" + tensor("a", "F32", "[2]", "[0,8]") + "}", new byte[8]);
    for (int length = 0; length < whole.length; length++) {
      InputStream shrunk = new ByteArrayInputStream(Arrays.copyOf(whole, length));
      assertThat(error(() -> SafetensorsReader.read(Fixtures.SOMEWHERE, shrunk, whole.length))).contains("has shrunk");
    }
    InputStream grown = new ByteArrayInputStream(Arrays.copyOf(whole, whole.length + 1));
    assertThat(error(() -> SafetensorsReader.read(Fixtures.SOMEWHERE, grown, whole.length))).contains("has grown");
  }

  @Test
  void tensorsThatDoNotFitIntoTheHeapAreRefusedBeforeAnyIsAllocated() {
    long bytes = 2_000_000_000;
    List<Header.Entry> entries = Stream.iterate(0L, begin -> begin + bytes).limit(1000)
        .map(begin -> new Header.Entry("w" + begin, "U8", List.of(bytes), begin, begin + bytes)).toList();
    assertThat(error(() -> StoredTensor.checked(Fixtures.SOMEWHERE, entries, 1000 * bytes)))
        .contains("need " + 8000 * bytes + " bytes of memory", "-Xmx");
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // opening a pipe can't be interrupted
  void whatIsNoFileIsRefusedWithoutWaiting() throws Exception {
    assertThat(error(() -> Safetensors.read(folder))).isEqualTo(folder + ": this is a folder; name a file in it");
    Path none = folder.resolve("none");
    assertThat(error(() -> Safetensors.read(none))).contains("no such file; the working folder is");
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), none);
    assertThat(error(() -> Safetensors.read(dangling))).contains("leads nowhere");
    Path loop = folder.resolve("loop");
    Files.createSymbolicLink(loop, loop);
    assertThat(error(() -> Safetensors.read(loop))).contains("leads nowhere");
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThat(error(() -> Safetensors.read(pipe))).contains("pipe, socket or device");
    assertThat(error(() -> Safetensors.read(Path.of("/dev/zero")))).contains("pipe, socket or device");
  }

  @Test
  void linkToAFileIsFollowed() throws IOException {
    Path real = Files.write(folder.resolve("real"), file("{}"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    assertThat(Safetensors.read(link).tensors()).isEmpty();
  }
}
