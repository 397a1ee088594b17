package glassprop.nn.train;

import glassprop.Tensor;
import glassprop.array.NdArray;
import java.util.ArrayList;
import java.util.List;

/** Adds up, over some twenty steps of an epoch, how large gradients and updates are for each parameter. */
final class Flow {
  private static final int MEASURED_STEPS = 20; // an epoch: measuring copies every parameter

  private final List<Tensor> parameters;
  private final double[] gradients;
  private final double[] updates;
  private List<NdArray> before = List.of();
  private final int interval;
  private int seen;
  private int steps;

  Flow(List<Tensor> parameters, int batches) {
    this.parameters = parameters;
    this.interval = Math.ceilDiv(batches, MEASURED_STEPS);
    this.gradients = new double[parameters.size()];
    this.updates = new double[parameters.size()];
  }

  void beforeStep() {
    if (!measures()) {
      return;
    }
    before = parameters.stream().map(parameter -> parameter.array().copy()).toList();
  }

  void afterStep() {
    if (!measures()) {
      seen++;
      return;
    }
    seen++;
    steps++;
    for (int i = 0; i < parameters.size(); i++) {
      Tensor parameter = parameters.get(i);
      gradients[i] += parameter.hasGrad() ? norm(parameter.grad().toDoubles()) : 0;
      double[] old = before.get(i).toDoubles();
      double[] now = parameter.toDoubles();
      for (int k = 0; k < now.length; k++) {
        now[k] -= old[k];
      }
      double size = norm(old);
      updates[i] += size == 0 ? 0 : norm(now) / size; // a bias begins at 0, where a ratio says nothing
    }
  }

  private boolean measures() {
    return seen % interval == 0;
  }

  private static double norm(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v * v;
    }
    return Math.sqrt(sum);
  }

  List<LayerFlow> means() {
    List<LayerFlow> means = new ArrayList<>();
    for (int i = 0; i < gradients.length; i++) {
      double n = Math.max(1, steps);
      means.add(new LayerFlow(parameters.get(i).label(), gradients[i] / n, updates[i] / n));
    }
    return means;
  }
}
