package glassprop.nn.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What several tests of this package need. */
final class Fixtures {
  private Fixtures() {}

  /** The table that this text is read as. */
  static Table table(String csv) {
    try {
      Path file = Files.createTempFile("glassprop", ".csv");
      try {
        return Csv.read(Files.writeString(file, csv));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static int[] allRows(Table table) {
    return IntStream.range(0, table.rows()).toArray();
  }

  static DataException dataError(ThrowingCallable action) {
    DataException e = Assertions.catchThrowableOfType(DataException.class, action);
    Assertions.assertThat(e).as("a DataException").isNotNull();
    return e;
  }
}
