package glassprop.lens.graph;

import java.util.List;

/** A part of what is written in a box. */
sealed interface Caption {

  /** One line. */
  record Line(List<Run> runs) implements Caption {
    /** Copies the list. */
    public Line {
      runs = List.copyOf(runs);
    }

    /** Of one piece. */
    public Line(String text, Tone tone) {
      this(List.of(new Run(text, tone)));
    }
  }

  /**
   * Numbers in rows and columns.
   *
   * @param rows of equal lengths
   */
  record Grid(List<List<String>> rows, Tone tone) implements Caption {
    /** Copies the list. */
    public Grid {
      rows = List.copyOf(rows);
    }
  }

  /** A piece of a line, in one tone. */
  record Run(String text, Tone tone) {}

  /** The tone in which a piece of text is set. */
  enum Tone {
    /** A name that the user gave. */
    NAME(14, true, Ink.TEXT),
    /** How a step is written. */
    FORMULA(14, false, Ink.TEXT),
    /** Op and shape; the legend. */
    DETAIL(11, false, Ink.FAINT),
    /** Numbers. */
    VALUE(12, false, Ink.VALUE),
    /** Numbers of a gradient. */
    GRADIENT(12, false, Ink.GRADIENT);

    private final int size;
    private final boolean bold;
    private final Ink ink;

    Tone(int size, boolean bold, Ink ink) {
      this.size = size;
      this.bold = bold;
      this.ink = ink;
    }

    int size() {
      return size;
    }

    boolean isBold() {
      return bold;
    }

    Ink ink() {
      return ink;
    }
  }
}
