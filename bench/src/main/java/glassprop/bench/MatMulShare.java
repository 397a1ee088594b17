package glassprop.bench;

import glassprop.kernel.Kernels;
import glassprop.kernel.Pool;
import glassprop.kernel.Team;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;

/**
 * Prints how much of the core's FMA peak the matrix product reaches: both are measured in this run, one thread, one
 * table.
 *
 * <p>Time is the processor time of this thread, so other programs on the machine count only where they take caches and
 * clock from it. Usage: {@code MatMulShare [size…]}.
 */
public final class MatMulShare {
  private static final int[] SIZES = {16, 32, 64, 128, 256, 512, 1024, 2048};

  /** Long enough for the JIT on a busy machine: until a tile is compiled it runs a hundred times slower. */
  private static final double WARM_UP_SECONDS = 2;

  private static final double SECONDS = 0.7;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private MatMulShare() {}

  /** Measures and prints. */
  public static void main(String[] arguments) {
    int[] sizes = arguments.length > 0 ? Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray() : SIZES;
    Kernels kernels = Kernels.best();
    double float32 = FmaPeak.float32();
    double float64 = FmaPeak.float64();
    System.out.printf(Locale.ROOT, "kernels: %s%n", kernels.description());
    System.out.printf(Locale.ROOT, "FMA peak of one core: float32 %.1f, float64 %.1f GFLOP/s%n", float32 * 1e-9, float64 * 1e-9);
    System.out.printf(Locale.ROOT, "%6s  %-6s %9s %7s  %9s %7s%n", "size", "form", "float32", "share", "float64", "share");
    new Team(1).call(() -> {
      table(kernels, sizes, float32, float64);
      return true;
    });
  }

  private static void table(Kernels kernels, int[] sizes, double float32, double float64) {
    for (int n : sizes) {
      for (Form form : Form.values()) {
        double f = float32(kernels, n, form);
        double d = float64(kernels, n, form);
        System.out.printf(Locale.ROOT,
            "%6d  %-6s %9.1f %6.1f%%  %9.1f %6.1f%%%n",
            n, form.notation, f * 1e-9, 100 * f / float32, d * 1e-9, 100 * d / float64);
      }
    }
  }

  /** Which operands are transposed: the products of a forward pass and of the two gradients. */
  private enum Form {
    FORWARD("a·b", false, false),
    INPUT_GRADIENT("a·bᵀ", false, true),
    WEIGHT_GRADIENT("aᵀ·b", true, false);

    private final String notation;
    private final boolean turnA;
    private final boolean turnB;

    Form(String notation, boolean turnA, boolean turnB) {
      this.notation = notation;
      this.turnA = turnA;
      this.turnB = turnB;
    }
  }

  private static double float32(Kernels kernels, int n, Form form) {
    float[] a = new float[n * n];
    float[] b = new float[n * n];
    float[] out = new float[n * n];
    for (int i = 0; i < n * n; i++) {
      a[i] = (i % 7) - 3;
      b[i] = (i % 5) - 2;
    }
    return speed(n, () -> kernels.floats().matmul(
        n, n, n,
        a, 0, form.turnA ? 1 : n, form.turnA ? n : 1,
        b, 0, form.turnB ? 1 : n, form.turnB ? n : 1,
        out, 0, n, false));
  }

  private static double float64(Kernels kernels, int n, Form form) {
    double[] a = new double[n * n];
    double[] b = new double[n * n];
    double[] out = new double[n * n];
    for (int i = 0; i < n * n; i++) {
      a[i] = (i % 7) - 3;
      b[i] = (i % 5) - 2;
    }
    return speed(n, () -> kernels.doubles().matmul(
        n, n, n,
        a, 0, form.turnA ? 1 : n, form.turnA ? n : 1,
        b, 0, form.turnB ? 1 : n, form.turnB ? n : 1,
        out, 0, n, false));
  }

  /** Floating-point operations per second of an n × n × n product: the first quartile of batches. */
  private static double speed(int n, Runnable product) {
    double operations = 2.0 * n * n * n;
    int batch = (int) Math.max(1, 2e7 / operations);
    double[] seconds = new Pool().run(() -> { // buffers for packing are used again, as in training
      measure(product, batch, WARM_UP_SECONDS);
      return measure(product, batch, SECONDS);
    });
    Arrays.sort(seconds);
    return operations * batch / seconds[seconds.length / 4];
  }

  private static double[] measure(Runnable product, int batch, double duration) {
    double[] seconds = new double[10_000];
    int runs = 0;
    long begin = System.nanoTime();
    while (runs < 3 || (runs < seconds.length && System.nanoTime() - begin < duration * 1e9)) {
      long start = processorTime();
      for (int i = 0; i < batch; i++) {
        product.run();
      }
      seconds[runs++] = (processorTime() - start) * 1e-9;
    }
    return Arrays.copyOf(seconds, runs);
  }

  /** Nanoseconds that this thread has run so far. */
  static long processorTime() {
    return THREADS.getCurrentThreadCpuTime();
  }
}
