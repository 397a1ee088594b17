package glassprop.lens.course.experiment;

import static glassprop.lens.course.experiment.GradientFlow.text;

import glassprop.Autodiff;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.nn.loss.BinaryFocal;
import glassprop.nn.loss.CrossEntropy;
import glassprop.nn.loss.GaussianNll;
import glassprop.nn.loss.InfoNce;
import glassprop.nn.loss.KullbackLeibler;
import glassprop.nn.loss.Reduction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** What losses have to do with information: identities between them, in numbers. */
final class Information {
  private static final long SEED = 6;
  private static final int PAIRS = 2048;
  private static final double CORRELATION = 0.9;
  private static final double SMOOTHING = 0.1;
  private static final double TINY = 1e-9; // a least variance that none here comes near

  private Information() {}

  static Exhibit run() {
    return Exhibit.of(gaussian(), divergence(), mutualInformation(), focal(), smoothing());
  }

  private static double slope(UnaryOperator<Tensor> f, double at) {
    Tensor x = Tensor.scalar(at).tracked();
    return Autodiff.grad(f.apply(x), List.of(x)).getFirst().item();
  }

  private static Exhibit.Table gaussian() {
    UnaryOperator<Tensor> squared = m -> m.minus(2).square().times(0.5);
    Tensor one = Tensor.scalar(1);
    UnaryOperator<Tensor> likelihood = m -> new GaussianNll(Reduction.SUM, true, TINY).of(m, one, Tensor.scalar(2));
    List<List<String>> rows = new ArrayList<>();
    for (double m : new double[] {0, 1, 2, 3.5}) {
      double a = squared.apply(Tensor.scalar(m)).item();
      double b = likelihood.apply(Tensor.scalar(m)).item();
      rows.add(List.of(text(m), text(a), text(b), text(b - a), text(slope(squared, m)), text(slope(likelihood, m))));
    }
    return new Exhibit.Table(
        "Half a squared error, and the negative log-likelihood of a Gaussian of deviation 1; the target is 2",
        List.of("m", "½(m − t)²", "NLL", "difference", "slope", "slope"), rows,
        "They differ by ½ ln 2π and have one gradient: to square errors is to believe in Gaussian noise.");
  }

  private static Exhibit.Table divergence() {
    Tensor p = Tensor.of(new double[][] {{0.5, 0.3, 0.2}});
    double entropy = p.times(p.log()).sum().negate().item();
    List<List<String>> rows = new ArrayList<>();
    for (double[] logits : new double[][] {{0, 0, 0}, {1, 0, -1}, {-1, 1, 2}}) {
      Tensor z = Tensor.of(new double[][] {logits}).tracked();
      Tensor cross = p.times(z.logSoftmax(1)).sum().negate();
      Tensor divergence = new KullbackLeibler(Reduction.SUM).of(z.logSoftmax(1), p);
      Tensor a = Autodiff.grad(cross, List.of(z)).getFirst();
      Tensor b = Autodiff.grad(divergence, List.of(z)).getFirst();
      rows.add(List.of(
          text(cross.item()), text(divergence.item()), text(cross.item() - divergence.item()),
          text(a.minus(b).abs().max().item())));
    }
    return new Exhibit.Table(
        "Cross-entropy and the divergence KL(p‖q), for three predictions q",
        List.of("cross-entropy", "KL", "difference", "largest difference of gradients"), rows,
        String.format(Locale.ROOT, "The difference is always the entropy of p, %s, which no prediction can change.", text(entropy)));
  }

