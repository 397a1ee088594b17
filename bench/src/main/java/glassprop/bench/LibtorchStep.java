package glassprop.bench;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.ReLUImpl;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.SequentialImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** A step of libtorch. */
final class LibtorchStep implements Step {
  private final PointerScope owned;
  private final SequentialImpl network;
  private final List<Tensor> parameters = new ArrayList<>();
  private final Tensor inputs;
  private final Tensor labels;
  private final SGD optimizer;

  LibtorchStep(Workload workload, double rate, torch.ScalarType type) {
    try (PointerScope scope = new PointerScope()) {
      owned = scope.extend(); // what is made here lives until close()
      network = new SequentialImpl();
    Net net = workload.net();
    List<Integer> widths = net.widths();
    for (int i = 1; i < widths.size(); i++) {
      int in = widths.get(i - 1);
      int out = widths.get(i);
      LinearImpl linear = new LinearImpl(in, out);
      linear.to(type, false);
      fill(linear.weight(), Tensor.create(workload.parameters().get(2 * i - 2), in, out).t());
      fill(linear.bias(), Tensor.create(workload.parameters().get(2 * i - 1), out));
      network.push_back(linear);
      if (i < widths.size() - 1) {
        network.push_back(new ReLUImpl());
      }
      parameters.add(linear.weight());
      parameters.add(linear.bias());
    }
    inputs = Tensor.create(workload.inputs(), net.batch(), net.inputs()).to(type);
    labels = Tensor.create(workload.labels());
    optimizer = new SGD(new TensorVector(parameters.toArray(Tensor[]::new)), new SGDOptions(rate));
    }
  }

  private static void fill(Tensor parameter, Tensor numbers) {
    parameter.detach().copy_(numbers);
  }

  @Override
  public void run() {
    try (Tensor loss = step()) {}
  }

  private Tensor step() {
    optimizer.zero_grad();
    try (Tensor logits = network.forward(inputs)) {
      Tensor loss = torch.cross_entropy(logits, labels);
      loss.backward();
      optimizer.step().close();
      return loss;
    }
  }

  @Override
  public Outcome observe() {
    double loss;
    try (Tensor result = step()) {
      loss = result.item_double();
    }
    return new Outcome(
        loss,
        parameters.stream().map(p -> numbers(p.grad())).toList(),
        parameters.stream().map(LibtorchStep::numbers).toList());
  }

  /** In the layout of ours: libtorch keeps weight matrices with a row per output. */
  private static double[] numbers(Tensor tensor) {
    try (PointerScope _ = new PointerScope()) {
      Tensor ours = tensor.detach().to(torch.ScalarType.Double);
      Tensor flat = (ours.dim() == 2 ? ours.t() : ours).contiguous();
      double[] numbers = new double[Math.toIntExact(flat.numel())];
      flat.data_ptr_double().get(numbers);
      return numbers;
    }
  }

  @Override
  public void close() {
    owned.close();
  }
}
