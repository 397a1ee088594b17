package glassprop.nn.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A target that is one of a few classes, each known by its name and its index.
 *
 * @param column the column of the target
 * @param names the classes; a class's index is its place here
 * @param numeric whether the classes are numbers in the file
 */
public record Classes(String column, List<String> names, boolean numeric) implements Target {

  /** Checks that there are two classes or more, all different. */
  public Classes {
    Objects.requireNonNull(column, "target: expected the name of a column, came null");
    Objects.requireNonNull(names, "target: expected a list of classes, came null");
    names = List.copyOf(names);
    if (names.size() < 2 || names.stream().distinct().count() != names.size()) {
      throw new IllegalArgumentException("expected two different classes or more, found " + Wording.list(names));
    }
  }

  /** The classes of a column: names sorted as text, numbers by size. */
  static Classes of(Column column) {
    return switch (column) {
      case CategoryColumn c -> {
        int[] counts = c.counts();
        List<String> levels = c.levels();
        yield new Classes(c.name(),
            IntStream.range(0, counts.length).filter(i -> counts[i] > 0).mapToObj(levels::get)
                .sorted().toList(), false);
      }
      case NumberColumn n -> new Classes(n.name(),
          Arrays.stream(n.toArray()).filter(x -> !Double.isNaN(x)).distinct().sorted()
              .mapToObj(Wording::number).toList(), true);
    };
  }

  /**
   * The class index of each row.
   *
   * @throws DataException if a row has no class, or one that isn't among these
   */
  public int[] encode(Table table) {
    Map<String, Integer> indexOf = new HashMap<>();
    names.forEach(name -> indexOf.put(name, indexOf.size()));
    Column cells = table.column(column);
    int[] indices = new int[table.rows()];
    for (int row = 0; row < indices.length; row++) {
      Integer index = indexOf.get(cells.textAt(row));
      if (index == null) {
        String found = cells.missingAt(row) ? "an empty cell" : Wording.shown(cells.textAt(row));
        throw table.error(row, column, "expected one of the classes " + Wording.list(names) + ", found " + found);
      }
      indices[row] = index;
    }
    return indices;
  }

  /**
   * The class index of each image.
   *
   * @throws DataException if an image has a label that isn't among these
   */
  public int[] encode(Images images) {
    int[] indices = new int[images.count()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = names.indexOf(Integer.toString(images.labelAt(i)));
      if (indices[i] < 0) {
        throw new DataException(images.file(), "image " + i + " has the label " + images.labelAt(i)
            + "; expected one of " + Wording.list(names));
      }
    }
    return indices;
  }
}
