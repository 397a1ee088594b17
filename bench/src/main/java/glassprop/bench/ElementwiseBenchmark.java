package glassprop.bench;

import glassprop.kernel.BinaryFunction;
import glassprop.kernel.Kernels;
import glassprop.kernel.UnaryFunction;
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

/** Functions of each number, for each kernel function that networks use, in the first cache and in memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 8, time = 1) // until the vector code is compiled, one call takes 10⁴ times as long
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ElementwiseBenchmark {
  /** How many numbers. */
  @Param({"1024", "1048576"})
  public int size;

  private final Kernels kernels = Kernels.best();
  private float[] x32 = {};
  private float[] y32 = {};
  private float[] out32 = {};
  private double[] x64 = {};
  private double[] y64 = {};
  private double[] out64 = {};

  /** The functions of one number. */
  @State(Scope.Thread)
  public static class Unary {
    /** Which. */
    @Param({"RELU", "EXP", "LOG", "TANH", "SIGMOID", "SQRT"})
    public UnaryFunction function = UnaryFunction.RELU;

    /** For JMH. */
    public Unary() {}
  }

  /** The functions of two numbers. */
  @State(Scope.Thread)
  public static class Binary {
    /** Which. */
    @Param({"ADD", "MULTIPLY", "DIVIDE"})
    public BinaryFunction function = BinaryFunction.ADD;

    /** For JMH. */
    public Binary() {}
  }

  /** For JMH. */
  public ElementwiseBenchmark() {}

  /** Fills the operands, with positive numbers: every function is defined on them. */
  @Setup
  public void fill() {
    SplittableRandom random = new SplittableRandom(1);
    x64 = random.doubles(size, 0.1, 3).toArray();
    y64 = random.doubles(size, 0.1, 3).toArray();
    out64 = new double[size];
    x32 = Workload.floats(x64);
    y32 = Workload.floats(y64);
    out32 = new float[size];
  }

  /** One operand, float32. */
  @Benchmark
  public float[] unary32(Unary f) {
    kernels.floats().unary(f.function, x32, 0, out32, 0, size);
    return out32;
  }

  /** One operand, float64. */
  @Benchmark
  public double[] unary64(Unary f) {
    kernels.doubles().unary(f.function, x64, 0, out64, 0, size);
    return out64;
  }

  /** Two operands, float32. */
  @Benchmark
  public float[] binary32(Binary f) {
    kernels.floats().binary(f.function, x32, 0, 1, y32, 0, 1, out32, 0, size);
    return out32;
  }

  /** Two operands, float64. */
  @Benchmark
  public double[] binary64(Binary f) {
    kernels.doubles().binary(f.function, x64, 0, 1, y64, 0, 1, out64, 0, size);
    return out64;
  }
}
