package glassprop.parity.tensorflow;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.nn.optim.AdaDelta;
import glassprop.nn.optim.Adam;
import glassprop.nn.optim.Sgd;
import glassprop.nn.optim.UpdateRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat64;

/** TensorFlow's own update kernels, over variables of a graph. */
final class GraphUpdate {
  private final Graph graph;
  private final Ops tf;
  private final UpdateRule rule;

  private GraphUpdate(Graph graph, UpdateRule rule) {
    this.graph = graph;
    this.tf = Ops.create(graph);
    this.rule = rule;
  }

  static Optional<GraphUpdate> of(UpdateRule rule, Graph graph) {
    boolean known = rule instanceof Sgd(double _, double _, boolean nesterov, double decay) ? !nesterov && decay == 0 : rule instanceof Adam || rule instanceof AdaDelta;
    return known ? Optional.of(new GraphUpdate(graph, rule)) : Optional.empty();
  }

  /** Begins with these parameters. */
  Running start(List<NdArray> parameters, ConfigProto configuration) {
    return new Running(parameters, configuration);
  }

  /** The variables, as long as they live. */
  final class Running implements AutoCloseable {
    private final Session session;
    private final List<Operand<TFloat64>> gradients = new ArrayList<>();
    private final List<Operand<TFloat64>> updated = new ArrayList<>();
    private final List<Operand<?>> starts = new ArrayList<>();
    private final Operand<TFloat64> count = tf.placeholder(TFloat64.class);
    private int step;

    private Running(List<NdArray> parameters, ConfigProto configuration) {
      for (NdArray parameter : parameters) {
        Operand<TFloat64> gradient = tf.placeholder(TFloat64.class);
        gradients.add(gradient);
        updated.add(update(variable(parameter), parameter, gradient));
      }
      session = new Session(graph, configuration);
      Session.Runner runner = session.runner();
      starts.forEach(runner::addTarget);
      runner.run().close();
    }

    private Variable<TFloat64> variable(NdArray start) {
      Variable<TFloat64> variable = tf.variable(GraphTensors.shape(start.shape()), TFloat64.class);
      starts.add(tf.assign(variable, Words.numbers(tf.constantOf((TFloat64) GraphTensors.tensor(start)))));
      return variable;
    }

    private Operand<TFloat64> update(Variable<TFloat64> weights, NdArray start, Operand<TFloat64> gradient) {
      NdArray zeros = NdArray.zeros(start.type());
      return switch (rule) {
        case Sgd sgd when sgd.momentum() == 0 -> tf.train.applyGradientDescent(weights, tf.constant(sgd.rate()), gradient);
        case Sgd sgd -> tf.train.applyMomentum(weights, variable(zeros), tf.constant(sgd.rate()), gradient, tf.constant(sgd.momentum()));
        case AdaDelta(double rate, double decay, double epsilon) ->
            tf.train.applyAdadelta(
                weights, variable(zeros), variable(zeros), tf.constant(rate), tf.constant(decay), tf.constant(epsilon), gradient);
        case Adam adam -> {
          Operand<TFloat64> power1 = tf.math.pow(tf.constant(adam.beta1()), count);
          Operand<TFloat64> power2 = tf.math.pow(tf.constant(adam.beta2()), count);
          // Its ε stands beside √v where the paper's stands beside √v̂; this makes one of the other.
          Operand<TFloat64> epsilon =
              tf.math.mul(tf.constant(adam.epsilon()), tf.math.sqrt(tf.math.sub(tf.constant(1.0), power2)));
          yield tf.train.applyAdam(
              weights, variable(zeros), variable(zeros), power1, power2, tf.constant(adam.rate()),
              tf.constant(adam.beta1()), tf.constant(adam.beta2()), epsilon, gradient);
        }
        default -> throw new IllegalStateException("no kernel for " + rule);
      };
    }

    /** The parameters after one more step. */
    List<NdArray> step(List<NdArray> arrived) {
      step++;
      List<Tensor> fed = new ArrayList<>();
      Session.Runner runner = session.runner();
      NdArray counted = NdArray.full(new TensorType(Shape.SCALAR, DType.F64), step);
      fed.add(GraphTensors.tensor(counted));
      runner.feed(count, fed.getFirst());
      for (int i = 0; i < gradients.size(); i++) {
        fed.add(GraphTensors.tensor(arrived.get(i)));
        runner.feed(gradients.get(i), fed.getLast());
      }
      updated.forEach(runner::fetch);
      try (Result result = runner.run()) {
        List<NdArray> parameters = new ArrayList<>();
        for (int i = 0; i < updated.size(); i++) {
          parameters.add(GraphTensors.numbers(result.get(i)));
        }
        return parameters;
      } finally {
        fed.forEach(Tensor::close);
      }
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
