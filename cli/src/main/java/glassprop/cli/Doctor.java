package glassprop.cli;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.cli.terminal.Ink;
import glassprop.cli.terminal.Screen;
import glassprop.cli.terminal.Sheet;
import glassprop.kernel.Kernels;
import glassprop.kernel.Team;
import glassprop.text.Figures;
import glassprop.workbench.Release;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.random.RandomGeneratorFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code glassprop doctor}: what this machine and this JVM give, and what to change if something is slow or missing.
 */
@Command(
    name = "doctor",
    description = "Shows the JDK, the kernels, threads and heap, and what to change if something is slow or missing.")
final class Doctor implements Callable<Integer> {
  private static final int SIZE = 256;
  private static final long WINDOW_NANOS = 250_000_000;
  private static final int MOST_WINDOWS = 16;
  private static final int STEADY_WINDOWS = 3;
  private static final double SLOW = 5; // GFLOP/s: scalar code reaches a few
  private static final long SMALL_HEAP = 512L << 20;

  @ParentCommand private Main main;

  @Option(names = "--json", description = "Print one JSON object instead of a report.")
  private boolean json;

  private Doctor() {}

  @Override
  public Integer call() {
    Runtime runtime = Runtime.getRuntime();
    String kernels = Kernels.best().description();
    boolean vector = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    double speed = gigaflops();
    List<String> advice = advice(vector, speed, runtime);
    if (json) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("version", Release.version());
      all.put("java", Runtime.version().toString());
      all.put("javaHome", System.getProperty("java.home"));
      all.put("system", system());
      all.put("kernels", kernels);
      all.put("vector", vector);
      all.put("processors", runtime.availableProcessors());
      all.put("threadsUsed", Team.shared().size());
      all.put("heapBytes", runtime.maxMemory());
      all.put("nativeAccess", "none");
      all.put("matmul256GigaflopsRough", Math.round(speed * 10) / 10.0);
      all.put("advice", advice);
      main.console().out().println(JsonMapper.builder().build().writeValueAsString(all));
      return 0;
    }
    Screen screen = main.console().outScreen();
    Sheet sheet = new Sheet(main.console().out(), screen);
    sheet.section("Glassprop", Release.version());
    sheet.section("Java", Runtime.version() + ", " + System.getProperty("java.vm.name") + ", in "
        + System.getProperty("java.home"));
    sheet.section("System", system());
    sheet.section("Kernels", kernels);
    sheet.section("Threads", Team.shared().size() + " used by large loops, of " + runtime.availableProcessors());
    sheet.section("Heap", String.format(Locale.ROOT, "%,d MiB at most", runtime.maxMemory() >> 20));
    sheet.section("Native", "none for numbers: all kernels are Java; jline brings one for the terminal");
    sheet.section("Speed", String.format(Locale.ROOT,
        "%.0f GFLOP/s in a float32 matrix product of %d × %d, a rough figure", speed, SIZE, SIZE));
    if (advice.isEmpty()) {
      sheet.block("Advice", List.of(Ink.GOOD.on(screen, "✓") + " nothing is missing"));
    } else {
      sheet.section("Advice", Figures.count(advice.size(), "thing") + " to change");
      advice.forEach(a -> sheet.more(Ink.WARNING, "– " + a));
    }
    return 0;
  }

  private static String system() {
    return System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
        + System.getProperty("os.arch");
  }

  private static List<String> advice(boolean vector, double speed, Runtime runtime) {
    List<String> advice = new ArrayList<>();
    if (!vector) {
      advice.add("the vector kernels are off, and everything is several times slower: start Java with"
          + " --add-modules jdk.incubator.vector (the launcher ./glassprop does)");
    } else if (speed < SLOW) {
      advice.add("the matrix product is slow although the vector kernels are on: is the machine busy, throttled or an"
          + " emulator, or was Java started with -Xint or -XX:TieredStopAtLevel=1?");
    }
    if (runtime.maxMemory() < SMALL_HEAP) {
      advice.add("the heap is small: a larger -Xmx, as in JAVA_TOOL_OPTIONS=-Xmx2g, makes room for more data");
    }
    return advice;
  }

  /** 2n³ operations a product, over the time that one takes once it no longer gets faster: compiling takes seconds. */
  private static double gigaflops() {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    Tensor a = Tensor.normal(random, SIZE, SIZE).to(DType.F32);
    Tensor b = Tensor.normal(random, SIZE, SIZE).to(DType.F32);
    double best = 0;
    int steady = 0;
    for (int window = 0; window < MOST_WINDOWS && steady < STEADY_WINDOWS; window++) {
      double rate = productsIn(WINDOW_NANOS, a, b);
      steady = rate < 1.1 * best && 2e-9 * SIZE * SIZE * SIZE * rate > SLOW ? steady + 1 : 0;
      best = Math.max(best, rate);
    }
    return 2e-9 * SIZE * SIZE * SIZE * best;
  }

  /** Products a second. */
  private static double productsIn(long nanos, Tensor a, Tensor b) {
    long start = System.nanoTime();
    int products = 0;
    while (System.nanoTime() - start < nanos) {
      if (Double.isNaN(a.matmul(b).get(0, 0))) {
        throw new IllegalStateException("the product of finite matrices isn't finite");
      }
      products++;
    }
    return products / ((System.nanoTime() - start) / 1e9);
  }
}
