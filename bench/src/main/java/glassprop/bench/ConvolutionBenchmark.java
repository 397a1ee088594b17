package glassprop.bench;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.kernel.Pool;
import glassprop.op.convolution.Convolution;
import glassprop.op.convolution.Window;
import java.util.List;
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

/** Convolutions and their two gradients, inside a workspace. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ConvolutionBenchmark {
  /** Images, channels, rows and columns, outputs, kernel, stride, padding, groups. */
  @Param({
    "32-3-32-16-3-1-1-1", "16-64-28-64-3-1-1-1", "16-256-14-256-3-1-1-1", "8-32-56-32-3-2-1-1", "16-64-28-128-1-1-0-1",
    "8-64-28-64-3-1-1-64"
  })
  public String layer = "";

  /** What is computed from the other two. */
  @Param({"OUTPUT", "IMAGES", "WEIGHTS"})
  public Convolution.Role role = Convolution.Role.OUTPUT;

  /** The element type. */
  @Param({"F32", "F64"})
  public DType dtype = DType.F32;

  private final Kernels kernels = Kernels.best();
  private final Pool pool = new Pool();
  private Runnable call = () -> {};

  /** For JMH. */
  public ConvolutionBenchmark() {}

  /** Fills the operands. */
  @Setup
  public void fill() {
    String[] words = layer.split("-", -1);
    int[] size = new int[words.length];
    for (int i = 0; i < size.length; i++) {
      size[i] = Integer.parseInt(words[i]);
    }
    Window window = new Window(size[2], size[4], size[5], size[6], 1);
    Shape x = Shape.of(size[0], size[1], size[2], size[2]);
    Shape w = Shape.of(size[3], size[1] / size[7], size[4], size[4]);
    Shape y = Shape.of(size[0], size[3], window.count(), window.count());
    List<Shape> shapes =
        switch (role) {
          case OUTPUT -> List.of(x, w);
          case IMAGES -> List.of(y, w);
          case WEIGHTS -> List.of(x, y);
        };
    Convolution convolution = new Convolution(role, window, window, size[7]);
    List<NdArray> inputs = shapes.stream().map(this::random).toList();
    TensorType type = convolution.type(inputs.stream().map(NdArray::type).toList());
    call = () -> convolution.value(kernels, inputs, type);
  }

  private NdArray random(Shape shape) {
    double[] numbers = new SplittableRandom(shape.size()).doubles(shape.size(), -1, 1).toArray();
    return NdArray.over(numbers, shape).to(dtype);
  }

  /** One call. */
  @Benchmark
  public int call() {
    return pool.run(
        () -> {
          call.run();
          return 0;
        });
  }
}
