package glassprop.nn.optim;

import java.util.Locale;
import java.util.function.IntFunction;

/** The schedules by the names under which they are asked for, over all steps of a training. */
public enum NamedSchedule {
  /** The rate as it is. */
  CONSTANT(steps -> Schedule.constant()),
  /** Half a cosine down to 0. */
  COSINE(steps -> Schedule.cosine(steps, 0)),
  /** A straight line down to 0. */
  LINEAR(steps -> Schedule.linear(steps, 0)),
  /** Up, and down again. */
  ONE_CYCLE(Schedule::oneCycle);

  private final IntFunction<Schedule> maker;

  NamedSchedule(IntFunction<Schedule> maker) {
    this.maker = maker;
  }

  /** The name, as in "one-cycle". */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The schedule of a training of so many steps, of which the first so many warm up. */
  public Schedule schedule(int steps, int warmUp) {
    return maker.apply(Math.max(1, steps - warmUp)).warmedUp(warmUp);
  }
}
