package glassprop.lens.course.experiment;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The experiments of the course by name. Their figures are computed when they run, and nowhere written down. */
public final class Experiments {
  private static final Map<String, Supplier<Exhibit>> ALL = Map.of(
      "batch-normalisation", GradientFlow::batchNormalisation,
      "depth", GradientFlow::depth,
      "difficulties", Difficulties::run,
      "fifteen-layers", GradientFlow::fifteenLayers,
      "five-layers", GradientFlow::fiveLayers,
      "information", Information::run,
      "modes", ModeCosts::run,
      "remedies", Remedies::all,
      "unit-normal", GradientFlow::unitNormal);

  private Experiments() {}

  /** The names. */
  public static List<String> names() {
    return ALL.keySet().stream().sorted().toList();
  }

  /**
   * Runs one.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public static Exhibit run(String name) {
    Supplier<Exhibit> experiment = ALL.get(name);
    if (experiment == null) {
      throw new IllegalArgumentException("there is no experiment " + name + "; there are " + String.join(", ", names()));
    }
    return experiment.get();
  }
}
