package glassprop.lens.course.experiment;

import static glassprop.lens.course.experiment.GradientFlow.text;

import glassprop.Autodiff;
import glassprop.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Why training is hard though its gradients are exact: what a gradient does not say. */
final class Difficulties {
  private static final int HIDDEN = 3;
  private static final int SIZE = 4 * HIDDEN + 1;
  private static final int SAMPLES = 256;
  private static final int ITERATIONS = 2000;
  private static final int STEPS = 60;
  private static final double RATE = 0.1;
  private static final double DECAY = 0.02;

  private final Tensor x;
  private final Tensor y;
  private final Tensor point;
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(8);

  private Difficulties() {
    x = Tensor.normal(random, SAMPLES, 2);
    y = x.select(1, 0).times(3).sin().plus(x.select(1, 1).times(0.1));
    point = trained(Tensor.normal(random, SIZE).times(0.7));
  }

  /** Some steps of descent: what is shown is what training meets on its way. */
  private Tensor trained(Tensor start) {
    Tensor p = start;
    for (int i = 0; i < STEPS; i++) {
      p = p.minus(gradient(p, x, y).times(RATE));
    }
    return p;
  }

  static Exhibit run() {
    Difficulties d = new Difficulties();
    return Exhibit.of(d.curvature(), d.noise(), minima(), d.scales());
  }

  /** The mean squared error of 2 → 3 → 1 with tanh and weight decay, as a function of all parameters in one vector. */
  private Tensor loss(Tensor p, Tensor inputs, Tensor targets) {
    Tensor w1 = p.slice(0, 0, 2 * HIDDEN).reshape(2, HIDDEN);
    Tensor b1 = p.slice(0, 2 * HIDDEN, 3 * HIDDEN);
    Tensor w2 = p.slice(0, 3 * HIDDEN, 4 * HIDDEN).reshape(HIDDEN, 1);
    Tensor b2 = p.slice(0, 4 * HIDDEN, SIZE);
    Tensor out = inputs.matmul(w1).plus(b1).tanh().matmul(w2).plus(b2).squeeze(1);
    return out.minus(targets).square().mean().plus(p.square().sum().times(DECAY / 2));
  }

  private Tensor gradient(Tensor p, Tensor inputs, Tensor targets) {
    Tensor leaf = p.tracked();
    return Autodiff.grad(loss(leaf, inputs, targets), List.of(leaf)).getFirst();
  }

  private Exhibit.Table curvature() {
    Tensor hessian = Autodiff.hessian(p -> loss(p, x, y), point);
    Eigen steepest = dominant(v -> hessian.matmul(v));
    double shift = Math.abs(steepest.value());
    Eigen lowest = dominant(v -> v.times(shift).minus(hessian.matmul(v)));
    double least = shift - lowest.value();
    Tensor normal = steepest.vector().reshape(SIZE);
    Tensor flat = lowest.vector().reshape(SIZE);
    List<List<String>> rows = new ArrayList<>();
    for (double t : new double[] {-1, -0.5, 0, 0.5, 1}) {
      rows.add(List.of(
          text(t), text(loss(point.plus(normal.times(t)), x, y).item()), text(loss(point.plus(flat.times(t)), x, y).item())));
    }
    return new Exhibit.Table(
        "The loss along the direction of largest and of least curvature, at a distance t",
        List.of("t", "largest", "least"), rows,
        String.format(Locale.ROOT,
                "The Hessian's eigenvalues run from %s to %s%s. A rate that is safe along the steepest direction hardly moves along the others.",
                text(least), text(steepest.value()),
                least > 0 ? ", a condition number of " + text(steepest.value() / least)
                    : ": the least is below 0, so this is no minimum, and along that direction the slope alone says little"));
  }

  private record Eigen(double value, Tensor vector) {}

  /** The eigenvalue of largest magnitude of a symmetric matrix, by power iteration. */
  private Eigen dominant(UnaryOperator<Tensor> matrix) {
    Tensor v = Tensor.normal(random, SIZE, 1);
    for (int i = 0; i < ITERATIONS; i++) {
      Tensor next = matrix.apply(v);
      v = next.dividedBy(Math.sqrt(next.square().sum().item()));
    }
    return new Eigen(v.times(matrix.apply(v)).sum().item(), v);
  }

  private Exhibit.Table noise() {
    Tensor whole = gradient(point, x, y);
    double norm = Math.sqrt(whole.square().sum().item());
    List<List<String>> rows = new ArrayList<>();
    for (int batch : new int[] {1, 4, 16, 64}) {
      double sum = 0;
      double wrongWay = 0;
      int batches = SAMPLES / batch;
      for (int i = 0; i < batches; i++) {
        Tensor part = gradient(point, x.slice(0, i * batch, (i + 1) * batch), y.slice(0, i * batch, (i + 1) * batch));
        sum += part.minus(whole).square().sum().item();
        wrongWay += part.times(whole).sum().item() < 0 ? 1 : 0;
      }
      rows.add(List.of(String.valueOf(batch), text(Math.sqrt(sum / batches) / norm), text(wrongWay / batches)));
    }
    return new Exhibit.Table(
        "Gradients of small batches beside that of all " + SAMPLES + " samples",
        List.of("batch", "‖noise‖ ÷ ‖gradient‖", "share that points uphill"), rows,
        "Each is exact, for its batch. Four times the batch halves the noise.");
  }

  /** Two minima of one curve: a narrow one at −1 and a wide one at 1, for the training data and for data moved by 0.2. */
  private static Exhibit.Table minima() {
    UnaryOperator<Tensor> f = w -> w.plus(1).square().times(50).minimum(w.minus(1).square().times(0.5));
    List<List<String>> rows = new ArrayList<>();
    for (double at : new double[] {-1, 1}) {
      Tensor w = Tensor.scalar(at);
      rows.add(List.of(
          at < 0 ? "sharp" : "flat", text(f.apply(w).item()), text(Autodiff.hessian(t -> f.apply(t), w).item()),
          text(f.apply(w.plus(0.2)).item())));
    }
    return new Exhibit.Table(
        "A sharp and a flat minimum: equally good, until the data move by 0.2",
        List.of("minimum", "loss", "curvature", "loss on moved data"), rows,
        "The gradient is 0 at both and can't tell them apart.");
  }

  private Exhibit.Table scales() {
    double[] g = gradient(point, x, y).toDoubles();
    String[] names = {"W1", "b1", "W2", "b2"};
    int[] from = {0, 2 * HIDDEN, 3 * HIDDEN, 4 * HIDDEN, SIZE};
    List<List<String>> rows = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int i = 0; i < names.length; i++) {
      double smallest = Double.POSITIVE_INFINITY;
      double largest = 0;
      for (int j = from[i]; j < from[i + 1]; j++) {
        smallest = Math.min(smallest, Math.abs(g[j]));
        largest = Math.max(largest, Math.abs(g[j]));
      }
      least = Math.min(least, smallest);
      most = Math.max(most, largest);
      rows.add(List.of(names[i], text(smallest), text(largest)));
    }
    return new Exhibit.Table(
        "The size of the gradient in single parameters", List.of("parameter", "smallest |g|", "largest |g|"), rows,
        "They differ by a factor of " + text(most / least) + ", yet one learning rate serves them all: this is what Adam mends.");
  }
}
