package glassprop.nn.io;

import static glassprop.nn.io.Fixtures.error;
import static org.assertj.core.api.Assertions.assertThat;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is what is read, bit for bit. */
class SafetensorsRoundTripTest {
  private static final String LETTERS = "aZ.09_/\\\"'{}:,\u0000\n\u001f\u007fé€ 𝒙😀\u202e";

  private static final List<DType> DTYPES = List.of(DType.values());

  @TempDir Path folder;

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static String text(RandomGenerator random) {
    int[] letters = LETTERS.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return text.toString();
  }

  /** Any type, shape and bits; often a view with gaps. */
  private static NdArray array(RandomGenerator random) {
    int[] sizes = new int[random.nextInt(4)];
    Arrays.setAll(sizes, _ -> random.nextInt(5));
    Shape shape = Shape.of(sizes);
    int n = shape.size();
    NdArray array = switch (DTYPES.get(random.nextInt(DTYPES.size()))) {
      case F32 -> {
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
          numbers[i] = Float.intBitsToFloat(random.nextInt());
        }
        yield NdArray.over(numbers, shape);
      }
      case F64 -> NdArray.over(random.longs(n).mapToDouble(Double::longBitsToDouble).toArray(), shape);
      case I64 -> NdArray.over(random.longs(n).toArray(), shape);
      case BOOL -> {
        boolean[] values = new boolean[n];
        for (int i = 0; i < n; i++) {
          values[i] = random.nextBoolean();
        }
        yield NdArray.over(values, shape);
      }
    };
    if (shape.rank() == 0) {
      return array;
    }
    int axis = random.nextInt(shape.rank());
    return switch (random.nextInt(4)) {
      case 0 -> array.slice(axis, 0, (shape.get(axis) + 1) / 2, 2);
      case 1 -> array.slice(axis, Math.min(1, shape.get(axis)), Math.max(0, shape.get(axis) - 1), 1);
      case 2 -> shape.rank() == 2 ? array.permute(1, 0) : array;
      default -> array;
    };
  }

  private static String bits(NdArray array) {
    NdArray copy = array.copy();
    return array.type() + " " + switch (array.dtype()) {
      case F32 -> {
        int[] bits = new int[copy.size()];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(copy.floats()[i]));
        yield Arrays.toString(bits);
      }
      case F64 -> Arrays.toString(Arrays.stream(copy.doubles()).mapToLong(Double::doubleToRawLongBits).toArray());
      case I64 -> Arrays.toString(copy.longs());
      case BOOL -> Arrays.toString(copy.booleans());
    };
  }

  private static Map<String, String> bits(Map<String, NdArray> tensors) {
    Map<String, String> bits = new HashMap<>();
    tensors.forEach((name, array) -> bits.put(name, bits(array)));
    return bits;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyContentComesBackBitForBit(long seed) {
    RandomGenerator random = random(seed);
    for (int i = 0; i < 100; i++) {
      Map<String, NdArray> tensors = new HashMap<>();
      Map<String, String> metadata = new HashMap<>();
      for (int k = random.nextInt(6); k > 0; k--) {
        tensors.put(text(random), array(random));
        metadata.put(text(random), text(random) + text(random));
      }
      Path path = folder.resolve("model-" + i);
      Safetensors.write(path, tensors, metadata);
      Safetensors.Contents contents = Safetensors.read(path);
      assertThat(contents.metadata()).isEqualTo(metadata);
      assertThat(bits(contents.tensors())).isEqualTo(bits(tensors));
    }
  }

  @Test
  void arraysLargerThanTheBufferComeBack() {
    RandomGenerator random = random(4);
    boolean[] mask = new boolean[600_001];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = random.nextBoolean();
    }
    Map<String, NdArray> tensors = Map.of(
        "mask", NdArray.over(mask, Shape.of(mask.length)),
        "w", NdArray.over(random.doubles(70_003).toArray(), Shape.of(70_003)),
        "ones", NdArray.full(new TensorType(Shape.of(300, 1000), DType.F32), 1)); // a view of one number
    Safetensors.write(folder.resolve("model"), tensors, Map.of());
    assertThat(bits(Safetensors.read(folder.resolve("model")).tensors())).isEqualTo(bits(tensors));
  }

  @Test
  void arrayThatChangesWhileSavedIsAnErrorAndTheOldFileStays() throws IOException {
    Path path = folder.resolve("model");
    Safetensors.write(path, Fixtures.model(1), Map.of());
    byte[] old = Files.readAllBytes(path);
    float[] w = {1, 2};
    var content = new SafetensorsContent(path, Map.of("w", NdArray.over(w, Shape.of(2))), Map.of());
    assertThat(error(() -> AtomicFile.write(path, new AtomicFile.Content() {
      @Override
      public long bytes() {
        return content.bytes();
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        content.writeTo(new OutputStream() { // after the first pass, at the first byte of the second
          @Override
          public void write(int b) throws IOException {
            w[1] = 3;
            out.write(b);
          }
        });
      }
    }))).contains("was changed while it was being saved");
    assertThat(path).hasBinaryContent(old);
  }

  @Test
  void whatTheFormatCantHoldIsRefusedBeforeAnythingIsWritten() {
    Path path = folder.resolve("model");
    NdArray one = NdArray.over(new float[] {1}, Shape.SCALAR);
    assertThat(error(() -> Safetensors.write(path, Map.of("__metadata__", one), Map.of()))).contains("can't be called");
    NdArray deep = NdArray.over(new float[] {1}, Shape.of(Collections.nCopies(65, 1)));
    assertThat(error(() -> Safetensors.write(path, Map.of("x", deep), Map.of()))).contains("65 axes; at most 64");
    assertThat(error(() -> Safetensors.write(path, Map.of("a\ud800", one), Map.of()))).contains("surrogate");
    assertThat(error(() -> Safetensors.write(path, Map.of(), Map.of("a", "\udc00")))).contains("surrogate");
    assertThat(error(() -> Safetensors.write(path, Map.of(), Map.of("glassprop.format", "1"))))
        .contains("can't be given");
    assertThat(error(() -> Safetensors.write(path, Map.of(), Map.of("a", "x".repeat(100_000_001)))))
        .contains("100000000");
    assertThat(path).doesNotExist();
  }
}
