package glassprop.check;

import glassprop.Tensor;
import glassprop.array.NdArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/**
 * Compares slopes along a few random directions that change every element; where one is not plainly right, every element.
 *
 * @param check with its tolerances
 * @param directions how many
 */
record DirectionCheck(GradCheck check, int directions) {

  GradCheck.Report run(Function<List<Tensor>, Tensor> f, List<Tensor> xs) {
    Judge judge = check.judge();
    RandomGenerator generator = RandomGeneratorFactory.of("L64X128MixRandom").create(GradCheck.DIRECTION_SEED);
    List<Tensor> leaves = xs.stream().map(x -> Tensor.of(x.array().copy()).tracked()).toList();
    double origin = Perturbation.number(f.apply(leaves)).item();
    List<double[]> gradients = Gradients.of(() -> f.apply(leaves), leaves);
    List<GradCheck.Element> slopes = new ArrayList<>();
    boolean empty = xs.stream().allMatch(x -> x.shape().size() == 0); // which leaves nothing to go along
    for (int d = 0; d < directions && !empty; d++) {
      List<NdArray> along = xs.stream().map(x -> direction(x, generator)).toList();
      double analytic = 0;
      double terms = 0;
      for (int i = 0; i < along.size(); i++) {
        double[] steps = along.get(i).toDoubles();
        for (int j = 0; j < steps.length; j++) {
          double term = gradients.get(i)[j] * steps[j];
          analytic += term;
          terms += Math.abs(term);
        }
      }
      double lost = GradCheck.ROUNDING * (check.float32() ? Math.ulp(1f) : Math.ulp(1.0)) * terms;
      Direction line = new Direction(f, xs, along.stream().map(Tensor::of).toList());
      Slope numeric = judge.slope(line, origin, check.step(), analytic, lost);
      GradCheck.Element element = new GradCheck.Element(-1, "direction " + d, List.of(), analytic, numeric, judge.verdict(analytic, numeric, lost));
      if (element.verdict() != GradCheck.Verdict.AGREES && element.verdict() != GradCheck.Verdict.SMALL) {
        GradCheck.Report elements = check.check(f, xs);
        // a sample of the elements may miss what the direction saw
        return element.verdict() == GradCheck.Verdict.DISAGREES
            ? new GradCheck.Report(Stream.concat(Stream.of(element), elements.elements().stream()).toList(), elements.control(), elements.anomaly())
            : elements;
      }
      slopes.add(element);
    }
    Rung.requireSame(origin, f.apply(leaves).item());
    return GradCheck.report(slopes, () -> f.apply(leaves), leaves);
  }

  /** Between ½ and 1 in magnitude, so that no element hardly counts. */
  private static NdArray direction(Tensor x, RandomGenerator random) {
    double[] steps = random.doubles(x.shape().size(), -1, 1).map(u -> u + Math.copySign(1, u)).map(u -> u / 2).toArray();
    return NdArray.over(steps, x.shape()).to(x.dtype());
  }
}
