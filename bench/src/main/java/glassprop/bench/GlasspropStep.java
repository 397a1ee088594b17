package glassprop.bench;

import glassprop.Tensor;
import glassprop.Workspace;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.nn.loss.CrossEntropy;
import glassprop.nn.loss.Loss;
import glassprop.nn.loss.Reduction;
import glassprop.nn.network.Network;
import glassprop.nn.network.Training;
import glassprop.nn.optim.Optimizer;
import glassprop.nn.optim.Sgd;
import java.util.List;

/** A step of this library, by the calls that a user of the library writes. */
final class GlasspropStep implements Step {
  private final Training network;
  private final List<Tensor> parameters;
  private final Tensor inputs;
  private final Tensor labels;
  private final Loss criterion = new CrossEntropy(Reduction.MEAN);
  private final Optimizer optimizer;
  private final Workspace workspace = new Workspace();

  GlasspropStep(Workload workload, double rate) {
    Net net = workload.net();
    Network made = Workload.shape(net).architecture(DType.F32).initialized(1);
    network = made.training(1);
    parameters = made.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      float[] numbers = workload.parameters().get(i);
      parameters.get(i).updateInPlace(p -> p.copyFrom(NdArray.over(numbers, p.shape())));
    }
    inputs = Tensor.of(NdArray.over(workload.inputs().clone(), Shape.of(net.batch(), net.inputs())));
    labels = Tensor.indices(workload.labels());
    optimizer = new Optimizer(new Sgd(rate, 0), parameters);
  }

  @Override
  public void run() {
    workspace.step(this::step);
  }

  /** The loss, before the update. */
  private Tensor step() {
    optimizer.zeroGrad();
    Tensor loss = criterion.of(network.apply(inputs), labels);
    loss.backward();
    optimizer.step();
    network.commit();
    return loss;
  }

  @Override
  public Outcome observe() {
    double loss = workspace.step(() -> step().item());
    return new Outcome(
        loss,
        parameters.stream().map(p -> p.grad().toDoubles()).toList(),
        parameters.stream().map(Tensor::toDoubles).toList());
  }

  @Override
  public void close() {}
}
