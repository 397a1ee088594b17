package glassprop.nn.data;

import glassprop.array.Shape;
import glassprop.kernel.Heap;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Data sets made on the spot, for a first run without a file. */
public final class Generated {
  private static final List<String> ARMS = List.of("amber", "blue", "green");

  /** How far each arm turns from the centre to its end, in radians. */
  private static final double TURN = 1.5 * Math.PI;

  /** The standard deviation of the angle, in radians: arms touch here and there, but don't mix. */
  private static final double NOISE = 0.15;

  private Generated() {}

  /**
   * Three interleaved spirals: the columns {@code x} and {@code y} in the unit disc, and {@code arm}, the spiral that
   * the point is on. No straight line parts the arms, so that a network without a hidden layer fails and one with a
   * small hidden layer succeeds.
   *
   * <p>Point {@code i} of {@code n} on arm {@code k} has the radius {@code r = (i + 1)/n} and the angle
   * {@code 2πk/3 + 3π/2 · r + ε} with normal {@code ε} of standard deviation 0.15. After the spirals of
   * <a href="https://cs231n.github.io/neural-networks-case-study/">A. Karpathy, CS231n</a>.
   *
   * @param pointsPerArm the points of each arm, 3 or more; 250 look good
   */
  public static Table spirals(RandomGenerator random, int pointsPerArm) {
    if (pointsPerArm < 3) {
      throw new IllegalArgumentException("expected 3 points or more on each arm, found " + pointsPerArm);
    }
    int rows = Shape.axisSize("spirals", (long) ARMS.size() * pointsPerArm);
    double[] x = Heap.doubles(rows, "the points of the spirals");
    double[] y = Heap.doubles(rows, "the points of the spirals");
    List<String> arm = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      int k = row / pointsPerArm;
      double r = (row % pointsPerArm + 1.0) / pointsPerArm;
      double angle = 2 * Math.PI * k / ARMS.size() + TURN * r + NOISE * random.nextGaussian();
      x[row] = r * StrictMath.cos(angle); // strict: the same bits on every machine
      y[row] = r * StrictMath.sin(angle);
      arm.add(ARMS.get(k));
    }
    List<Column> columns = List.of(new NumberColumn("x", x), new NumberColumn("y", y), CategoryColumn.of("arm", arm));
    return new Table("generated spirals", columns, IntStream.range(2, rows + 2).toArray(),
        List.of("three spirals of " + pointsPerArm + " points, generated"));
  }
}
