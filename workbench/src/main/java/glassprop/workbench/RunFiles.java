package glassprop.workbench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of a run, and what ties its record to its model: the record holds the SHA-256 of the model's file. The two are renamed into place one after the other,
 * and a process that is killed in between leaves the model of one run beside the record of another.
 */
public final class RunFiles {
  /** The model's file. */
  public static final String MODEL = "model.safetensors";

  /** The file of the record. */
  public static final String RECORD = "run.json";

  /** The field of the record that ties it to the model. */
  public static final String TIE = "modelSha256";

  private static final int BUFFER = 1 << 16;

  private RunFiles() {}

  /** The SHA-256 of a file, in hexadecimal digits. */
  public static String checksum(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** What is wrong with the record beside a model, if there is one: it can't be read, or is of another run. */
  public static Optional<String> doubt(Path model) {
    Path record = model.resolveSibling(RECORD);
    if (!model.endsWith(MODEL) || !Files.isRegularFile(record)) {
      return Optional.empty();
    }
    try {
      JsonNode tie = JsonMapper.shared().readTree(Files.readAllBytes(record)).get(TIE);
      if (tie == null || tie.asString("").equals(checksum(model))) {
        return Optional.empty(); // records of earlier versions have none
      }
      return Optional.of(record + " is of another run than the model beside it, so its figures are not this model's: the run that saved the"
          + " model ended before its record; train again to have both");
    } catch (IOException | JacksonException e) {
      return Optional.of(record + ", the record of the run, can't be read, so that nothing tells whether it belongs to this model");
    }
  }
}
