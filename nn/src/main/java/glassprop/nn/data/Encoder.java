package glassprop.nn.data;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * How rows are turned into the inputs of a network, as learnt from the training part alone. It is saved with the model,
 * so that prediction needs nothing else: Jackson writes and reads it as JSON, bit for bit.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "data")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TableEncoder.class, name = "table"),
  @JsonSubTypes.Type(value = ImageEncoder.class, name = "images")
})
public sealed interface Encoder permits TableEncoder, ImageEncoder {

  /** What is predicted. */
  Target target();

  /** The names of the inputs, in order. */
  List<String> inputNames();

  /** The number of inputs. */
  int width();
}
