package glassprop.nn.optim;

import java.util.Objects;

/**
 * How the learning rate goes on from step to step: a factor of the rule's rate for each step, counted from 1. A value: what a step's rate is depends on
 * the step alone, so that a training that is interrupted goes on with the right one.
 */
@FunctionalInterface
public interface Schedule {
  /** The factor, from 0 on, of a step that counts from 1. */
  double factor(int step);

  /** The rate as it is. */
  static Schedule constant() {
    return new Constant();
  }

  /** From 1 down to a floor along half a cosine, over so many steps (Loshchilov and Hutter, SGDR, 2017, without restarts). */
  static Schedule cosine(int steps, double floor) {
    return new Cosine(steps, floor);
  }

  /** From 1 down to a floor in a straight line, over so many steps. */
  static Schedule linear(int steps, double floor) {
    return new Linear(steps, floor);
  }

  /** Times a factor after each so many steps. */
  static Schedule decay(int every, double factor) {
    return new Decay(every, factor);
  }

  /**
   * Up and down again along half cosines: from 1/25 to 1 in the first three tenths of so many steps, then down to 1/250,000 (Smith, Super-convergence, 2018; with the figures of
   * PyTorch's OneCycleLR).
   */
  static Schedule oneCycle(int steps) {
    return new OneCycle(steps);
  }

  /** This schedule after so many steps in which the rate rises in a straight line, from its part of one step to all of it. */
  default Schedule warmedUp(int steps) {
    return steps == 0 ? this : new WarmUp(steps, this);
  }

  /** See {@link #constant()}. */
  record Constant() implements Schedule {
    @Override
    public double factor(int step) {
      return 1;
    }
  }

  /** See {@link #cosine(int, double)}. */
  record Cosine(int steps, double floor) implements Schedule {
    /** Requires a step at least and a floor from 0 to 1. */
    public Cosine {
      requireSteps("cosine", steps);
      requireFloor("cosine", floor);
    }

    @Override
    public double factor(int step) {
      return floor + (1 - floor) * fall(done(step, steps));
    }
  }

  /** See {@link #linear(int, double)}. */
  record Linear(int steps, double floor) implements Schedule {
    /** Requires a step at least and a floor from 0 to 1. */
    public Linear {
      requireSteps("linear", steps);
      requireFloor("linear", floor);
    }

    @Override
    public double factor(int step) {
      return 1 + (floor - 1) * done(step, steps);
    }
  }

  /** See {@link #decay(int, double)}. */
  record Decay(int every, double factor) implements Schedule {
    /** Requires a step at least and a factor from 0 to 1. */
    public Decay {
      requireSteps("decay", every);
      requireFloor("decay", factor);
    }

    @Override
    public double factor(int step) {
      int times = (step - 1) / every;
      return Math.pow(factor, times);
    }
  }

  /** See {@link #oneCycle(int)}. */
  record OneCycle(int steps) implements Schedule {
    private static final double START = 1.0 / 25;
    private static final double END = START / 1e4;
    private static final double RISE = 0.3;

    /** Requires a step at least. */
    public OneCycle {
      requireSteps("one cycle", steps);
    }

    /** The highest rate is that of step ⌊0.3·steps⌋, and the lowest that of the last one. */
    @Override
    public double factor(int step) {
      double top = RISE * steps - 1;
      double at = Math.min(step, steps) - 1;
      return at <= top
          ? 1 + (START - 1) * fall(at / top)
          : END + (1 - END) * fall(steps - 1 > top ? (at - top) / (steps - 1 - top) : 1);
    }
  }

  /** See {@link #warmedUp(int)}. */
  record WarmUp(int steps, Schedule then) implements Schedule {
    /** Requires a step at least. */
    public WarmUp {
      requireSteps("warm-up", steps);
      Objects.requireNonNull(then, "warm-up: expected a schedule for what follows, came null");
    }

    @Override
    public double factor(int step) {
      return step < steps ? then.factor(1) * step / steps : then.factor(step - steps + 1);
    }
  }

  /** How much of so many steps is done before a step. */
  private static double done(int step, int steps) {
    return Math.min(1, (step - 1) / (double) steps);
  }

  /** Half a cosine, from 1 at 0 to 0 at 1. */
  private static double fall(double part) {
    return (1 + Math.cos(Math.PI * part)) / 2;
  }

  private static void requireSteps(String what, int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(what + " over " + steps + " steps: expected at least 1");
    }
  }

  private static void requireFloor(String what, double floor) {
    if (!(floor >= 0 && floor <= 1)) {
      throw new IllegalArgumentException(what + " to a factor of " + floor + ": expected a number from 0 to 1");
    }
  }
}
