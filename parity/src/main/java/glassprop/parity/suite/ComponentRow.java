package glassprop.parity.suite;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.nn.loss.Loss;
import glassprop.nn.network.Architecture;
import glassprop.nn.network.Layer;
import glassprop.nn.network.Network;
import glassprop.parity.oracle.Question;
import glassprop.parity.oracle.Replay;
import glassprop.parity.oracle.Whole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGeneratorFactory;

/**
 * A layer, a loss or a function, and what it did.
 *
 * @param component what an oracle's own function of that name is looked up by
 */
record ComponentRow(Case.Subject subject, String setting, Object component, Replay replay) {
  private static final long SEED = 23;

  /** A layer with new parameters, by its input and those, whose buffers are given but nothing is differentiated by. */
  static ComponentRow layer(String name, Layer layer, Tensor x) {
    return network(name, network(layer, x), layer, x);
  }

  /** A layer with new parameters, for inputs such as x. */
  static Network network(Layer layer, Tensor x) {
    int[] sizes = x.shape().toArray();
    TensorType example = x.type().withShape(Shape.of(Arrays.copyOfRange(sizes, Math.min(1, sizes.length), sizes.length)));
    return new Architecture(layer, DType.F64, example).initialized(SEED);
  }

  /** A network as it is out of training. */
  static ComponentRow network(String name, Network network, Object component, Tensor x) {
    return network(name, network, component, x, network::apply);
  }

  /** A network in a view of it. */
  static ComponentRow network(String name, Network network, Object component, Tensor x, UnaryOperator<Tensor> view) {
    List<Tensor> watched = new ArrayList<>();
    if (x.dtype().isFloat()) {
      watched.add(x);
    }
    watched.addAll(network.parameters());
    List<Tensor> inputs = new ArrayList<>(List.of(x));
    inputs.addAll(network.parameters());
    network.state().values().stream().filter(tensor -> !tensor.isTracked()).forEach(inputs::add);
    Replay replay = Replay.of(inputs, () -> view.apply(x)).watching(watched);
    return new ComponentRow(new Case.Subject("layer", name), "of " + x.shape(), component, replay);
  }

  /** A function of one tensor. */
  static ComponentRow function(String name, String setting, Object component, Tensor x, Supplier<Tensor> function) {
    return new ComponentRow(new Case.Subject("function", name), setting, component, Replay.of(List.of(x), function));
  }

  /** A loss, by the prediction. */
  static ComponentRow loss(String name, Loss loss, Tensor prediction, Tensor target) {
    return loss(name, loss, prediction, target, List.of(prediction));
  }

  /** A loss, by both. */
  static ComponentRow ofBoth(String name, Loss loss, Tensor prediction, Tensor target) {
    return loss(name, loss, prediction, target, List.of(prediction, target));
  }

  private static ComponentRow loss(String name, Loss loss, Tensor prediction, Tensor target, List<Tensor> watched) {
    Replay replay = Replay.of(List.of(prediction, target), () -> loss.of(prediction, target)).watching(watched);
    return new ComponentRow(new Case.Subject("loss", name), prediction.shape() + ", " + loss, loss, replay);
  }

  /** The cotangent is no constant, so that no symmetry hides a fault. */
  Case toCase() {
    Shape shape = replay.tape().result().shape();
    double[] weights = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED).doubles(shape.size(), -1, 1).toArray();
    return toCase(new Question(replay.arrays(), new Whole(component, replay), NdArray.over(weights, shape), List.of()));
  }

  /** A point where calculus alone does not decide. */
  Case toPoint(String name) {
    Case tried = toCase(new Question(replay.arrays(), new Whole(component, replay), replay.question().cotangent(), List.of()));
    return new Case(new Case.Subject("point", name), "first order", Tolerance.ROUNDING, tried.trial());
  }

  private Case toCase(Question question) {
    return new Case(
        subject, setting, Tolerance.ROUNDING,
        (engine, oracle) -> Optional.of(Case.Answers.to(question, engine, oracle)));
  }
}
