package glassprop.nn.io;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * What the JSON header of a safetensors file says, believed only as far as its form goes: whether the sizes and offsets
 * fit together is for {@link StoredTensor} to check.
 *
 * <p>The form is that of the format's description, to the letter: the first byte is <code>{</code> (the reference
 * implementation also reads a header that begins with white space; no writer is known that makes one), spaces may
 * follow the end, no name comes twice, and a tensor has the three entries that it needs and no others. Nothing that
 * nests deeper has a place in this form, so that the parser needs no stack.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format's description</a>
 */
record Header(SortedMap<String, String> metadata, List<Entry> tensors) {
  /** The most bytes that a header may have: the limit of the reference implementation. */
  static final int MAX_BYTES = 100_000_000;
  /** The most axes that a tensor may have, as in NumPy: a header of ones would fill the heap without any data. */
  static final int MAX_AXES = 64;
  /** The name under which the metadata stand among the tensors. */
  static final String METADATA = "__metadata__";

  private static final int LONGEST_REASON = 160;
  private static final int MAX_DEPTH = 3; // the header, a tensor, its shape

  private static final JsonFactory JSON = JsonFactory.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES) // no name comes twice: nothing to share
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNestingDepth(MAX_DEPTH).maxNameLength(MAX_BYTES).maxStringLength(MAX_BYTES).build())
      .build();

  /** One tensor as the header describes it; offsets count from the end of the header. */
  record Entry(String name, String dtype, List<Long> shape, long begin, long end) {}

  /**
   * Reads a header.
   *
   * @throws ModelFileException if it isn't of this form
   */
  static Header parse(Path path, byte[] bytes) {
    if (bytes[0] != '{') {
      throw new ModelFileException(path,
          String.format(Locale.ROOT, "the header begins with the byte 0x%02x, not with '{': this isn't a safetensors file", bytes[0]));
    }
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), utf8(path, bytes))) {
      return new Reading(path, json).header();
    } catch (JacksonException e) {
      throw new ModelFileException(path, "the header isn't JSON as this format has it: " + reason(e)
          + "; the file is damaged or of another format", e);
    }
  }

  /** Whether a text has no half of a surrogate pair, which JSON's escapes can spell but UTF-8 can't. */
  static boolean isEncodable(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** The parser's message, without what it says of its own settings, and no longer than a line. */
  private static String reason(JacksonException e) {
    String message = e.getOriginalMessage().replaceAll(" \\((start marker|not recognized).*|, from `[^`]*`", "");
    return message.length() <= LONGEST_REASON ? message : message.substring(0, LONGEST_REASON) + "…";
  }

  private static String utf8(Path path, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ModelFileException(path, "the header isn't UTF-8: the file is damaged or of another format", e);
    }
  }

  /** One pass over the tokens. */
  private record Reading(Path path, JsonParser json) {

    Header header() {
      SortedMap<String, String> metadata = new TreeMap<>();
      List<Entry> tensors = new ArrayList<>();
      json.nextToken(); // the object's start: its first byte was seen
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        expect("the entry " + ModelFileException.shown(name), JsonToken.START_OBJECT, "an object");
        if (name.equals(METADATA)) {
          readMetadata(metadata);
        } else {
          tensors.add(tensor(name));
        }
      }
      if (json.nextToken() != null) {
        throw new ModelFileException(path, "the header goes on after its end; only spaces may follow");
      }
      return new Header(metadata, tensors);
    }

    private void readMetadata(Map<String, String> metadata) {
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String key = json.currentName();
        expect("the metadata entry " + ModelFileException.shown(key), JsonToken.VALUE_STRING, "a string");
        if (!isEncodable(json.getString())) { // in names, the parser sees to that
          throw new ModelFileException(path, "the metadata entry " + ModelFileException.shown(key)
              + " has half of a surrogate pair; the file is damaged or badly written");
        }
        metadata.put(key, json.getString());
      }
    }

    private Entry tensor(String name) {
      String what = "tensor " + ModelFileException.shown(name);
      @Nullable String dtype = null;
      @Nullable List<Long> shape = null;
      @Nullable List<Long> offsets = null;
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String key = json.currentName();
        switch (key) {
          case "dtype" -> {
            expect(what + ", dtype", JsonToken.VALUE_STRING, "a string");
            dtype = json.getString();
          }
          case "shape" -> shape = numbers(what + ", shape", MAX_AXES);
          case "data_offsets" -> offsets = numbers(what + ", data_offsets", 2);
          default -> throw new ModelFileException(path, what + ": the entry " + ModelFileException.shown(key)
              + " is unknown; a tensor has a dtype, a shape and data_offsets");
        }
      }
      if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
        throw new ModelFileException(path, what + ": a tensor has a dtype, a shape and two data_offsets, and "
            + (dtype == null ? "the dtype is" : shape == null ? "the shape is" : "some of the offsets are")
            + " missing");
      }
      return new Entry(name, dtype, List.copyOf(shape), offsets.get(0), offsets.get(1));
    }

    private List<Long> numbers(String what, int most) {
      expect(what, JsonToken.START_ARRAY, "a list");
      List<Long> numbers = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (numbers.size() == most) {
          throw new ModelFileException(path, what + ": there are more than " + most + " numbers");
        }
        numbers.add(natural(what));
      }
      return numbers;
    }

    private long natural(String what) {
      if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
        throw new ModelFileException(path, what + ": expected whole numbers, found "
            + ModelFileException.shown(String.valueOf(json.getString())));
      }
      BigInteger number = json.getBigIntegerValue();
      if (number.signum() < 0 || number.bitLength() >= Long.SIZE) {
        throw new ModelFileException(path, what + ": " + ModelFileException.shown(number.toString())
            + " is not between 0 and " + Long.MAX_VALUE);
      }
      return number.longValue();
    }

    private void expect(String what, JsonToken wanted, String wording) {
      if (json.nextToken() != wanted) {
        throw new ModelFileException(path, what + ": expected " + wording + ", found "
            + ModelFileException.shown(String.valueOf(json.getString())));
      }
    }
  }
}
