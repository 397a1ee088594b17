package glassprop.lens.typeset;

import java.util.List;

/** A part of a section. */
public sealed interface Block {

  /** A sentence. */
  record Prose(Maths text) implements Block {}

  /** Equations under each other, their signs aligned. */
  record Equations(List<Equation> equations) implements Block {
    /** Copies the list. */
    public Equations {
      equations = List.copyOf(equations);
    }
  }

  /**
   * A table of words and numbers.
   *
   * @param rows the first is the head
   */
  record Grid(List<List<Maths>> rows) implements Block {
    /** Copies the list. */
    public Grid {
      rows = List.copyOf(rows);
    }
  }

  /**
   * One quantity and what it equals.
   *
   * @param sides each equal to the one before
   * @param note what is said beside it; may be an empty word
   */
  record Equation(Maths left, List<Maths> sides, Maths note) {
    /** Copies the list. */
    public Equation {
      sides = List.copyOf(sides);
    }
  }
}
