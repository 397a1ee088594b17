package glassprop.parity.oracle;

import glassprop.Autodiff;
import glassprop.BackwardOption;
import glassprop.Node;
import glassprop.Step;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.nn.Initializer;
import glassprop.nn.optim.Optimizer;
import glassprop.op.Numerics;
import glassprop.op.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** This engine, asked like any oracle. */
public final class Engine implements Oracle {
  private final UnaryOperator<Op> replacement;

  /** The engine as it is. */
  public Engine() {
    this(UnaryOperator.identity());
  }

  /** The engine with other ops in place of its own: a test plants a fault in this way. */
  public Engine(UnaryOperator<Op> replacement) {
    this.replacement = replacement;
  }

  @Override
  public String name() {
    return "glassprop";
  }

  @Override
  public String title() {
    return "Glassprop";
  }

  @Override
  public String version() {
    return "this build";
  }

  @Override
  public Vocabulary<?> vocabulary() {
    return new Vocabulary<>();
  }

  @Override
  public boolean hasSecondOrder() {
    return true;
  }

  @Override
  public Answer answer(Question question) {
    List<Tensor> inputs = question.inputs().stream().map(Engine::leaf).toList();
    Computation.Done<Tensor> done = question.computation().in(new Tensors(), inputs);
    Tensor y = done.result();
    if (done.watched().isEmpty()) {
      return new Answer(y.array(), List.of(), List.of());
    }
    Tensor cotangent = Tensor.of(question.cotangent()).tracked();
    List<Tensor> gradients = gradients(y.times(cotangent).sum(), done.watched(), BackwardOption.CREATE_GRAPH);
    List<Tensor> second = List.of();
    if (question.secondOrder()) {
      List<Tensor> by = new ArrayList<>(done.watched());
      by.add(cotangent);
      second = gradients(along(gradients, question.directions()), by);
    }
    return new Answer(y.array(), arrays(gradients), arrays(second));
  }

  @Override
  public Optional<NdArray> initial(Initializer initializer, int inputs, int outputs, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    return Optional.of(initializer.values(new TensorType(Shape.of(inputs, outputs), DType.F64), inputs, outputs, random));
  }

  @Override
  public Optional<Trajectory> train(Training training) {
    List<Tensor> parameters = training.parameters().stream().map(p -> Tensor.of(p.copy()).tracked()).toList();
    Optimizer optimizer = new Optimizer(training.rule(), parameters);
    Trajectory trajectory = new Trajectory();
    for (List<NdArray> batch : training.batches()) {
      List<Tensor> inputs = new ArrayList<>(parameters);
      batch.forEach(array -> inputs.add(Tensor.of(array)));
      optimizer.zeroGrad();
      Tensor loss = training.loss().in(new Tensors(), inputs).result();
      loss.backward();
      optimizer.step();
      trajectory.step(loss.item(), arrays(parameters));
    }
    return Optional.of(trajectory);
  }

  /** The result of a computation on tensors. */
  public Tensor value(Computation computation, List<Tensor> inputs) {
    return computation.in(new Tensors(), inputs).result();
  }

  private static Tensor leaf(NdArray numbers) {
    Tensor tensor = Tensor.of(numbers);
    return numbers.dtype().isFloat() ? tensor.tracked() : tensor;
  }

  private static Tensor along(List<Tensor> gradients, List<NdArray> directions) {
    Tensor total = Tensor.scalar(0);
    for (int i = 0; i < gradients.size(); i++) {
      total = total.plus(gradients.get(i).times(Tensor.of(directions.get(i))).sum());
    }
    return total;
  }

  private static List<NdArray> arrays(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::array).toList();
  }

  /** The gradient of each x; zero where y doesn't depend on it. */
  private static List<Tensor> gradients(Tensor y, List<Tensor> xs, BackwardOption... options) {
    Set<Node> reached = below(y);
    Predicate<Tensor> reachable = x -> x.graph().filter(reached::contains).isPresent();
    List<Tensor> by = xs.stream().filter(reachable).toList();
    List<Tensor> found = by.isEmpty() ? List.of() : Autodiff.grad(y, by, options);
    List<Tensor> gradients = new ArrayList<>();
    int next = 0;
    for (Tensor x : xs) {
      gradients.add(reachable.test(x) ? found.get(next++) : Tensor.of(NdArray.zeros(x.type())));
    }
    return gradients;
  }

  /** Every place of the graph that a value was computed from. */
  private static Set<Node> below(Tensor y) {
    Set<Node> reached = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node> open = new ArrayDeque<>();
    y.graph().ifPresent(open::add);
    while (!open.isEmpty()) {
      Node node = open.remove();
      if (reached.add(node) && node instanceof Step step) {
        for (int slot = 0; slot < step.inputCount(); slot++) {
          step.input(slot).ifPresent(open::add);
        }
      }
    }
    return reached;
  }

  private final class Tensors implements Interpreter<Tensor> {
    @Override
    public Tensor apply(Op op, List<Tensor> operands) {
      return Tensor.apply(replacement.apply(op), operands.toArray(Tensor[]::new));
    }

    @Override
    public Tensor literal(double value, DType dtype) {
      return Tensor.of(Numerics.NUMBERS.literal(value, dtype));
    }

    @Override
    public Tensor constant(NdArray numbers) {
      return Tensor.of(numbers);
    }

    @Override
    public Optional<Tensor> peer(Object component, List<Tensor> inputs) {
      return Optional.empty();
    }

    @Override
    public TensorType type(Tensor value) {
      return value.type();
    }
  }
}
