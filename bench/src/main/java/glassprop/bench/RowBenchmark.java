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

/** Reductions and softmax of rows: ten classes, a vocabulary, and what does not fit into the caches. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 8, time = 1) // until the vector code is compiled, one call takes 10⁴ times as long
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class RowBenchmark {
  /** How many numbers a row has. */
  @Param({"10", "1024", "1048576"})
  public int size;

  private final Kernels kernels = Kernels.best();
  private float[] x32 = {};
  private float[] out32 = {};
  private double[] x64 = {};
  private double[] out64 = {};

  /** For JMH. */
  public RowBenchmark() {}

  /** Fills the row. */
  @Setup
  public void fill() {
    x64 = new SplittableRandom(1).doubles(size, -3, 3).toArray();
    out64 = new double[size];
    x32 = Workload.floats(x64);
    out32 = new float[size];
  }

  /** Σ x, float32. */
  @Benchmark
  public double sum32() {
    return kernels.floats().sum(x32, 0, size);
  }

  /** Σ x, float64. */
  @Benchmark
  public double sum64() {
    return kernels.doubles().sum(x64, 0, size);
  }

  /** The maximum, float32. */
  @Benchmark
  public double max32() {
    return kernels.floats().max(x32, 0, size);
  }

  /** The maximum, float64. */
  @Benchmark
  public double max64() {
    return kernels.doubles().max(x64, 0, size);
  }

  /** Softmax, float32. */
  @Benchmark
  public float[] softmax32() {
    kernels.floats().softmax(x32, 0, out32, 0, size);
    return out32;
  }

  /** Softmax, float64. */
  @Benchmark
  public double[] softmax64() {
    kernels.doubles().softmax(x64, 0, out64, 0, size);
    return out64;
  }

  /** ln Σ eˣ, float32. */
  @Benchmark
  public double logSumExp32() {
    return kernels.floats().logSumExp(x32, 0, size);
  }

  /** ln Σ eˣ, float64. */
  @Benchmark
  public double logSumExp64() {
    return kernels.doubles().logSumExp(x64, 0, size);
  }
}
