package glassprop.nn.network;

import glassprop.array.Shape;

/** What a parameter is for: how its sizes are read, and so how many numbers flow into and out of it. */
public enum Kind {
  /** A linear map, (…, inputs, outputs). */
  LINEAR,
  /** The kernels of a convolution, (outputs, inputs, height, width) or with more or fewer axes of places. */
  CONVOLUTION,
  /** A table of rows that are looked up, (rows, width). */
  EMBEDDING,
  /** What is added, and begins at 0 as a rule. */
  BIAS,
  /** What is multiplied element by element, and begins at 1 as a rule. */
  SCALE,
  /** Any other parameter. */
  OTHER,
  /** What training changes though no gradient does, such as a running mean. */
  BUFFER;

  /** How many inputs a number of the output is a sum of; 1 where nothing is summed. */
  public int fanIn(Shape shape) {
    return switch (this) {
      case LINEAR -> shape.get(shape.rank() - 2);
      case CONVOLUTION -> shape.get(1) * places(shape);
      case EMBEDDING, BIAS, SCALE, OTHER, BUFFER -> 1;
    };
  }

  /** How many outputs a number of the input goes into; 1 where nothing is summed. */
  public int fanOut(Shape shape) {
    return switch (this) {
      case LINEAR -> shape.get(shape.rank() - 1);
      case CONVOLUTION -> shape.get(0) * places(shape);
      case EMBEDDING, BIAS, SCALE, OTHER, BUFFER -> 1;
    };
  }

  private static int places(Shape shape) {
    int places = 1;
    for (int axis = 2; axis < shape.rank(); axis++) {
      places *= shape.get(axis);
    }
    return places;
  }

  /** The least rank that a parameter of this kind can have. */
  int rank() {
    return this == LINEAR || this == CONVOLUTION || this == EMBEDDING ? 2 : 0;
  }
}
