package glassprop.bench;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** PyTorch's C++ library, through JavaCPP. The only code here that loads native libraries is this and {@link LibtorchStep}. */
final class Libtorch implements Peer {
  Libtorch(int threads) {
    torch.set_num_threads(threads);
  }

  @Override
  public String description() {
    return "libtorch, "
        + torch.get_cpu_capability().getString();
  }

  @Override
  public Step step(Workload workload, double rate) {
    return new LibtorchStep(workload, rate, torch.ScalarType.Float);
  }

  @Override
  public Step reference(Workload workload, double rate) {
    return new LibtorchStep(workload, rate, torch.ScalarType.Double);
  }

  @Override
  public Runnable product(int n, float[] a, float[] b) {
    Tensor left = Tensor.create(a, n, n);
    Tensor right = Tensor.create(b, n, n);
    return () -> torch.mm(left, right).close();
  }
}
