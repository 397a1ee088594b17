package glassprop.bench;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The fastest that one core of this machine can multiply and add: independent accumulators in registers, no memory.
 *
 * <p>Twelve chains hide the latency of the fused multiply-add on every current core (latency 4, at most two a cycle)
 * and fit sixteen registers.
 */
final class FmaPeak {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int CHAINS = 12;

  private FmaPeak() {}

  /** Floating-point operations per second in float32, the best of several runs. */
  static double float32() {
    return best(FLOATS.length(), n -> floats(n, 0.999f));
  }

  /** Floating-point operations per second in float64, the best of several runs. */
  static double float64() {
    return best(DOUBLES.length(), n -> doubles(n, 0.999));
  }

  private interface Loop {
    double run(int n);
  }

  private static double best(int lanes, Loop loop) {
    int steps = 2_000_000;
    double best = 0;
    double sink = 0;
    for (int run = 0; run < 40; run++) {
      long start = MatMulShare.processorTime();
      sink += loop.run(steps);
      double seconds = (MatMulShare.processorTime() - start) * 1e-9;
      best = Math.max(best, 2.0 * CHAINS * lanes * steps / seconds);
    }
    if (sink == 0) {
      throw new IllegalStateException("the FMA loop was optimised away");
    }
    return best;
  }

  private static double floats(int n, float factor) {
    FloatVector x = FloatVector.broadcast(FLOATS, factor);
    FloatVector c0 = x;
    FloatVector c1 = x.mul(1.0f);
    FloatVector c2 = x.mul(2.0f);
    FloatVector c3 = x.mul(3.0f);
    FloatVector c4 = x.mul(4.0f);
    FloatVector c5 = x.mul(5.0f);
    FloatVector c6 = x.mul(6.0f);
    FloatVector c7 = x.mul(7.0f);
    FloatVector c8 = x.mul(8.0f);
    FloatVector c9 = x.mul(9.0f);
    FloatVector c10 = x.mul(10.0f);
    FloatVector c11 = x.mul(11.0f);
    for (int i = 0; i < n; i++) {
      c0 = c0.fma(x, x);
      c1 = c1.fma(x, x);
      c2 = c2.fma(x, x);
      c3 = c3.fma(x, x);
      c4 = c4.fma(x, x);
      c5 = c5.fma(x, x);
      c6 = c6.fma(x, x);
      c7 = c7.fma(x, x);
      c8 = c8.fma(x, x);
      c9 = c9.fma(x, x);
      c10 = c10.fma(x, x);
      c11 = c11.fma(x, x);
    }
    return c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7).add(c8).add(c9).add(c10).add(c11).lane(0);
  }

  private static double doubles(int n, double factor) {
    DoubleVector x = DoubleVector.broadcast(DOUBLES, factor);
    DoubleVector c0 = x;
    DoubleVector c1 = x.mul(1.0);
    DoubleVector c2 = x.mul(2.0);
    DoubleVector c3 = x.mul(3.0);
    DoubleVector c4 = x.mul(4.0);
    DoubleVector c5 = x.mul(5.0);
    DoubleVector c6 = x.mul(6.0);
    DoubleVector c7 = x.mul(7.0);
    DoubleVector c8 = x.mul(8.0);
    DoubleVector c9 = x.mul(9.0);
    DoubleVector c10 = x.mul(10.0);
    DoubleVector c11 = x.mul(11.0);
    for (int i = 0; i < n; i++) {
      c0 = c0.fma(x, x);
      c1 = c1.fma(x, x);
      c2 = c2.fma(x, x);
      c3 = c3.fma(x, x);
      c4 = c4.fma(x, x);
      c5 = c5.fma(x, x);
      c6 = c6.fma(x, x);
      c7 = c7.fma(x, x);
      c8 = c8.fma(x, x);
      c9 = c9.fma(x, x);
      c10 = c10.fma(x, x);
      c11 = c11.fma(x, x);
    }
    return c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7).add(c8).add(c9).add(c10).add(c11).lane(0);
  }
}
