package glassprop.lens.course.experiment;

import java.util.List;

/**
 * What an experiment found: tables, and a sentence or two on each.
 *
 * @param tables in the order in which they are to be read
 */
public record Exhibit(List<Table> tables) {
  /** Copies the tables. */
  public Exhibit {
    tables = List.copyOf(tables);
  }

  static Exhibit of(Table... tables) {
    return new Exhibit(List.of(tables));
  }

  /**
   * Figures that were computed when the experiment ran.
   *
   * @param finding what they show
   */
  public record Table(String title, List<String> columns, List<List<String>> rows, String finding) {
    /** Copies the rows. */
    public Table {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }
}
