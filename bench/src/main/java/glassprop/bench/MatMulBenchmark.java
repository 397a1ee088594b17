package glassprop.bench;

import glassprop.kernel.Kernels;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Square matrix products: sizes, both formats, and the transposes that the two gradients of a product take. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class MatMulBenchmark {
  /** Rows and columns of every matrix. */
  @Param({"32", "64", "128", "256", "512", "1024", "2048"})
  public int size;

  /** Which operand is transposed: none, a or b. */
  @Param({"none", "a", "b"})
  public String transposed = "none";

  private final Kernels kernels = Kernels.best();
  private float[] a32 = {};
  private float[] b32 = {};
  private float[] out32 = {};
  private double[] a64 = {};
  private double[] b64 = {};
  private double[] out64 = {};
  private int aRow;
  private int aColumn;
  private int bRow;
  private int bColumn;

  /** For JMH. */
  public MatMulBenchmark() {}

  /** Fills the operands. */
  @Setup
  public void fill() {
    SplittableRandom random = new SplittableRandom(1);
    a64 = random.doubles((long) size * size, -1, 1).toArray();
    b64 = random.doubles((long) size * size, -1, 1).toArray();
    out64 = new double[size * size];
    a32 = new float[size * size];
    b32 = new float[size * size];
    out32 = new float[size * size];
    for (int i = 0; i < size * size; i++) {
      a32[i] = (float) a64[i];
      b32[i] = (float) b64[i];
    }
    aRow = transposed.equals("a") ? 1 : size;
    aColumn = transposed.equals("a") ? size : 1;
    bRow = transposed.equals("b") ? 1 : size;
    bColumn = transposed.equals("b") ? size : 1;
  }

  /** In float32. */
  @Benchmark
  public float[] float32() {
    kernels.floats().matmul(size, size, size, a32, 0, aRow, aColumn, b32, 0, bRow, bColumn, out32, 0, size, false);
    return out32;
  }

  /** In float64. */
  @Benchmark
  public double[] float64() {
    kernels.doubles().matmul(size, size, size, a64, 0, aRow, aColumn, b64, 0, bRow, bColumn, out64, 0, size, false);
    return out64;
  }
}
