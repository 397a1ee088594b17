package glassprop.nn.model;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.nn.Mlp;
import glassprop.nn.data.Encoder;
import glassprop.nn.form.FormException;
import glassprop.nn.form.JsonForm;
import glassprop.nn.form.LayerKinds;
import glassprop.nn.io.Safetensors;
import glassprop.nn.network.Architecture;
import glassprop.nn.network.Network;
import glassprop.nn.network.NetworkException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model as a safetensors file: parameters and buffers as tensors under their paths, the rest as JSON among the metadata.
 *
 * <p>What a file says is believed only as far as it fits together: the shapes that the architecture asks for are
 * compared with those that came before a network of that size is made. Files of version 2, which had perceptrons alone, are read too.
 */
final class ModelFile {
  private static final String VERSION_KEY = "glassprop.model";
  private static final String VERSION = "3";
  private static final String NETWORK = "glassprop.network";
  private static final String ENCODER = "glassprop.encoder";
  private static final String FACTS = "glassprop.facts";

  private static final JsonMapper JSON = JsonMapper.builder()
      .enable(
          DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
          DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
          DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
      .build();

  private ModelFile() {}

  static void write(Model model, Path file, LayerKinds kinds) {
    Map<String, NdArray> tensors = new TreeMap<>();
    model.network().state().forEach((path, tensor) -> tensors.put(path, tensor.array()));
    Map<String, String> metadata = new TreeMap<>();
    metadata.put(VERSION_KEY, VERSION);
    metadata.put(NETWORK, written(model.network().architecture(), kinds, file));
    metadata.put(ENCODER, JSON.writerFor(Encoder.class).writeValueAsString(model.encoder()));
    metadata.put(FACTS, JSON.writeValueAsString(model.facts()));
    Safetensors.write(file, tensors, metadata);
  }

  private static String written(Architecture architecture, LayerKinds kinds, Path file) {
    try {
      return new JsonForm(kinds).write(architecture);
    } catch (FormException e) {
      throw new ModelException(file, "not saved, since it could not be read again: " + e.getMessage());
    }
  }

  static Model read(Path file, LayerKinds kinds) {
    Safetensors.Contents contents = Safetensors.read(file);
    Network network = requireVersion(file, contents).equals(VERSION) ? network(file, contents, kinds) : perceptron(file, contents);
    Encoder encoder = part(file, contents, ENCODER, new TypeReference<>() {});
    Map<String, String> facts = part(file, contents, FACTS, new TypeReference<>() {});
    try {
      return new Model(network, encoder, facts);
    } catch (ModelException e) {
      throw new ModelException(file, "the parts of this model don't belong together: " + e.getMessage());
    }
  }

  private static Network network(Path file, Safetensors.Contents contents, LayerKinds kinds) {
    try {
      return new JsonForm(kinds).read(text(file, contents, NETWORK)).with(contents.tensors());
    } catch (FormException e) {
      throw new ModelException(file, NETWORK + " among the metadata can't be read: " + shortened(String.valueOf(e.getMessage())));
    } catch (NetworkException e) {
      throw new ModelException(file, String.valueOf(e.getMessage()));
    }
  }

  private static Network perceptron(Path file, Safetensors.Contents contents) {
    Mlp shape = part(file, contents, NETWORK, new TypeReference<>() {});
    try {
      return shape.architecture(DType.F32).with(VersionTwo.renamed(shape, contents.tensors()));
    } catch (NetworkException e) {
      throw new ModelException(file, String.valueOf(e.getMessage()));
    }
  }

  private static String requireVersion(Path file, Safetensors.Contents contents) {
    String version = contents.metadata().get(VERSION_KEY);
    if (version == null) {
      throw new ModelException(file, "these tensors are no Glassprop model: its preprocessing and architecture aren't"
          + " among the metadata; give a model.safetensors that glassprop train saved");
    }
    if (!version.equals(VERSION) && !version.equals(VersionTwo.VERSION)) {
      throw new ModelException(file, "expected a model of version " + VERSION + " or " + VersionTwo.VERSION + ", found version " + shortened(version)
          + "; use the Glassprop that saved it, or train again");
    }
    return version;
  }

  private static String text(Path file, Safetensors.Contents contents, String key) {
    String json = contents.metadata().get(key);
    if (json == null) {
      throw new ModelException(file, "the metadata lack " + key + "; the file is incomplete: train again");
    }
    return json;
  }

  private static <T> T part(Path file, Safetensors.Contents contents, String key, TypeReference<T> type) {
    String json = text(file, contents, key);
    T value;
    try {
      value = JSON.readValue(json, type);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new ModelException(file, key + " among the metadata can't be read: " + shortened(reason(e)));
    }
    if (value == null) { // the JSON text null
      throw new ModelException(file, key + " among the metadata is null; the file is incomplete: train again");
    }
    return value;
  }

  private static String reason(RuntimeException e) {
    return switch (e) {
      case JacksonException j -> j.getOriginalMessage() + " (line " + j.getLocation().getLineNr() + ", column "
          + j.getLocation().getColumnNr() + ")";
      default -> String.valueOf(e.getMessage());
    };
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s*\\R\\s*", " ");
    return line.length() <= 200 ? line : line.substring(0, 199) + "…";
  }
}
