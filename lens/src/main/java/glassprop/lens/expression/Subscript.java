package glassprop.lens.expression;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is picked out along one axis: {@code 0}, {@code -1}, {@code [0, 2]}, {@code 1:3}, {@code :}, {@code ::2}. */
public sealed interface Subscript {

  /** The expressions that it is made of, in the order of the text. */
  List<Expression> parts();

  /** One index, which takes the axis away, or a vector of indices. */
  record At(Expression index) implements Subscript {
    @Override
    public List<Expression> parts() {
      return List.of(index);
    }
  }

  /**
   * The elements from a start to an end, exclusive.
   *
   * @param start the beginning of the axis if it is left out
   * @param end the end of the axis if it is left out
   * @param step 1 if it is left out
   */
  record Range(Optional<Expression> start, Optional<Expression> end, Optional<Expression> step, Place at)
      implements Subscript {
    @Override
    public List<Expression> parts() {
      return Stream.of(start, end, step).flatMap(Optional::stream).toList();
    }
  }
}
