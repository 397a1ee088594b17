package glassprop.parity.pytorch;

import glassprop.nn.Activation;
import glassprop.nn.layer.BatchNorm;
import glassprop.nn.layer.Dense;
import glassprop.nn.layer.Embedding;
import glassprop.nn.layer.LayerNorm;
import glassprop.nn.loss.BinaryCrossEntropy;
import glassprop.nn.loss.CrossEntropy;
import glassprop.nn.loss.GaussianNll;
import glassprop.nn.loss.KullbackLeibler;
import glassprop.nn.loss.MeanSquaredError;
import glassprop.nn.loss.Reduction;
import glassprop.nn.optim.Clipping;
import glassprop.parity.oracle.BatchView;
import glassprop.parity.oracle.Gate;
import glassprop.parity.oracle.Pool;
import glassprop.parity.oracle.RunningStatistics;
import glassprop.parity.oracle.Vocabulary;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The layers, functions and losses for which PyTorch has a function of its own. */
final class TorchPeers {
  /** at::Reduction. */
  static final long MEAN = 1;

  /** As above. */
  static final long SUM = 2;

  /** PyTorch's default of a label to ignore: no class has it. */
  static final long NO_LABEL = -100;

  private TorchPeers() {}

  static void add(Vocabulary<Tensor> rows) {
    rows.peer(Dense.class, (layer, x) -> activation(layer.activation(), torch.linear(x.get(0), x.get(1).t(), optional(x.subList(2, x.size())))))
        .peer(Embedding.class, (layer, x) -> torch.embedding(x.get(1), x.get(0)))
        .peer(
            LayerNorm.class,
            (norm, x) ->
                torch.layer_norm(
                    x.get(0), new long[] {x.get(0).size(-1)}, new TensorOptional(x.get(1)), new TensorOptional(x.get(2)), norm.epsilon(), false))
        .peer(BatchNorm.class, (norm, x) -> batchNorm(norm, x, false))
        .peer(RunningStatistics.class, (statistics, batches) -> running(statistics.norm(), batches))
        .peer(Clipping.ByNorm.class, (clipping, x) -> clipped(x, all -> torch.clip_grad_norm_(all, clipping.most())))
        .peer(Clipping.ByValue.class, (clipping, x) -> clipped(x, all -> torch.clip_grad_value_(all, clipping.most())))
        .peer(BatchView.class, (view, x) -> batchNorm(view.norm(), x, true))
        .peer(Gate.class, (gate, x) -> torch.glu(x.getFirst(), gate.axis()))
        .peer(Pool.class, (pool, x) -> TorchImages.pooled(pool, x.getFirst()))
        .peer(Activation.class, (activation, x) -> activation(activation, x.getFirst()))
        .peer(MeanSquaredError.class, (loss, x) -> torch.mse_loss(x.get(0), x.get(1), code(loss.reduction())))
        .peer(
            BinaryCrossEntropy.class,
            (loss, x) ->
                torch.binary_cross_entropy_with_logits(
                    x.get(0), x.get(1), new TensorOptional(), new TensorOptional(), code(loss.reduction())))
        .peer(CrossEntropy.class, (loss, x) -> crossEntropy(loss, x.get(0), x.get(1)))
        .peer(KullbackLeibler.class, (loss, x) -> kullbackLeibler(loss, x.get(0), x.get(1)))
        .peer(GaussianNll.class, (loss, x) -> gaussian(loss, x.get(0), x.get(1)));
  }

  private static TensorOptional optional(List<Tensor> oneOrNone) {
    return oneOrNone.isEmpty() ? new TensorOptional() : new TensorOptional(oneOrNone.getFirst());
  }

  /** Of x, then scale and shift, if any, then the running mean and variance; those it changes are copies. */
  private static Tensor batchNorm(BatchNorm norm, List<Tensor> x, boolean training) {
    boolean affine = x.size() == 5;
    TensorOptional scale = affine ? new TensorOptional(x.get(1)) : new TensorOptional();
    TensorOptional shift = affine ? new TensorOptional(x.get(2)) : new TensorOptional();
    TensorOptional mean = new TensorOptional(x.get(x.size() - 2).detach().clone());
    TensorOptional variance = new TensorOptional(x.getLast().detach().clone());
    return torch.batch_norm(x.getFirst(), scale, shift, mean, variance, training, norm.momentum(), norm.epsilon(), false);
  }

