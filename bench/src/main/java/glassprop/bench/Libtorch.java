package glassprop.bench;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.presets.openblas;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** PyTorch's C++ library, through JavaCPP. Native libraries are loaded by this class and {@link LibtorchStep} alone. */
final class Libtorch implements Peer {
  Libtorch(int threads) {
    System.setProperty("org.bytedeco.javacpp.nopointergc", "true"); // everything is closed by hand
    torch.set_num_threads(threads);
    Loader.load(openblas.class);
    // Its matrix products are OpenBLAS's, whose threads torch does not know of: with two, a step of mnist took 40 ms.
    openblas.blas_set_num_threads(threads);
  }

  @Override
  public String description() {
    return "libtorch through JavaCPP, " + torch.get_cpu_capability().getString();
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
