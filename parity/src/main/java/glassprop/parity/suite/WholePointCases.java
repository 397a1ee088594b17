package glassprop.parity.suite;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.nn.Activation;
import glassprop.nn.layer.BatchNorm;
import glassprop.nn.loss.CrossEntropy;
import glassprop.nn.loss.GaussianNll;
import glassprop.nn.loss.KullbackLeibler;
import glassprop.nn.loss.Reduction;
import glassprop.nn.network.Architecture;
import glassprop.nn.network.Network;
import glassprop.nn.network.Training;
import glassprop.nn.optim.Clipping;
import glassprop.op.convolution.Slide;
import glassprop.parity.oracle.Computation;
import glassprop.parity.oracle.Interpreter;
import glassprop.parity.oracle.Part;
import glassprop.parity.oracle.Pool;
import glassprop.parity.oracle.Question;
import glassprop.parity.oracle.RunningStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Points of functions, losses, layers and clipping as wholes, by an oracle's own function of that name. */
final class WholePointCases {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private WholePointCases() {}

  static List<Case> all() {
    return Stream.of(activations(), pools(), losses(), clippings(), statistics()).flatMap(List::stream).toList();
  }

  private static List<Case> activations() {
    Tensor large = Tensor.of(-1e9, -1000, -40, 40, 1000, 1e9);
    return List.of(
        ComponentRow.layer("log-sigmoid", Activation.LOG_SIGMOID, large).toPoint("log-sigmoid of large numbers"),
        ComponentRow.layer("mish", Activation.MISH, large).toPoint("mish of large numbers"),
        ComponentRow.layer("hardswish", Activation.HARDSWISH, Tensor.of(-3, 3)).toPoint("hardswish at −3 and 3"),
        ComponentRow.layer("hardswish", Activation.HARDSWISH, Tensor.of(Double.NaN)).toPoint("hardswish of NaN"));
  }

  private static List<Case> pools() {
    Pool pool = new Pool(Pool.Kind.LARGEST, 2, 2, Slide.by(2).padded(1), Slide.by(2).padded(1));
    Tensor equals = Tensor.zeros(DType.F64, 1, 1, 3, 3);
    Tensor masked = Tensor.full(-INFINITY, DType.F64, 1, 1, 3, 3);
    return List.of(
        ComponentRow.function("pool", "", pool, equals, () -> pool.of(equals)).toPoint("max pool of equals, padded"),
        ComponentRow.function("pool", "", pool, masked, () -> pool.of(masked)).toPoint("max pool of −∞ alone, padded"));
  }

  private static List<Case> losses() {
    CrossEntropy mean = new CrossEntropy(Reduction.MEAN).ignoring(-100);
    CrossEntropy sum = new CrossEntropy(Reduction.SUM).ignoring(-100);
    Tensor logits = Tensor.of(new double[][] {{1, 2}, {0, -1}});
    Tensor none = Tensor.indices(-100, -100);
    Tensor one = Tensor.of(new double[][] {{0, -INFINITY}});
    Tensor certain = Tensor.of(new double[][] {{1, 0}});
    Tensor narrow = Tensor.of(new double[][] {{1, -20}});
    return List.of(
        ComponentRow.loss("cross-entropy", mean, logits, none).toPoint("mean cross-entropy, every label ignored"),
        ComponentRow.loss("cross-entropy", sum, logits, none).toPoint("sum of cross-entropies, every label ignored"),
        ComponentRow.loss("KL", new KullbackLeibler(Reduction.SUM), one, certain).toPoint("KL divergence where both are 0"),
        ComponentRow.loss("Gaussian", new GaussianNll(Reduction.SUM), narrow, Tensor.of(new double[][] {{0.5}}))
            .toPoint("Gaussian NLL of a variance below ε"));
  }

  private static List<Case> clippings() {
    List<NdArray> gradients = List.of(v(3, -4), v(12));
    List<NdArray> infinite = List.of(v(3, INFINITY), v(12));
    return List.of(
        clipping("clipping by norm, within the bound", Clipping.byNorm(14), gradients),
        clipping("clipping by norm, above the bound", Clipping.byNorm(1), gradients),
        clipping("clipping by value", Clipping.byValue(3.5), gradients),
        clipping("clipping by value of an infinite gradient", Clipping.byValue(3.5), infinite));
  }

  private static List<Case> statistics() {
    return List.of(
        statistics("running statistics of three batches", v(1, 2, 4, -3), v(0, 5, 1, 1), v(2, 2, 2, 2)),
        statistics("running statistics after a batch with an infinity", v(1, 2, 4, -3), v(0, INFINITY, 1, 1)));
  }

  private static NdArray v(double... numbers) {
    return NdArray.over(numbers, Shape.of(numbers.length));
  }

  /** The clipped gradients end to end. */
  private static Case clipping(String name, Clipping clipping, List<NdArray> gradients) {
    return ofPeer(
        name, clipping, gradients,
        () -> {
          List<Tensor> clipped = clipping.of(gradients.stream().map(Tensor::of).toList());
          return Tensor.concat(0, clipped.toArray(Tensor[]::new)).array();
        });
  }

  /** The running means and then the running variances, after batches of two features. */
  private static Case statistics(String name, NdArray... batches) {
    BatchNorm norm = new BatchNorm(0.3, 1e-5, true);
    List<NdArray> pairs = Stream.of(batches).map(batch -> batch.reshape(Shape.of(2, 2))).toList();
    return ofPeer(
        name, new RunningStatistics(norm), pairs,
        () -> {
          Network network = Architecture.of(norm, DType.F64, 2).initialized(1);
          Training training = network.training(1);
          for (NdArray batch : pairs) {
            training.apply(Tensor.of(batch));
            training.commit();
          }
          return Tensor.concat(0, network.tensor("running_mean"), network.tensor("running_var")).array();
        });
  }

  /** What only an oracle's own function can be asked about: op by op it would be our arithmetic again. */
  private static Case ofPeer(String name, Object component, List<NdArray> inputs, Supplier<NdArray> ours) {
    Computation theirs =
        new Computation() {
          @Override
          public <V> Done<V> in(Interpreter<V> system, List<V> values) {
            return new Done<>(system.peer(component, values).orElseThrow(), List.of());
          }
        };
    return new Case(
        new Case.Subject("point", name), "value", Tolerance.ROUNDING,
        (engine, oracle) -> {
          if (!oracle.vocabulary().hasPeer(component)) {
            return Optional.empty();
          }
          Question question = new Question(inputs, theirs, v(), List.of());
          return Optional.of(
              new Case.Answers(List.of(new Part("the value", ours.get())), oracle.answer(question).parts()));
        });
  }
}