  /**
   * Pairs of correlated normal numbers x and y, whose mutual information is known, and the best possible scores: with correlation ρ, up to
   * what the choice among the ys doesn't see, ln p(y|x)/p(y) is (2ρxy − ρ²y²)/(2(1 − ρ²)) = ⟨(2ρx, −ρ²), (y, y²)⟩/(2(1 − ρ²)).
   */
  private static Exhibit.Table mutualInformation() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    double spread = 1 - CORRELATION * CORRELATION;
    double known = -Math.log(spread) / 2;
    Tensor x = Tensor.normal(random, PAIRS, 1);
    Tensor y = x.times(CORRELATION).plus(Tensor.normal(random, PAIRS, 1).times(Math.sqrt(spread)));
    List<List<String>> rows = new ArrayList<>();
    for (int n : new int[] {2, 4, 16, 64, 256}) {
      InfoNce loss = new InfoNce(Reduction.MEAN, 2 * spread, false);
      int batches = PAIRS / n;
      double sum = 0;
      for (int i = 0; i < batches; i++) {
        Tensor u = x.slice(0, i * n, (i + 1) * n);
        Tensor v = y.slice(0, i * n, (i + 1) * n);
        Tensor queries = Tensor.concat(1, u.times(2 * CORRELATION), Tensor.full(-CORRELATION * CORRELATION, DType.F64, n, 1));
        sum += loss.of(queries, Tensor.concat(1, v, v.square())).item();
      }
      double mean = sum / batches;
      rows.add(List.of(
          String.valueOf(n), text(mean), text(Math.log(n)), text(InfoNce.informationBound(mean, n)), text(known)));
    }
    return new Exhibit.Table(
        "InfoNCE: choosing the right partner among n, for pairs with correlation 0.9",
        List.of("n", "loss", "ln n", "bound: ln n − loss", "mutual information"), rows,
        "The bound stays below what there is to know, and comes nearer as the choice grows: it can never exceed ln n.");
  }

  private static Exhibit.Table focal() {
    List<List<String>> rows = new ArrayList<>();
    for (double r : new double[] {0.1, 0.5, 0.9, 0.99}) {
      double cross = slope(p -> p.log().negate(), r);
      double zero = slope(p -> focal(p, 0), r);
      double two = slope(p -> focal(p, 2), r);
      rows.add(List.of(text(r), text(cross), text(zero), text(two), text(two / cross)));
    }
    return new Exhibit.Table(
        "The slope of −(1 − r)^γ ln r, where r is the probability of the right class",
        List.of("r", "cross-entropy", "γ = 0", "γ = 2", "γ = 2 ÷ cross-entropy"), rows,
        "γ = 0 is cross-entropy. γ = 2 leaves little of the gradient of examples that are nearly right.");
  }

  /** Of the probability of the right class, by way of its logit. */
  private static Tensor focal(Tensor p, double gamma) {
    Tensor logit = p.log().minus(p.negate().plus(1).log());
    return new BinaryFocal(Reduction.SUM, gamma, OptionalDouble.empty()).of(logit, Tensor.scalar(1));
  }

  private static Exhibit.Table smoothing() {
    CrossEntropy hard = new CrossEntropy(Reduction.SUM);
    CrossEntropy soft = hard.smoothing(SMOOTHING);
    double best = Math.log((1 - SMOOTHING + SMOOTHING / 3) / (SMOOTHING / 3));
    List<List<String>> rows = new ArrayList<>();
    for (double margin : new double[] {0, 2, best, 5, 10}) {
      rows.add(List.of(
          text(margin), text(slope(m -> loss(m, hard), margin)), text(slope(m -> loss(m, soft), margin))));
    }
    return new Exhibit.Table(
        "The slope of cross-entropy in the lead of the right logit over the two others",
        List.of("lead", "target [1, 0, 0]", "smoothed, ε = 0.1"), rows,
        String.format(Locale.ROOT,
            "With a hard target it is always below 0: no lead is large enough. Smoothed, it is 0 at %s and turns.",
            text(best)));
  }

  private static Tensor loss(Tensor margin, CrossEntropy crossEntropy) {
    return crossEntropy.of(margin.times(Tensor.of(new double[][] {{1, 0, 0}})), Tensor.indices(0));
  }
}
