package glassprop.nn.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How parameters are optimised, as a value: by which rule, with which rate at which step, within which bound, and what is different for some of them. An {@link Optimizer} does it.
 *
 * @param clipping one bound for the gradients of all groups together
 */
public record Optimization(UpdateRule rule, Schedule schedule, Clipping clipping, List<Group> groups) {
  /** Requires all of them, and copies the list. */
  public Optimization {
    Objects.requireNonNull(rule, "optimizer: expected an update rule, came null");
    Objects.requireNonNull(schedule, "optimizer: expected a schedule, came null; Schedule.constant() leaves the rate as it is");
    Objects.requireNonNull(clipping, "optimizer: expected a clipping, came null; Clipping.none() bounds nothing");
    Objects.requireNonNull(groups, "optimizer: expected groups, came null; an empty list makes no difference");
    groups = List.copyOf(groups);
  }

  /** By a rule, with its rate, for all parameters alike, along gradients that must be finite. */
  public static Optimization by(UpdateRule rule) {
    return new Optimization(rule, Schedule.constant(), Clipping.none(), List.of());
  }

  /** With a schedule of the rate. */
  public Optimization schedule(Schedule next) {
    return new Optimization(rule, next, clipping, groups);
  }

  /** With a bound on gradients. */
  public Optimization clipping(Clipping next) {
    return new Optimization(rule, schedule, next, groups);
  }

  /** With one more group, after those before. */
  public Optimization group(Group group) {
    List<Group> more = new ArrayList<>(groups);
    more.add(Objects.requireNonNull(group, "optimizer: expected a group, came null"));
    return new Optimization(rule, schedule, clipping, more);
  }
}
