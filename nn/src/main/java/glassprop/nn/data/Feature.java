package glassprop.nn.data;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** How one column is turned into one or more inputs of a network. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NumberFeature.class, name = "number"),
  @JsonSubTypes.Type(value = CategoryFeature.class, name = "category"),
  @JsonSubTypes.Type(value = DateFeature.class, name = "date")
})
public sealed interface Feature permits NumberFeature, CategoryFeature, DateFeature {

  /** The column it is made of. */
  String column();

  /** The names of the inputs it makes, one or more. */
  List<String> names();
}
