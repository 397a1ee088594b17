package glassprop.parity.suite;

import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.nn.Layer;
import glassprop.nn.loss.Loss;
import glassprop.parity.oracle.Question;
import glassprop.parity.oracle.Replay;
import glassprop.parity.oracle.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGeneratorFactory;

/**
 * A layer, a loss or a function, and what it did.
 *
 * @param component what an oracle's own function of that name is looked up by
 */
record ComponentRow(Case.Subject subject, String setting, Object component, Replay replay) {
  private static final long SEED = 23;

  /** A layer, by its input and its parameters, whose buffers are given but nothing is differentiated by. */
  static ComponentRow layer(String name, Layer layer, Tensor x) {
    return layer(name, layer, layer, x);
  }

  /** A layer of a class that nobody else may see. */
  static ComponentRow layer(String name, Layer layer, Object component, Tensor x) {
    List<Tensor> watched = new ArrayList<>(List.of(x));
    watched.addAll(layer.parameters());
    List<Tensor> inputs = new ArrayList<>(watched);
    inputs.addAll(layer.buffers());
    Replay replay = Replay.of(inputs, () -> layer.forward(x)).watching(watched);
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
