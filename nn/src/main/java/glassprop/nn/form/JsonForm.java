package glassprop.nn.form;

import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.array.TensorType;
import glassprop.nn.network.Architecture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A network as JSON, with every setting written, so that it does not change its meaning when what is usual does:
 *
 * <pre>
 * {"input": {"type": "F32", "sizes": [784]}, "precision": "F32",
 *  "layer": {"sequential": {"parts": [{"name": "0", "dense": {"units": 10, "activation": "identity", "bias": true}}]}}}
 * </pre>
 */
public final class JsonForm {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ROOT = "layer";

  private final LayerKinds kinds;

  /** With the layers that come with Glassprop. */
  public JsonForm() {
    this(LayerKinds.standard());
  }

  /** With these kinds of layers. */
  public JsonForm(LayerKinds kinds) {
    this.kinds = Objects.requireNonNull(kinds, "JSON form: expected kinds of layers, came null");
  }

  /**
   * A network as JSON on one line.
   *
   * @throws FormException if a layer is of no known kind
   */
  public String write(Architecture architecture) {
    ObjectNode json = JSON.createObjectNode();
    ObjectNode input = json.putObject("input").put("type", architecture.example().dtype().name());
    ArrayNode sizes = input.putArray("sizes");
    for (int size : architecture.example().shape().toArray()) {
      sizes.add(size);
    }
    json.put("precision", architecture.precision().name());
    put(json.putObject(ROOT), kinds.of(architecture.layer()));
    return json.toString();
  }

  private static void put(ObjectNode json, Statement statement) {
    ObjectNode settings = json.putObject(statement.kind().name());
    statement.settings().forEach((name, value) -> {
      switch (value) {
        case Integer number -> settings.put(name, number);
        case Double number -> settings.put(name, number);
        case Boolean truth -> settings.put(name, truth);
        case Statement inner -> put(settings.putObject(name), inner);
        case List<?> list -> {
          ArrayNode parts = settings.putArray(name);
          Statement.parts(list).forEach(part -> put(parts.addObject().put(Statement.NAME, part.name()), part.statement()));
        }
        default -> settings.put(name, Setting.written(value));
      }
    });
  }

  /**
   * The network that a JSON text states.
   *
   * @throws FormException naming the place in the text
   */
  public Architecture read(String text) {
    JsonNode json;
    try {
      json = JSON.readTree(Objects.requireNonNull(text, "JSON form: expected a text, came null"));
    } catch (JacksonException e) {
      throw new FormException("no JSON: " + e.getOriginalMessage(), e);
    }
    requireFields(json, "the network", List.of("input", "precision", ROOT));
    JsonNode input = json.get("input");
    requireFields(input, "input", List.of("type", "sizes"));
    List<Integer> sizes = new ArrayList<>();
    for (JsonNode size : input.get("sizes")) {
      if (!size.isInt()) {
        throw new FormException("input: expected sizes as whole numbers, came " + Setting.shortened(size.toString()));
      }
      sizes.add(size.intValue());
    }
    try {
      TensorType example = new TensorType(Shape.of(sizes), dtype(input.get("type")));
      return new Architecture(kinds.layer(statement(json.get(ROOT), ROOT)), dtype(json.get("precision")), example);
    } catch (ShapeException e) {
      throw new FormException("input: " + e.getMessage(), e);
    }
  }

  private static DType dtype(JsonNode json) {
    return TextReader.dtype(json.isString() ? json.stringValue() : json.toString());
  }

  private static void requireFields(JsonNode json, String what, List<String> names) {
    if (!json.isObject() || !List.copyOf(json.propertyNames()).containsAll(names) || json.size() != names.size()) {
      throw new FormException(what + ": expected an object with " + String.join(", ", names) + ", came " + Setting.shortened(json.toString()));
    }
  }

  private Statement statement(JsonNode json, String path) {
    List<String> names = json.isObject() ? json.propertyNames().stream().filter(name -> !name.equals(Statement.NAME)).toList() : List.of();
    if (names.size() != 1) {
      throw new FormException(path + ": expected an object with one kind of layer, came " + Setting.shortened(json.toString()));
    }
    String here = path + "." + names.getFirst();
    try {
      LayerKind kind = kinds.named(names.getFirst());
      Map<String, Object> said = settings(kind, json.get(kind.name()), here);
      Statement statement = new Statement(kind, Statement.ordered(kind, said));
      return kinds.of(kinds.layer(statement));
    } catch (FormException | IllegalArgumentException e) {
      String told = String.valueOf(e.getMessage());
      throw new FormException(told.startsWith(ROOT + ".") ? told : here + ": " + told, e); // what is within has its place already
    }
  }

  private Map<String, Object> settings(LayerKind kind, JsonNode json, String path) {
    if (!json.isObject()) {
      throw new FormException("expected an object with settings, came " + Setting.shortened(json.toString()));
    }
    Map<String, Object> said = new LinkedHashMap<>();
    for (String name : json.propertyNames()) {
      Setting setting = kind.settings().stream().filter(s -> s.name().equals(name)).findFirst()
          .orElseThrow(() -> new FormException("'" + Setting.shortened(name) + "' is no setting"));
      said.put(name, value(setting, json.get(name), path + "." + name));
    }
    return said;
  }

  private Object value(Setting setting, JsonNode json, String path) {
    if (setting.type() == List.class) {
      if (!json.isArray()) {
        throw setting.expected("a list of layers", json.toString());
      }
      List<Statement.Part> parts = new ArrayList<>();
      for (JsonNode part : json) {
        JsonNode name = part.get(Statement.NAME);
        if (name == null || !name.isString()) {
          throw setting.expected("a layer with a name", part.toString());
        }
        parts.add(new Statement.Part(name.stringValue(), statement(part, path + "." + name.stringValue())));
      }
      return List.copyOf(parts);
    }
    if (setting.isLayer()) {
      return statement(json, path);
    }
    if (!json.isValueNode() || json.isNull()) {
      throw setting.expected("a value", json.toString());
    }
    return setting.parsed(json.isString() ? json.stringValue() : json.toString());
  }
}
