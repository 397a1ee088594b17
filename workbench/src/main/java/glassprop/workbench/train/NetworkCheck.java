package glassprop.workbench.train;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.check.GradCheck;
import glassprop.nn.loss.Loss;
import glassprop.nn.network.Network;
import glassprop.nn.train.Examples;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The gradient check of a network and its loss on real rows, before it is trained: a float64 twin with the same
 * weights, and a few elements of each parameter against finite differences.
 *
 * <p>The twin's biases, which begin at 0, are moved off it. A row whose inputs to a layer are all 0 would otherwise sit
 * at ReLU's kink exactly, where there is no derivative for finite differences to find, however small their steps.
 */
final class NetworkCheck {
  static final double RELATIVE = 1e-6;
  static final int ROWS = 8;
  private static final double ABSOLUTE = 1e-9;
  private static final int ELEMENTS = 20; // of each parameter
  private static final double BIAS = 0.1;

  private NetworkCheck() {}

  static GradCheck.Report run(Network network, Loss loss, Examples train, RandomGenerator random) {
    Examples rows = train.select(IntStream.range(0, Math.min(ROWS, train.size())).toArray());
    Tensor inputs = rows.inputs().to(DType.F64);
    Tensor targets = rows.targets().dtype().isFloat() ? rows.targets().to(DType.F64) : rows.targets();
    Network twin = twin(network, random);
    return GradCheck.strict().withTolerance(RELATIVE, ABSOLUTE).withSampling(ELEMENTS, random)
        .checkLeaves(() -> loss.of(twin.apply(inputs), targets), twin.parameters());
  }

  private static Network twin(Network network, RandomGenerator random) {
    Network twin = network.to(DType.F64);
    for (Tensor parameter : twin.parameters()) {
      if (parameter.shape().rank() == 1) {
        Tensor moved = parameter.detach().plus(Tensor.uniform(random, -BIAS, BIAS, parameter.shape().toArray()));
        parameter.updateInPlace(array -> array.copyFrom(moved.array()));
      }
    }
    return twin;
  }
}
