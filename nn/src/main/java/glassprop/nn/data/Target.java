package glassprop.nn.data;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How what is to be predicted is turned into numbers for training, and back for people. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "task")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Classes.class, name = "classification"),
  @JsonSubTypes.Type(value = Quantity.class, name = "regression")
})
public sealed interface Target permits Classes, Quantity {

  /** The column that it is in. */
  String column();

  /** What is learnt of it. */
  default Task task() {
    return switch (this) {
      case Classes _ -> Task.CLASSIFICATION;
      case Quantity _ -> Task.REGRESSION;
    };
  }

  /** How its column in a CSV file is read. */
  default Schema.Kind kind() {
    return switch (this) {
      case Classes classes -> classes.numeric() ? Schema.Kind.NUMBER : Schema.Kind.CATEGORY;
      case Quantity _ -> Schema.Kind.NUMBER;
    };
  }
}
