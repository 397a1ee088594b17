package glassprop.nn.model;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.nn.Mlp;
import glassprop.nn.Sequential;
import glassprop.nn.data.Encoder;
import glassprop.nn.io.Safetensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model as a safetensors file: parameters and buffers as tensors under their labels, the rest as JSON among the metadata.
 *
 * <p>What a file says is believed only as far as it fits together: the shapes that the architecture asks for are
 * compared with those that came before a network of that size is made.
 */
final class ModelFile {
  private static final String VERSION_KEY = "glassprop.model";
  private static final String VERSION = "2";
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

  static void write(Model model, Path file) {
    Map<String, NdArray> tensors = new TreeMap<>();
    for (Tensor part : model.network().state()) {
      tensors.put(part.label(), part.array());
    }
    Map<String, String> metadata = new TreeMap<>();
    metadata.put(VERSION_KEY, VERSION);
    metadata.put(NETWORK, JSON.writeValueAsString(model.architecture()));
    metadata.put(ENCODER, JSON.writerFor(Encoder.class).writeValueAsString(model.encoder()));
    metadata.put(FACTS, JSON.writeValueAsString(model.facts()));
    Safetensors.write(file, tensors, metadata);
  }

  static Model read(Path file) {
    Safetensors.Contents contents = Safetensors.read(file);
    requireVersion(file, contents);
    Mlp architecture = part(file, contents, NETWORK, new TypeReference<>() {});
    Encoder encoder = part(file, contents, ENCODER, new TypeReference<>() {});
    Map<String, String> facts = part(file, contents, FACTS, new TypeReference<>() {});
    requireTensors(file, architecture, contents.tensors());
    Sequential network = architecture.network(DType.F32, RandomGenerator.of("L64X128MixRandom"));
    for (Tensor part : network.state()) {
      part.updateInPlace(array -> array.copyFrom(tensor(contents, part.label())));
    }
    try {
      return new Model(architecture, network, encoder, facts);
    } catch (ModelException e) {
      throw new ModelException(file, "the parts of this model don't belong together: " + e.getMessage());
    }
  }

  private static NdArray tensor(Safetensors.Contents contents, String name) {
    NdArray tensor = contents.tensors().get(name);
    if (tensor == null) {
      throw new IllegalStateException("the tensor " + name + " was there when shapes were compared");
    }
    return tensor;
  }

  private static void requireVersion(Path file, Safetensors.Contents contents) {
    String version = contents.metadata().get(VERSION_KEY);
    if (version == null) {
      throw new ModelException(file, "these tensors are no Glassprop model: its preprocessing and architecture aren't"
          + " among the metadata; give a model.safetensors that glassprop train saved");
    }
    if (!version.equals(VERSION)) {
      throw new ModelException(file, "expected a model of version " + VERSION + ", found version " + shortened(version)
          + "; use the Glassprop that saved it, or train again");
    }
  }

  private static <T> T part(Path file, Safetensors.Contents contents, String key, TypeReference<T> type) {
    String json = contents.metadata().get(key);
    if (json == null) {
      throw new ModelException(file, "the metadata lack " + key + "; the file is incomplete: train again");
    }
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

  /** One error for all tensors that are missing, too many, or of another shape or type than the architecture has. */
  private static void requireTensors(Path file, Mlp architecture, Map<String, NdArray> tensors) {
    Map<String, List<Integer>> expected = architecture.stateSizes();
    List<String> wrong = new ArrayList<>();
    expected.forEach((name, shape) -> {
      NdArray tensor = tensors.get(name);
      if (tensor == null) {
        wrong.add(name + " " + worded(shape) + " is missing");
      } else if (!shape.equals(sizes(tensor))) {
        wrong.add(name + ": expected the shape " + worded(shape) + ", found " + worded(sizes(tensor)));
      } else if (tensor.dtype() != DType.F32) {
        wrong.add(name + ": expected F32, found " + tensor.dtype());
      }
    });
    tensors.forEach((name, tensor) -> {
      if (!expected.containsKey(name)) {
        wrong.add("'" + shortened(name) + "' " + worded(sizes(tensor)) + " isn't part of the network");
      }
    });
    if (!wrong.isEmpty()) {
      throw new ModelException(file, "the tensors don't fit the network of widths " + architecture.widths() + ": "
          + String.join("; ", wrong));
    }
  }

  private static List<Integer> sizes(NdArray tensor) {
    List<Integer> sizes = new ArrayList<>();
    for (int size : tensor.shape().toArray()) {
      sizes.add(size);
    }
    return sizes;
  }

  private static String worded(List<Integer> sizes) {
    return sizes.toString().replace('[', '(').replace(']', ')');
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s*\\R\\s*", " ");
    return line.length() <= 200 ? line : line.substring(0, 199) + "…";
  }
}
