package glassprop.lens.expression;

/**
 * A piece of a text.
 *
 * @param start the index of its first character
 * @param end the index after its last one
 */
public record Place(int start, int end) {
  /** From the start of this place to the end of another. */
  public Place to(Place other) {
    return new Place(start, other.end);
  }
}
