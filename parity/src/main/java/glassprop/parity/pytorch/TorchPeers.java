package glassprop.parity.pytorch;

import glassprop.nn.Activation;
import glassprop.nn.Linear;
import glassprop.nn.loss.BinaryCrossEntropy;
import glassprop.nn.loss.CrossEntropy;
import glassprop.nn.loss.MeanSquaredError;
import glassprop.nn.loss.Reduction;
import glassprop.parity.oracle.Vocabulary;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** The layers and losses for which PyTorch has a function of its own. */
final class TorchPeers {
  private static final long IGNORED = -100; // PyTorch's default: no class has this label

  private TorchPeers() {}

  static void add(Vocabulary<Tensor> rows) {
    rows.peer(Linear.class, (layer, x) -> torch.linear(x.get(0), x.get(1).t(), new TensorOptional(x.get(2))))
        .peer(Activation.class, (activation, x) -> activation(activation, x.getFirst()))
        .peer(MeanSquaredError.class, (loss, x) -> torch.mse_loss(x.get(0), x.get(1), code(loss.reduction())))
        .peer(
            BinaryCrossEntropy.class,
            (loss, x) ->
                torch.binary_cross_entropy_with_logits(
                    x.get(0), x.get(1), new TensorOptional(), new TensorOptional(), code(loss.reduction())))
        .peer(
            CrossEntropy.class,
            (loss, x) ->
                torch.cross_entropy_loss(x.get(0), x.get(1), new TensorOptional(), code(loss.reduction()), IGNORED, 0));
  }

  private static Tensor activation(Activation activation, Tensor x) {
    return switch (activation) {
      case RELU -> x.relu();
      case SIGMOID -> x.sigmoid();
      case TANH -> x.tanh();
      case SOFTPLUS -> torch.softplus(x);
      case IDENTITY -> x;
    };
  }

  /** at::Reduction. */
  private static long code(Reduction reduction) {
    return switch (reduction) {
      case MEAN -> 1;
      case SUM -> 2;
    };
  }
}
