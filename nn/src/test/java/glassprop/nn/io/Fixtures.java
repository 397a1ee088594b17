package glassprop.nn.io;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import tools.jackson.core.JsonParser;

/** What several tests of this package need. */
final class Fixtures {
  static final Path SOMEWHERE = Path.of("some.safetensors");

  private Fixtures() {}

  /** A small model; {@code seed} tells one from another. */
  static Map<String, NdArray> model(int seed) {
    return Map.of(
        "w", NdArray.over(new float[] {seed, 2, 3, 4, 5, 6}, Shape.of(2, 3)),
        "mask", NdArray.over(new boolean[] {true, false, seed % 2 == 0}, Shape.of(3)),
        "step", NdArray.over(new long[] {seed}, Shape.SCALAR));
  }

  /** The bytes of a file: the header's length, the header, the data. */
  static byte[] file(byte[] header, byte... data) {
    return ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length).put(header).put(data).array();
  }

  static byte[] file(String header, byte... data) {
    return file(header.getBytes(StandardCharsets.UTF_8), data);
  }

  /** Reads a file that is in memory. */
  static Safetensors.Contents read(byte[] file) throws IOException {
    return SafetensorsReader.read(SOMEWHERE, new ByteArrayInputStream(file), file.length);
  }

  /** The message of the error, which there must be, in one line. */
  static String error(ThrowingCallable action) {
    ModelFileException e = Assertions.catchThrowableOfType(ModelFileException.class, action);
    assertThat(e).as("a ModelFileException").isNotNull();
    String message = String.valueOf(e.getMessage());
    assertThat(message).doesNotContain("\n").contains(": ");
    return message;
  }

  /** The names in a folder. */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  /** Starts the main method of a class of this package in a Java process of its own. */
  static Process java(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m",
        "-cp", Stream.of(Safetensors.class, NdArray.class, JsonParser.class, main).map(Fixtures::root).distinct()
            .collect(Collectors.joining(System.getProperty("path.separator"))),
        main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** The folder or archive that a class came from, also where it was patched into a module. */
  private static String root(Class<?> type) {
    String name = type.getName().replace('.', '/') + ".class";
    String at = Objects.requireNonNull(type.getClassLoader()).getResource(name).toString();
    String root = at.startsWith("jar:") ? at.substring("jar:".length(), at.indexOf("!/"))
        : at.substring(0, at.length() - name.length());
    return Path.of(URI.create(root)).toString();
  }
}
