package glassprop.parity.tensorflow;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.nn.Initializer;
import glassprop.parity.oracle.Answer;
import glassprop.parity.oracle.Computation;
import glassprop.parity.oracle.Oracle;
import glassprop.parity.oracle.OracleException;
import glassprop.parity.oracle.Question;
import glassprop.parity.oracle.Training;
import glassprop.parity.oracle.Trajectory;
import glassprop.parity.oracle.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.TFloat64;

/** TensorFlow, by the gradients that it adds to a graph: its C++ ones, which are the only ones outside of Python. */
public final class TensorFlowGraph implements Oracle {
  /** As it is built, on one thread: the graph is for one run, so that rewriting it would only take time. */
  private static final ConfigProto CONFIGURATION =
      ConfigProto.newBuilder()
          .setIntraOpParallelismThreads(1)
          .setInterOpParallelismThreads(1)
          .setGraphOptions(
              GraphOptions.newBuilder()
                  .setOptimizerOptions(OptimizerOptions.newBuilder().setOptLevel(OptimizerOptions.Level.L0))
                  .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
          .build();

  private final GraphTensors words = new GraphTensors(new Graph());

  @Override
  public String name() {
    return "tensorflow";
  }

  @Override
  public String title() {
    return "TensorFlow";
  }

  @Override
  public String version() {
    return TensorFlow.version();
  }

  @Override
  public Vocabulary<?> vocabulary() {
    return words.vocabulary();
  }

  @Override
  public boolean hasSecondOrder() {
    return false;
  }

  @Override
  public Answer answer(Question question) {
    try (Graph graph = new Graph()) {
      return ask(question, graph);
    } catch (OracleException e) {
      throw e;
    } catch (IllegalStateException e) { // what its binding throws at a gradient that TensorFlow said is none
      throw new OracleException(title() + ": no gradient passes through one of these ops, or " + e.getMessage());
    } catch (RuntimeException e) { // TensorFlow's own errors are of several classes
      throw new OracleException(title(), e);
    }
  }

  /** Its initialisers are Python. */
  @Override
  public Optional<NdArray> initial(Initializer initializer, int inputs, int outputs, long seed) {
    return Optional.empty();
  }

  @Override
  public Optional<Trajectory> train(Training training) {
    try (Graph graph = new Graph()) {
      return GraphUpdate.of(training.rule(), graph).map(update -> train(training, update));
    }
  }

  private Trajectory train(Training training, GraphUpdate update) {
    Trajectory trajectory = new Trajectory();
    List<NdArray> parameters = training.parameters();
    try (GraphUpdate.Running running = update.start(parameters, CONFIGURATION)) {
      for (List<NdArray> batch : training.batches()) {
        List<NdArray> inputs = new ArrayList<>(parameters);
        inputs.addAll(batch);
        NdArray one = NdArray.full(new TensorType(Shape.SCALAR, DType.F64), 1);
        Answer answer = answer(new Question(inputs, training.loss(), one, List.of()));
        parameters = running.step(answer.gradients());
        trajectory.step(answer.value().get(), parameters);
      }
    }
    return trajectory;
  }

  private static Answer ask(Question question, Graph graph) {
    GraphTensors tensors = new GraphTensors(graph);
    List<Operand<?>> inputs = new ArrayList<>();
    question.inputs().forEach(x -> inputs.add(tensors.placeholder(x.type())));
    Computation.Done<Operand<?>> done = question.computation().in(tensors, List.copyOf(inputs));
    List<Operand<?>> wanted = new ArrayList<>(List.of(done.result()));
    if (!done.watched().isEmpty()) {
      wanted.addAll(
          gradients(graph, tensors, done.result(), tensors.constant(question.cotangent()), done.watched()));
    }
    List<NdArray> numbers = run(graph, inputs, question.inputs(), wanted);
    return new Answer(numbers.getFirst(), numbers.subList(1, numbers.size()), List.of());
  }

  /** The gradient of each x; zero where y doesn't depend on it. */
  private static List<Operand<?>> gradients(
      Graph graph, GraphTensors tensors, Operand<?> y, Operand<?> cotangent, List<Operand<?>> xs) {
    Set<GraphOperation> reached = graph.subgraphTo(Set.of(y));
    Predicate<Operand<?>> reachable = x -> reached.contains(x.op()) || x.op().equals(y.op());
    Output<?>[] found =
        graph.addGradients(
            "gradients", new Output<?>[] {y.asOutput()},
            xs.stream().filter(reachable).map(Operand::asOutput).toArray(Output<?>[]::new), new Output<?>[] {cotangent.asOutput()});
    List<Operand<?>> gradients = new ArrayList<>();
    int next = 0;
    for (Operand<?> x : xs) {
      gradients.add(reachable.test(x) ? found[next++] : tensors.constant(NdArray.zeros(tensors.type(x))));
    }
    return gradients;
  }

  private static List<NdArray> run(
      Graph graph, List<Operand<?>> inputs, List<NdArray> numbers, List<Operand<?>> wanted) {
    Ops tf = Ops.create(graph);
    List<Tensor> fed = new ArrayList<>();
    try (Session session = new Session(graph, CONFIGURATION)) {
      Session.Runner runner = session.runner();
      for (int i = 0; i < inputs.size(); i++) {
        Tensor tensor = GraphTensors.tensor(numbers.get(i));
        fed.add(tensor);
        runner.feed(inputs.get(i), tensor);
      }
      wanted.forEach(value -> runner.fetch(tf.dtypes.cast(value, TFloat64.class)));
      try (Result result = runner.run()) {
        List<NdArray> answers = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
          answers.add(GraphTensors.numbers(result.get(i)));
        }
        return answers;
      }
    } finally {
      fed.forEach(Tensor::close);
    }
  }
}
