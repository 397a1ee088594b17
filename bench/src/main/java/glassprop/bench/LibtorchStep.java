package glassprop.bench;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A step of libtorch, in the fastest of the ways tried: addmm on weights that lie as it wants them, relu in place, and updates by
 * add_ on the detached parameters. A torch::nn::Sequential of Linear and ReLU with its SGD takes 15 % longer on small nets, and the
 * same on large ones. What a step makes is closed by hand, so that no garbage collector has to find it.
 */
final class LibtorchStep implements Step {
  private final PointerScope owned;
  private final List<Tensor> parameters = new ArrayList<>();
  private final List<Tensor> values = new ArrayList<>();
  private final Tensor inputs;
  private final Tensor labels;
  private final SGD gradients;
  private final Scalar minusRate;

  LibtorchStep(Workload workload, double rate, torch.ScalarType type) {
    try (PointerScope scope = new PointerScope()) {
      owned = scope.extend(); // what is made here lives until close()
      Net net = workload.net();
      List<Integer> widths = net.widths();
      for (int i = 1; i < widths.size(); i++) {
        add(Tensor.create(workload.parameters().get(2 * i - 2), widths.get(i - 1), widths.get(i)).to(type));
        add(Tensor.create(workload.parameters().get(2 * i - 1), widths.get(i)).to(type));
      }
      inputs = Tensor.create(workload.inputs(), net.batch(), net.inputs()).to(type);
      labels = Tensor.create(workload.labels());
      gradients = new SGD(new TensorVector(parameters.toArray(Tensor[]::new)), new SGDOptions(rate)); // only to zero them
      minusRate = new Scalar(-rate);
    }
  }

  private void add(Tensor parameter) {
    parameter.set_requires_grad(true);
    parameters.add(parameter);
    values.add(parameter.detach());
  }

  @Override
  public void run() {
    step().close();
  }

  private Tensor step() {
    gradients.zero_grad();
    Tensor loss = loss();
    loss.backward();
    for (int i = 0; i < values.size(); i++) {
      try (Tensor gradient = parameters.get(i).grad()) {
        values.get(i).add_(gradient, minusRate);
      }
    }
    return loss;
  }

  private Tensor loss() {
    Tensor[] layers = new Tensor[parameters.size() / 2];
    Tensor h = inputs;
    for (int i = 0; i < layers.length; i++) {
      h = torch.addmm(parameters.get(2 * i + 1), h, parameters.get(2 * i));
      layers[i] = h;
      if (i < layers.length - 1) {
        torch.relu_(h);
      }
    }
    Tensor loss = torch.cross_entropy_loss(h, labels);
    for (Tensor layer : layers) {
      layer.close();
    }
    return loss;
  }

  @Override
  public Outcome observe() {
    try (PointerScope _ = new PointerScope()) {
      double loss = step().item_double();
      return new Outcome(
          loss,
          parameters.stream().map(p -> numbers(p.grad())).toList(),
          values.stream().map(LibtorchStep::numbers).toList());
    }
  }

  private static double[] numbers(Tensor tensor) {
    Tensor wide = tensor.to(torch.ScalarType.Double).contiguous();
    double[] numbers = new double[Math.toIntExact(wide.numel())];
    wide.data_ptr_double().get(numbers);
    return numbers;
  }

  @Override
  public void close() {
    owned.close();
  }
}
