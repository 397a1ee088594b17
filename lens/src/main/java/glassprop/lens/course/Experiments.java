package glassprop.lens.course;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The experiments of the course by name. Their figures are computed when they run, and nowhere written down. */
public final class Experiments {
  private static final Map<String, Supplier<Exhibit>> ALL = all();

  private Experiments() {}

  private static Map<String, Supplier<Exhibit>> all() {
    Map<String, Supplier<Exhibit>> all = new LinkedHashMap<>();
    all.put("five-layers", LayerGradients::fiveLayers);
    return Map.copyOf(all);
  }

  /** The names. */
  public static List<String> names() {
    return ALL.keySet().stream().sorted().toList();
  }

  /**
   * Runs one.
   *
   * @throws CourseException if there is none of this name
   */
  public static Exhibit run(String name) {
    Supplier<Exhibit> experiment = ALL.get(name);
    if (experiment == null) {
      throw new CourseException("there is no experiment " + name + "; there are " + String.join(", ", names()));
    }
    return experiment.get();
  }
}
