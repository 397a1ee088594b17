package glassprop.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.GraphException;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.op.Elementwise;
import glassprop.op.Specimen;
import glassprop.op.catalogue.CrossEntropy;
import glassprop.op.catalogue.EmbeddingLookup;
import glassprop.op.catalogue.Ops;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A thread that is interrupted leaves a long computation soon, whoever shares it; what is short, and what changes numbers in place, is done. */
@Timeout(60)
class InterruptionTest {
  private static final int LONG = 1 << 17; // more than twice what is gone through between two looks
  private static final int MANY = 5 * (1 << 19);

  @AfterEach
  void clear() {
    assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
  }

  /** Long computations by kernels, all of which write to fresh arrays. */
  private static Map<String, Runnable> kernels(Kernels k) {
    float[] x = new float[MANY];
    double[] wide = new double[MANY];
    float[] out = new float[MANY];
    double[] wideOut = new double[MANY];
    Map<String, Runnable> all = new LinkedHashMap<>();
    all.put("unary", () -> k.floats().unary(UnaryFunction.EXP, x, 0, out, 0, MANY));
    all.put("unary, float64", () -> k.doubles().unary(UnaryFunction.EXP, wide, 0, wideOut, 0, MANY));
    all.put("binary", () -> k.floats().binary(BinaryFunction.POWER, x, 0, 1, x, 0, 1, out, 0, MANY));
    all.put("binary, float64", () -> k.doubles().binary(BinaryFunction.ADD, wide, 0, 1, wide, 0, 1, wideOut, 0, MANY));
    all.put("pullback", () -> k.floats().pullback(UnaryFunction.TANH, x, 0, x, 0, out, 0, MANY));
    all.put("pullback, float64", () -> k.doubles().pullback(UnaryFunction.TANH, wide, 0, wide, 0, wideOut, 0, MANY));
    all.put("sum", () -> k.floats().sum(x, 0, MANY));
    all.put("sum, float64", () -> k.doubles().sum(wide, 0, MANY));
    all.put("max", () -> k.floats().max(x, 0, MANY));
    all.put("max, float64", () -> k.doubles().max(wide, 0, MANY));
    all.put("min", () -> k.floats().min(x, 0, MANY));
    all.put("min, float64", () -> k.doubles().min(wide, 0, MANY));
    all.put("columns", () -> k.floats().columnSums(1_000, 300, x, 0, 300, out, 0));
    all.put("columns, float64", () -> k.doubles().columnSums(1_000, 300, wide, 0, 300, wideOut, 0));
    all.put("softmax", () -> k.floats().softmax(x, 0, out, 0, MANY));
    all.put("softmax, float64", () -> k.doubles().softmax(wide, 0, wideOut, 0, MANY));
    all.put("ln softmax", () -> k.floats().logSoftmax(x, 0, out, 0, MANY));
    all.put("ln sum exp", () -> k.doubles().logSumExp(wide, 0, MANY));
    all.put("rows of probabilities", () -> k.floats().softmaxRows(MANY / 5, 5, x, 0, out, 0, new float[MANY / 5], 0, new float[MANY / 5], 0));
    all.put("one row of probabilities", () -> k.doubles().softmaxRows(1, MANY, wide, 0, wideOut, 0, new double[1], 0, new double[1], 0));
    all.put("product", () -> k.floats().matmul(300, 300, 5_000, x, 0, 5_000, 1, x, 0, 300, 1, out, 0, 300, false));
    all.put("product, float64", () -> k.doubles().matmul(300, 300, 5_000, wide, 0, 5_000, 1, wide, 0, 300, 1, wideOut, 0, 300, false));
    all.put("tall product", () -> k.floats().matmul(100_000, 20, 20, x, 0, 20, 1, x, 0, 20, 1, out, 0, 20, true));
    all.put("matrix and vector", () -> k.floats().matmul(2_000, 1, 1_000, x, 0, 1_000, 1, x, 0, 1, 1, out, 0, 1, false));
    all.put("layer", () -> k.floats().affine(300, 300, 5_000, x, 0, 5_000, 1, x, 0, 300, 1, x, 0, 0, out, 0, 300));
    return all;
  }

