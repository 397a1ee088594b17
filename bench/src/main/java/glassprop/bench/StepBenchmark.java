package glassprop.bench;

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

/** Whole training steps of this library, with JMH's profilers at hand; {@link Bench} compares them with others'. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class StepBenchmark {
  /** The name of the net. */
  @Param({"tiny", "small", "mnist", "wide", "large"})
  public String net = "tiny";

  private Runnable step = () -> {};

  /** For JMH. */
  public StepBenchmark() {}

  /** Makes the network. */
  @Setup
  public void prepare() {
    Net chosen = Net.ALL.stream().filter(each -> each.name().equals(net)).findFirst().orElseThrow();
    step = new Glassprop().step(Workload.of(chosen), Comparison.RATE);
  }

  /** One step. */
  @Benchmark
  public void step() {
    step.run();
  }
}
