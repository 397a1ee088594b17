package glassprop.lens.typeset;

import java.util.List;

/** A part of a derivation under a heading. */
public record Section(String heading, List<Block> blocks) {
  /** Copies the list. */
  public Section {
    blocks = List.copyOf(blocks);
  }
}