  static Stream<Arguments> longKernels() {
    return kernels(Kernels.best()).entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("longKernels")
  void longKernelsEndHoweverManyShareThem(String name, Runnable computation) {
    Thread.currentThread().interrupt();
    for (int threads : new int[] {1, 3}) {
      try (Team team = new Team(threads)) {
        assertThatThrownBy(() -> team.call(() -> {
          computation.run();
          return name;
        })).as(name).isInstanceOf(ComputationInterruptedException.class).hasMessageContaining("interrupted");
      }
    }
  }

  static Stream<Arguments> longOps() {
    Tensor row = Tensor.full(0.5, DType.F32, 1 << 17).tracked();
    Tensor rows = Tensor.full(0.5, DType.F32, 1 << 17, 2);
    Tensor matrices = Tensor.full(0.5, DType.F32, 5_000, 8, 8);
    Tensor images = Tensor.full(0.5, DType.F32, 1_000, 2, 10, 10);
    Tensor index = Tensor.of(NdArray.full(new TensorType(Shape.of(1 << 17), DType.I64), 1));
    Map<String, Runnable> all = new LinkedHashMap<>();
    all.put("running sum", () -> row.cumsum(0));
    all.put("product of rows", () -> rows.prod(1));
    all.put("norm of rows", () -> rows.norm(2, 1));
    all.put("extreme of columns", () -> rows.transpose().max(1));
    all.put("softmax of rows", () -> rows.softmax(1));
    all.put("batch of products", () -> matrices.matmul(matrices));
    all.put("convolution", () -> images.conv2d(Tensor.full(1, DType.F32, 3, 2, 3, 3)));
    all.put("convolution of elements", () -> images.conv2d(Tensor.full(1, DType.F32, 3, 2, 1, 1)));
    all.put("function without a kernel", () -> row.erf());
    all.put("broadcast", () -> Tensor.full(1, DType.F32, 1 << 17, 1).plus(Tensor.full(1, DType.F32, 1, 2)));
    all.put("gather", () -> row.gather(0, index));
    all.put("rows of a table", () -> rows.apply(new EmbeddingLookup(false, 1 << 17), List.of(index)));
    all.put("rows added to a table", () -> rows.apply(new EmbeddingLookup(true, 2), List.of(index)));
    all.put("cross-entropy", () -> Tensor.full(1, DType.F32, 1 << 19, 5).apply(
        new CrossEntropy(true), List.of(Tensor.of(NdArray.full(new TensorType(Shape.of(1 << 19), DType.I64), 1)))));
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    Tensor wide = Tensor.full(0.5, DType.F64, LONG).copy();
    Tensor square = Tensor.full(0.5, DType.F32, 400, 400).copy();
    Tensor integers = Tensor.arange(0, LONG);
    Tensor mask = integers.greaterThan(Tensor.indices(5));
    all.put("normal numbers", () -> Tensor.normal(random, LONG));
    all.put("uniform numbers", () -> Tensor.uniform(random, 0, 1, 2, LONG));
    all.put("integers in order", () -> Tensor.arange(0, LONG));
    all.put("numbers at equal distances", () -> Tensor.linspace(0, 1, LONG));
    for (DType from : DType.values()) {
      Tensor source = wide.greaterThan(0).to(from);
      all.put("copy of " + from, source::copy);
      all.put("numbers of " + from, source::toDoubles);
      for (DType to : DType.values()) {
        if (to != from) {
          all.put(from + " to " + to, () -> source.to(to));
        }
      }
    }
    all.put("copy of a transpose", () -> square.transpose().copy());
    all.put("copy of what is repeated", () -> Tensor.full(1, DType.F32, 1).expand(LONG).copy());
    all.put("concat", () -> Tensor.concat(0, wide, wide));
    all.put("flip", () -> wide.reshape(LONG / 4, 4).flip(0));
    all.put("pad", () -> wide.pad(new int[] {1}, new int[] {1}, 0));
    all.put("triangle", () -> Tensor.zeros(DType.F32, LONG / 2, 2).tril(0));
    all.put("comparison", () -> wide.lessThan(wide));
    all.put("comparison of integers", () -> integers.lessThan(integers));
    all.put("choice", () -> mask.where(wide, wide));
    all.put("places of a mask", () -> wide.maskedSelect(mask));
    all.put("largest index", () -> wide.argmax(0));
    all.put("order", () -> wide.argsort(0, false));
    all.put("order of integers", () -> integers.argsort(0, true));
    all.put("norm of one row", () -> wide.norm(3));
    all.put("product of one row", wide::prod);
    all.put("sum of integers", integers::sum);
    all.put("largest integer", integers::max);
    all.put("integers times integers", () -> integers.times(Tensor.indices(2)));
    return all.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  /** Every function of numbers, whether it has a kernel or not, on each type that it takes. */
  static Stream<Arguments> longFunctions() {
    List<Elementwise> functions = Ops.all().stream().map(Specimen::op).filter(Elementwise.class::isInstance).map(Elementwise.class::cast).distinct().toList();
    return functions.stream().flatMap(f -> Stream.of(DType.F32, DType.F64).map(type -> {
      Tensor[] inputs = new Tensor[f.arity()];
      Arrays.fill(inputs, Tensor.full(0.5, type, LONG).copy());
      return Arguments.of(f.mnemonic() + " of " + type, (Runnable) () -> Tensor.apply(f, inputs));
    }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("longFunctions")
  void longFunctionsEnd(String name, Runnable computation) {
    longOpsEnd(name, computation);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("longOps")
  void longOpsEnd(String name, Runnable computation) {
    Thread.currentThread().interrupt();
    assertThatThrownBy(computation::run).as(name).isInstanceOf(ComputationInterruptedException.class);
  }

  @Test
  void theScalarKernelsEndToo() {
    float[] x = new float[100 * 100];
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Kernels.scalar().floats().matmul(100, 100, 100, x, 0, 100, 1, x, 0, 100, 1, new float[100 * 100], 0, 100, false))
        .isInstanceOf(ComputationInterruptedException.class);
    assertThatThrownBy(() -> Kernels.scalar().floats().sum(x, 0, x.length)).isInstanceOf(ComputationInterruptedException.class);
  }

  @Test
  void whatOthersSeeIsChangedWholly() {
    float[] x = new float[MANY];
    Arrays.fill(x, 1);
    double[] wide = new double[MANY];
    Arrays.fill(wide, 1);
    float[] out = new float[MANY];
    double[] wideOut = new double[MANY];
    Thread.currentThread().interrupt();
    try (Team team = new Team(3)) {
      team.call(() -> {
        Kernels.best().floats().addScaled(2, x, 0, out, 0, MANY);
        Kernels.best().doubles().addScaled(2, wide, 0, wideOut, 0, MANY);
        return true;
      });
    }
    for (int i = 0; i < MANY; i++) {
      if (out[i] != 2 || wideOut[i] != 2) {
        assertThat(i).as("left out").isNegative();
      }
    }
  }

  @Test
  void smallComputationsAreDone() {
    Thread.currentThread().interrupt();
    Tensor x = Tensor.full(0.5, DType.F64, 20, 30);
    Tensor w = Tensor.full(0.5, DType.F64, 30, 10);
    assertThat(x.matmul(w).relu().sum(0).softmax(0).toDoubles()).hasSize(10);
  }

  @Test
  void aBackwardPassTellsThatNoGradientHasReachedALeaf() {
    Tensor x = Tensor.full(0.5, DType.F32, 1 << 17).tracked();
    Tensor y = x.cumsum(0);
    y.hook(gradient -> {
      Thread.currentThread().interrupt(); // after the sweep has looked, and before a long kernel does
      return gradient;
    });
    assertThatThrownBy(() -> y.backward(Tensor.full(1, DType.F32, 1 << 17)))
        .isInstanceOf(GraphException.class).hasMessageContaining("no gradient has reached a leaf");
    assertThat(x.hasGrad()).isFalse();
  }

  /** 64 × 64 × 2³⁰ products of two numbers that are read again and again take a minute or more. */
  @Test
  void aThreadLeavesInTheMidstOfAProduct() throws InterruptedException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    CountDownLatch begun = new CountDownLatch(1);
    Thread computing = new Thread(() -> {
      begun.countDown();
      float[] number = new float[4_096];
      try {
        Kernels.best().floats().matmul(64, 64, 1 << 30, number, 0, 1, 0, number, 0, 0, 1, new float[4_096], 0, 64, false);
      } catch (ComputationInterruptedException e) {
        thrown.set(e);
      }
    });
    computing.start();
    begun.await();
    computing.interrupt();
    computing.join();
    assertThat(thrown.get()).isInstanceOf(ComputationInterruptedException.class);
    Thread.currentThread().interrupt();
  }

  @Test
  void threadsThatShareWorkLookAtTheirCaller() throws InterruptedException {
    Thread caller = Thread.currentThread();
    CountDownLatch all = new CountDownLatch(3);
    Thread interrupting = new Thread(() -> {
      try {
        all.await();
        caller.interrupt();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    interrupting.start();
    try (Team team = new Team(3)) {
      assertThatThrownBy(() -> team.run(3, part -> {
        all.countDown();
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < patience) {
          Interruption.check();
        }
        throw new IllegalStateException("part " + part + " has not heard of the interruption");
      })).isInstanceOf(ComputationInterruptedException.class);
    }
    assertThat(caller.isInterrupted()).isTrue();
  }
}
