package glassprop.bench;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.presets.openblas;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * PyTorch's C++ library, through JavaCPP. Only this class and {@link LibtorchStep} load native libraries.
 *
 * <p>Its matrix products are OpenBLAS's, which has threads of its own that {@code set_num_threads} does not reach; where they meet those
 * of torch on the same cores, a step takes many times as long. So both are set, and with several threads all mixtures are tried.
 */
final class Libtorch implements Peer {
  private static final double TRIAL_SECONDS = 0.3;

  private final int threads;
  private Setting setting = new Setting(1, 1);

  /** Threads of torch's own loops, and of its matrix products. */
  private record Setting(int loops, int products) {
    void apply() {
      torch.set_num_threads(loops);
      openblas.blas_set_num_threads(products);
    }
  }

  /**
   * Loads it.
   *
   * @throws UnsatisfiedLinkError if its native libraries are not on the class path
   */
  Libtorch(int threads) {
    System.setProperty("org.bytedeco.javacpp.nopointergc", "true"); // everything is closed by hand
    Loader.load(openblas.class);
    this.threads = threads;
    setting.apply();
  }

  @Override
  public String description() {
    return "libtorch, " + torch.get_cpu_capability().getString()
        + ", threads: " + setting.loops + " in loops, " + setting.products + " in products";
  }

  @Override
  public void tuneFor(Runnable work) {
    setting = IntStream.of(1, threads).distinct().boxed()
        .flatMap(loops -> IntStream.of(1, threads).distinct().mapToObj(products -> new Setting(loops, products)))
        .min(Comparator.comparingDouble(candidate -> trial(candidate, work)))
        .orElseThrow();
    setting.apply();
  }

  private static double trial(Setting candidate, Runnable work) {
    candidate.apply();
    return Interleaved.measure(List.of(work), Clock.WALL, TRIAL_SECONDS).getFirst().median();
  }

  @Override
  public Step step(Workload workload, double rate) {
    return new LibtorchStep(workload, rate, torch.ScalarType.Float);
  }

  @Override
  public Step exactStep(Workload workload, double rate) {
    return new LibtorchStep(workload, rate, torch.ScalarType.Double);
  }

  @Override
  public Runnable product(int n, float[] a, float[] b) {
    Tensor left = Tensor.create(a, n, n);
    Tensor right = Tensor.create(b, n, n);
    return () -> torch.mm(left, right).close();
  }
}
