package glassprop.parity.pytorch;

import glassprop.array.NdArray;
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
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** PyTorch, by its C++ library: real autograd, without Python. */
public final class LibTorch implements Oracle {
  private final TorchTensors tensors = new TorchTensors();

  /** Loads the native library; on one thread, so that sums don't depend on the machine. */
  public LibTorch() {
    torch.set_num_threads(1);
  }

  @Override
  public String name() {
    return "pytorch";
  }

  @Override
  public String title() {
    return "PyTorch";
  }

  @Override
  public String version() {
    String binding = String.valueOf(Tensor.class.getPackage().getImplementationVersion());
    return binding.replaceAll("-.*", ""); // 2.10.0-1.5.13: PyTorch's version, and that of the binding
  }

  @Override
  public Vocabulary<?> vocabulary() {
    return tensors.vocabulary();
  }

  @Override
  public boolean hasSecondOrder() {
    return true;
  }

  @Override
  public Answer answer(Question question) {
    try (PointerScope _ = new PointerScope()) {
      return ask(question);
    } catch (OracleException e) {
      throw e;
    } catch (RuntimeException e) { // libtorch's own errors have no class of their own
      throw new OracleException(title(), e);
    }
  }

  @Override
  public Optional<NdArray> initial(Initializer initializer, int inputs, int outputs, long seed) {
    try (PointerScope _ = new PointerScope()) {
      return TorchTraining.initial(initializer, inputs, outputs, seed).map(TorchTensors::numbers);
    }
  }

  @Override
  public Optional<Trajectory> train(Training training) {
    try (PointerScope _ = new PointerScope()) {
      return new TorchTraining(tensors).run(training);
    }
  }

  private Answer ask(Question question) {
    List<Tensor> inputs = question.inputs().stream().map(tensors::leaf).toList();
    Computation.Done<Tensor> done = question.computation().in(tensors, inputs);
    Tensor y = done.result();
    NdArray value = TorchTensors.numbers(y);
    if (done.watched().isEmpty()) {
      return new Answer(value, List.of(), List.of());
    }
    Tensor cotangent = tensors.leaf(question.cotangent());
    List<Tensor> gradients = gradients(y, cotangent, done.watched(), true);
    List<Tensor> second = List.of();
    if (question.secondOrder()) {
      Tensor along = torch.zeros(new long[0], y.options());
      for (int i = 0; i < gradients.size(); i++) {
        along = along.add(gradients.get(i).mul(tensors.constant(question.directions().get(i))).sum());
      }
      List<Tensor> by = new ArrayList<>(done.watched());
      by.add(cotangent);
      second = gradients(along, torch.ones_like(along), by, false);
    }
    return new Answer(value, numbers(gradients), numbers(second));
  }

  private static List<NdArray> numbers(List<Tensor> tensors) {
    return tensors.stream().map(TorchTensors::numbers).toList();
  }

  /** The gradient of each x; zero where y doesn't depend on it. */
  static List<Tensor> gradients(Tensor y, Tensor cotangent, List<Tensor> xs, boolean createGraph) {
    if (!y.requires_grad()) {
      return xs.stream().map(torch::zeros_like).toList();
    }
    TensorVector found =
        torch.grad(
            new TensorVector(y), new TensorVector(xs.toArray(Tensor[]::new)), new TensorVector(cotangent),
            new BoolOptional(true), createGraph, true);
    List<Tensor> gradients = new ArrayList<>();
    for (int i = 0; i < xs.size(); i++) {
      Tensor gradient = found.get(i);
      gradients.add(gradient.defined() ? gradient : torch.zeros_like(xs.get(i)));
    }
    return gradients;
  }
}
