package glassprop.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes, against files assembled by hand. */
class SafetensorsLayoutTest {
  @TempDir Path folder;

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static NdArray only(byte[] file) throws IOException {
    return Fixtures.read(file).tensors().values().iterator().next();
  }

  @Test
  void writtenFileIsAsAssembledByHand() throws IOException {
    Map<String, NdArray> tensors = Map.of(
        "b", NdArray.over(new float[] {1, -2}, Shape.of(2, 1)),
        "a", NdArray.over(new float[] {0.5f}, Shape.of(1)),
        "yes", NdArray.over(new boolean[] {true, false, true}, Shape.of(3)),
        "n", NdArray.over(new long[] {-2}, Shape.SCALAR),
        "é\"", NdArray.over(new double[] {1.5}, Shape.of(1)),
        "none", NdArray.over(new double[0], Shape.of(2, 0)));
    Path path = folder.resolve("model.safetensors");
    Safetensors.write(path, tensors, Map.of("z", "1", "about", "a 😀 \n"));
    // The checksum was computed with a bitwise CRC-32C in Python, of these bytes with eight zeros for digits.
    String header = "{\"__metadata__\":{\"about\":\"a 😀 \\n\",\"glassprop.crc32c\":\"9660305b\","
        + "\"glassprop.format\":\"1\",\"z\":\"1\"},"
        + "\"n\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
        + "\"none\":{\"dtype\":\"F64\",\"shape\":[2,0],\"data_offsets\":[8,8]},"
        + "\"é\\\"\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]},"
        + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[16,20]},"
        + "\"b\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[20,28]},"
        + "\"yes\":{\"dtype\":\"BOOL\",\"shape\":[3],\"data_offsets\":[28,31]}}    ";
    byte[] data = bytes("feffffffffffffff 000000000000f83f 0000003f 0000803f 000000c0 010001");
    assertThat(Files.readAllBytes(path)).isEqualTo(Fixtures.file(header, data));
  }

  @Test
  void sameContentMakesTheSameBytes() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    Safetensors.write(one, Fixtures.model(1), Map.of("a", "1", "b", "2", "c", "3"));
    Safetensors.Contents contents = Safetensors.read(one);
    Safetensors.write(two, contents.tensors(), contents.metadata());
    assertThat(two).hasSameBinaryContentAs(one);
  }

  static Stream<Arguments> narrowTypes() {
    return Stream.of(
        // 0x3c00 is 1, 0xc000 is −2, 0x0001 is 2⁻²⁴, the smallest, 0x7bff is 65504, the largest (IEEE 754 binary16)
        arguments("F16", "003c 00c0 0100 ff7b", List.of(1.0, -2.0, Math.scalb(1.0, -24), 65504.0)),
        // the upper half of binary32: 0x3f80 is 1, 0xc000 is −2, 0x0001 is 2⁻¹³³, 0x7f80 is infinity
        arguments("BF16", "803f 00c0 0100 807f", List.of(1.0, -2.0, Math.scalb(1.0, -133), Double.POSITIVE_INFINITY)),
        arguments("I32", "ffffffff 00000080 01000000", List.of(-1.0, -0x1p31, 1.0)),
        arguments("U32", "ffffffff 00000080 01000000", List.of(0x1p32 - 1, 0x1p31, 1.0)),
        arguments("I16", "ffff 0080 0100", List.of(-1.0, -32768.0, 1.0)),
        arguments("U16", "ffff 0080 0100", List.of(65535.0, 32768.0, 1.0)),
        arguments("I8", "ff 80 01", List.of(-1.0, -128.0, 1.0)),
        arguments("U8", "ff 80 01", List.of(255.0, 128.0, 1.0)),
        arguments("BOOL", "01 00 01", List.of(1.0, 0.0, 1.0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("narrowTypes")
  void narrowTypesAreWidenedExactly(String dtype, String hex, List<Double> expected) throws IOException {
    byte[] data = bytes(hex);
    NdArray array = only(Fixtures.file(String.format(Locale.ROOT,
        "{\"x\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[0,%d]}}",
        dtype, expected.size(), data.length), data));
    assertThat(array.dtype())
        .isEqualTo(dtype.endsWith("F16") ? DType.F32 : dtype.equals("BOOL") ? DType.BOOL : DType.I64);
    assertThat(array.toDoubles()).containsExactly(expected.toArray(new Double[0]));
  }

  @Test
  void validOdditiesAreRead() throws IOException {
    assertThat(Fixtures.read(Fixtures.file("{}")).tensors()).isEmpty();
    assertThat(Fixtures.read(Fixtures.file("{}      ")).metadata()).isEmpty();
    assertThat(Fixtures.read(Fixtures.file("{\"__metadata__\":{\"a\":\"\"}}")).metadata())
        .containsExactly(Map.entry("a", ""));
    assertThat(only(Fixtures.file("{\"\":{\"shape\":[2,0],\"data_offsets\":[0,0],\"dtype\":\"F32\"}}")).shape())
        .isEqualTo(Shape.of(2, 0));
    byte[] seven = bytes("0700000000000000");
    assertThat(only(Fixtures.file("{\"x\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}}", seven)).get())
        .isEqualTo(7);
    byte[] nan = bytes("efbea0ff"); // a signalling one, with its payload
    NdArray read = only(Fixtures.file("{\"x\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}", nan));
    assertThat(Float.floatToRawIntBits(read.floats()[0])).isEqualTo(0xffa0beef);
  }

  @Test
  void orderOfTheHeaderNeedNotBeThatOfTheData() throws IOException {
    Map<String, NdArray> tensors = Fixtures.read(Fixtures.file(
        "{\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]},"
            + "\"e\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[1,1]},"
            + "\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", bytes("0506"))).tensors();
    assertThat(tensors.keySet()).containsExactly("a", "b", "e");
    assertThat(tensors.values().stream().map(array -> array.size() == 0 ? 0 : array.longs()[0]))
        .containsExactly(5L, 6L, 0L);
  }
}
