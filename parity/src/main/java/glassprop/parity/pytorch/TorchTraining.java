package glassprop.parity.pytorch;

import glassprop.array.NdArray;
import glassprop.nn.Initializer;
import glassprop.nn.optim.AdaGrad;
import glassprop.nn.optim.Adam;
import glassprop.nn.optim.AdamW;
import glassprop.nn.optim.RmsProp;
import glassprop.nn.optim.Sgd;
import glassprop.nn.optim.UpdateRule;
import glassprop.parity.oracle.Training;
import glassprop.parity.oracle.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adagrad;
import org.bytedeco.pytorch.AdagradOptions;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.FanModeType;
import org.bytedeco.pytorch.Nonlinearity;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.bytedeco.pytorch.kFanIn;
import org.bytedeco.pytorch.kReLU;

/** PyTorch's optimizers and initialisers: torch.optim and torch.nn.init. */
record TorchTraining(TorchTensors tensors) {

  Optional<Trajectory> run(Training training) {
    List<Tensor> parameters = training.parameters().stream().map(tensors::leaf).toList();
    TensorVector all = new TensorVector(parameters.toArray(Tensor[]::new));
    return optimizer(training.rule(), all).map(optimizer -> steps(training, parameters, optimizer));
  }

  private Trajectory steps(Training training, List<Tensor> parameters, Optimizer optimizer) {
    Trajectory trajectory = new Trajectory();
    for (List<NdArray> batch : training.batches()) {
      try (PointerScope _ = new PointerScope()) {
        List<Tensor> inputs = new ArrayList<>(parameters);
        batch.forEach(array -> inputs.add(tensors.constant(array)));
        optimizer.zero_grad();
        Tensor loss = training.loss().in(tensors, inputs).result();
        loss.backward();
        optimizer.step();
        trajectory.step(loss.item_double(), parameters.stream().map(TorchTensors::numbers).toList());
      }
    }
    return trajectory;
  }

  private static Optional<Optimizer> optimizer(UpdateRule rule, TensorVector parameters) {
    return switch (rule) {
      case Sgd sgd -> {
        SGDOptions options = new SGDOptions(sgd.rate());
        options.momentum().put(sgd.momentum());
        options.nesterov().put(sgd.nesterov());
        options.weight_decay().put(sgd.weightDecay());
        yield Optional.of(new SGD(parameters, options));
      }
      case Adam adam -> {
        AdamOptions options = new AdamOptions(adam.rate());
        put(options.betas(), adam.beta1(), adam.beta2());
        options.eps().put(adam.epsilon());
        yield Optional.of(new org.bytedeco.pytorch.Adam(parameters, options));
      }
      case AdamW adam -> {
        AdamWOptions options = new AdamWOptions(adam.rate());
        put(options.betas(), adam.beta1(), adam.beta2());
        options.eps().put(adam.epsilon());
        options.weight_decay().put(adam.weightDecay());
        yield Optional.of(new org.bytedeco.pytorch.AdamW(parameters, options));
      }
      case RmsProp prop -> {
        RMSpropOptions options = new RMSpropOptions(prop.rate());
        options.alpha().put(prop.decay());
        options.eps().put(prop.epsilon());
        options.momentum().put(prop.momentum());
        options.weight_decay().put(prop.weightDecay());
        yield Optional.of(new RMSprop(parameters, options));
      }
      case AdaGrad grad -> {
        AdagradOptions options = new AdagradOptions(grad.rate());
        options.lr_decay().put(grad.rateDecay());
        options.eps().put(grad.epsilon());
        options.weight_decay().put(grad.weightDecay());
        yield Optional.of(new Adagrad(parameters, options));
      }
      default -> Optional.empty();
    };
  }

  /** A C++ tuple lies in memory in either order: by default β₁ &lt; β₂. */
  private static void put(DoublePointer betas, double beta1, double beta2) {
    boolean inOrder = betas.get(0) < betas.get(1);
    betas.put(0, inOrder ? beta1 : beta2).put(1, inOrder ? beta2 : beta1);
  }

  /** PyTorch's weights are (outputs, inputs). */
  static Optional<Tensor> initial(Initializer initializer, int inputs, int outputs, long seed) {
    torch.manual_seed(seed);
    Tensor weights = torch.zeros(new long[] {outputs, inputs}, new TensorOptions(ScalarType.Double));
    if (initializer.equals(Initializer.he())) {
      torch.kaiming_normal_(weights, 0, new FanModeType(new kFanIn()), new Nonlinearity(new kReLU()));
    } else if (initializer.equals(Initializer.xavier())) {
      torch.xavier_normal_(weights, 1);
    } else if (initializer instanceof Initializer.Normal(double deviation)) {
      torch.normal_(weights, 0, deviation);
    } else if (initializer instanceof Initializer.Constant(double value)) {
      torch.constant_(weights, new Scalar(value));
    } else {
      return Optional.empty();
    }
    return Optional.of(weights.t());
  }
}
