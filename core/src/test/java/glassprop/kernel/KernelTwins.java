package glassprop.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the float64 loops from the float32 ones, by textual replacement.
 *
 * <p>A vector type generic over both would be one source, but it takes the products from the speed of the machine to a
 * fortieth of it. So there are two, of which people edit only the float32 one. Run {@code main} from the directory
 * {@code core} afterwards.
 */
final class KernelTwins {
  static final Path SOURCES = Path.of("src/main/java/glassprop/kernel");

  /** The float32 sources that have a generated twin. */
  static final List<String> FLOAT_SOURCES = List.of(
      "FloatUnaryLoops.java",
      "FloatBinaryLoops.java",
      "FloatLoops.java",
      "FloatPlanes.java",
      "FloatKernels.java",
      "FloatScalarKernels.java",
      "vector/FloatVectorKernels.java",
      "vector/FloatUnary.java",
      "vector/FloatElementary.java",
      "vector/FloatBinary.java",
      "vector/FloatPullback.java",
      "vector/FloatReductions.java",
      "vector/FloatSoftmax.java",
      "vector/FloatDots.java",
      "vector/FloatProduct.java",
      "vector/FloatFinish.java",
      "vector/FloatPacking.java",
      "vector/FloatTiles.java",
      "vector/FloatTallTiles.java");

  private KernelTwins() {}

  /** Rewrites every twin under the given source root, or the default one. */
  public static void main(String[] arguments) throws IOException {
    Path root = arguments.length > 0 ? Path.of(arguments[0]) : SOURCES;
    for (String source : FLOAT_SOURCES) {
      Files.writeString(root.resolve(twinName(source)), twinOf(Files.readString(root.resolve(source))));
    }
  }

  static String twinName(String floatSource) {
    return floatSource.replace("Float", "Double");
  }

  static String twinOf(String floatSource) {
    return "// Generated from " + "the float32 twin by KernelTwins; edit that one.\n"
        + floatSource
            .replace("(float) ", "")
            .replaceAll("float(?!32|64)", "double")
            .replace("float32", "float64")
            .replace("Float", "Double")
            .replace("Ints", "Longs")
            .replace("IntVector", "LongVector")
            .replace("RawIntBits", "RawLongBits")
            .replace("Integer.", "Long.")
            .replaceAll("\\b(\\d+\\.\\d+)f\\b", "$1");
  }
}