  private static Tensor running(BatchNorm norm, List<Tensor> batches) {
    Tensor mean = TorchTensors.vector(new double[(int) batches.getFirst().size(1)]);
    Tensor variance = torch.ones_like(mean);
    for (Tensor batch : batches) {
      torch.batch_norm(
          batch.detach(), new TensorOptional(), new TensorOptional(), new TensorOptional(mean), new TensorOptional(variance), true,
          norm.momentum(), norm.epsilon(), false);
    }
    return torch.cat(new TensorVector(mean, variance), 0);
  }

  /** It clips the gradients that parameters hold, in place. */
  private static Tensor clipped(List<Tensor> gradients, Consumer<TensorVector> clipping) {
    Tensor[] parameters = new Tensor[gradients.size()];
    for (int i = 0; i < parameters.length; i++) {
      Tensor gradient = gradients.get(i).detach();
      parameters[i] = torch.zeros_like(gradient).requires_grad_(true);
      parameters[i].mutable_grad().put(gradient.clone());
    }
    clipping.accept(new TensorVector(parameters));
    return torch.cat(new TensorVector(Stream.of(parameters).map(Tensor::grad).toArray(Tensor[]::new)), 0);
  }

  private static Tensor activation(Activation activation, Tensor x) {
    return switch (activation) {
      case RELU -> x.relu();
      case SIGMOID -> x.sigmoid();
      case TANH -> x.tanh();
      case SOFTPLUS -> torch.softplus(x);
      case LOG_SIGMOID -> torch.log_sigmoid(x);
      case GELU -> torch.gelu(x);
      case SILU -> torch.silu(x);
      case MISH -> torch.mish(x);
      case HARDSWISH -> torch.hardswish(x);
      case SOFTSIGN -> x.div(x.abs().add(new Scalar(1.0)));
      case IDENTITY -> x;
    };
  }

  private static Tensor crossEntropy(CrossEntropy loss, Tensor logits, Tensor labels) {
    double[] weights = loss.weights().values().stream().mapToDouble(Double::doubleValue).toArray();
    TensorOptional weight = weights.length == 0 ? new TensorOptional() : new TensorOptional(TorchTensors.vector(weights));
    return torch.cross_entropy_loss(
        logits, labels, weight, code(loss.reduction()), loss.ignored().orElse(NO_LABEL), loss.smoothing());
  }

  /** Its mean is over all elements; "batchmean", over rows, is a sum divided in Python. */
  private static Tensor kullbackLeibler(KullbackLeibler loss, Tensor logPrediction, Tensor target) {
    Tensor sum = torch.kl_div(logPrediction, target, SUM, loss.logTarget());
    return loss.reduction() == Reduction.MEAN ? sum.div(new Scalar((double) target.size(0))) : sum;
  }

  /** As its Python library writes it: the variance is raised to ε behind autograd's back. */
  private static Tensor gaussian(GaussianNll loss, Tensor prediction, Tensor target) {
    long k = target.size(1);
    Tensor mean = prediction.narrow(1, 0, k);
    Tensor variance = torch.softplus(prediction.narrow(1, k, k)).clone();
    try (NoGradGuard _ = new NoGradGuard()) {
      variance.clamp_(new ScalarOptional(new Scalar(loss.epsilon())));
    }
    Tensor losses = variance.log().add(mean.sub(target).square().div(variance)).mul(new Scalar(0.5));
    Tensor all = loss.full() ? losses.add(new Scalar(0.5 * Math.log(2 * Math.PI))) : losses;
    return loss.reduction() == Reduction.MEAN ? all.mean() : all.sum();
  }

  private static long code(Reduction reduction) {
    return switch (reduction) {
      case MEAN -> MEAN;
      case SUM -> SUM;
    };
  }
}
