package glassprop.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.op.Term;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A step that would make a parameter infinite, or what an optimizer remembers of it, is refused by name before anything changes; no other is. */
class OverflowTest {
  private static final int SIZE = 40;

  /** A rule that says nothing of how far it moves. */
  record Mean(double rate) implements UpdateRule {
    @Override
    public Equations equations() {
      Equations.Statement rule = Equations.of("Mean", rate);
      Term.Symbol sum = rule.memory("sum");
      rule.set(sum, sum.plus(rule.gradient()));
      rule.set(rule.parameter(), rule.parameter().minus(rule.rate().times(sum).dividedBy(rule.step())));
      return rule.end();
    }
  }

  record Row(UpdateRule rule, DType type) {}

  static Stream<Row> rows() {
    return Stream.of(
            new Sgd(0.1, 0), new Sgd(1e-3, 0.9), new Sgd(1e30, 0), new Sgd(1e-30, 0.999999), new Sgd(1e30, 0.9), new Adam(0.1),
            new Adam(1e-3, 0, 0, 1e-8), new Adam(1, 0.9, 0.999, 1e-30), new Adam(1e25), new Adam(1e-3, 0.9999, 0.9999999, 1e-8), new Mean(0.1),
            new Sgd(0.1, 0.9, true, 0.01), new AdamW(0.01), new RmsProp(0.01), new RmsProp(0.01, 0.9, 1e-8, 0.9, 0.01), new AdaGrad(0.1), new AdaGrad(0.1, 0.1, 1e-8, 0.01), new AdaDelta(1))
        .flatMap(rule -> Stream.of(DType.F32, DType.F64).map(type -> new Row(rule, type)));
  }

  /** What a rule does to numbers, without anything around it. */
  private static final class Bare {
    private final Row row;
    private final BlockLoop loop;
    private NdArray w;
    private List<NdArray> memory;
    private int step;

    Bare(Row row, double[] w) {
      this.row = row;
      this.w = NdArray.over(w, Shape.of(w.length)).to(row.type).copy();
      PreparedRule prepared = new PreparedRule(row.rule.equations());
      this.loop = new BlockLoop(prepared, row.type);
      this.memory = prepared.memories().stream().map(_ -> NdArray.zeros(this.w.type())).toList();
    }

    /** Makes a step if all numbers stay finite. */
    boolean step(double[] g) {
      NdArray next = w.copy();
      List<NdArray> nextMemory = memory.stream().map(NdArray::copy).toList();
      loop.run(next, NdArray.over(g, Shape.of(g.length)).to(row.type), nextMemory, step + 1, row.rule.rate());
      boolean squareIsForgotten = row.rule instanceof Adam && memory.isEmpty(); // but it is still what the step is made of
      if (!next.isFinite() || (squareIsForgotten && Arrays.stream(g).anyMatch(x -> Math.abs(x) > Math.sqrt(row.type.largest()))) || !nextMemory.stream().allMatch(NdArray::isFinite)) {
        return false;
      }
      step++;
      w = next;
      memory = nextMemory;
      return true;
    }
  }

  private static double[] round(double[] x, DType type) {
    return Tensor.of(x).to(type).toDoubles();
  }

  /** Numbers of which the largest has a random magnitude of all that the type has. */
  private static double[] numbers(SplittableRandom random, DType type, double often) {
    double top = random.nextDouble() < often ? 1 : Math.pow(type.largest(), Math.min(1, random.nextDouble(1.5)));
    double[] x = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      x[i] = random.nextDouble(-1, 1);
    }
    x[random.nextInt(3)] = 0.999 * top * (random.nextBoolean() ? 1 : -1);
    return round(x, type);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aStepIsRefusedExactlyIfItWouldMakeAFiniteNumberInfinite(Row row) {
    int refused = 0;
    for (int seed = 0; seed < 60; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] start = numbers(random, row.type, 0.5);
      Tensor first = Tensor.of(1, 2).to(row.type).tracked().named("b1");
      Tensor w = Tensor.of(start).to(row.type).tracked().named("W1");
      Optimizer optimizer = new Optimizer(row.rule, List.of(first, w));
      Bare bare = new Bare(row, start);
      for (int step = 0; step < 12; step++) {
        double[] g = numbers(random, row.type, seed % 2 == 0 ? 0.8 : 0.1);
        optimizer.zeroGrad();
        first.sum().plus(w.times(Tensor.of(g).to(row.type)).sum()).backward();
        double[] before = first.toDoubles();
        if (bare.step(g)) {
          optimizer.step();
        } else {
          refused++;
          assertThatThrownBy(optimizer::step).isInstanceOf(NonFiniteGradientException.class)
              .hasMessageContaining("the gradient of W1 (40) is ").hasMessageContaining("nothing has changed");
          assertThat(first.toDoubles()).containsExactly(before);
        }
        assertThat(w.toDoubles()).as("seed %d, step %d", seed, step).containsExactly(bare.w.toDoubles());
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void aSquareThatOverflowsIsRefusedInsteadOfStoppingTheParameterForEver() {
    Tensor w = Tensor.floats(1, 2).tracked().named("W1");
    w.times(Tensor.floats(0, 2e25f)).sum().backward();
    assertThatThrownBy(new Optimizer(new Adam(0.1), List.of(w))::step)
        .hasMessage("optimizer: the gradient of W1 (2) is " + (double) 2e25f + " at [1], and a step along it would make (1 − β₂)·g·g"
            + " Infinity there: nothing has changed; bound the gradients by a clipping, or take a smaller learning rate, or F64");
  }

  @Test
  void aParameterThatOthersSetNearTheLargestNumberIsSeen() {
    Tensor w = Tensor.floats(1, 2).tracked().named("W1");
    Optimizer optimizer = new Optimizer(new Sgd(1e20, 0), List.of(w));
    w.times(Tensor.floats(-7e16f, -1)).sum().backward();
    optimizer.step();
    w.updateInPlace(numbers -> numbers.copyFrom(Tensor.floats(3.4e38f, 0).array()));
    assertThatThrownBy(optimizer::step).hasMessageContaining("would make the parameter Infinity there");
    assertThat(w.toDoubles()).containsExactly(3.4e38f, 0);
  }

  @Test
  void aNumberThatWasInfiniteBeforeMayStaySo() {
    Tensor w = Tensor.floats(Float.NEGATIVE_INFINITY, 2).tracked();
    w.times(Tensor.floats(0, 1)).slice(0, 1, 2).sum().backward();
    new Optimizer(new Sgd(0.5, 0), List.of(w)).step();
    assertThat(w.toDoubles()).containsExactly(Double.NEGATIVE_INFINITY, 1.5);
  }

  @Test
  void aClippedStepIsLookedAtToo() {
    Tensor w = Tensor.floats(3e38f, 2).tracked().named("W1");
    w.times(Tensor.floats(-3e37f, 1)).sum().backward();
    assertThatThrownBy(new Optimizer(new Sgd(1e38, 0), Clipping.byValue(1), List.of(w))::step)
        .hasMessageContaining("the gradient of W1 (2) is -1.0 at [0], and a step along it would make the parameter Infinity");
    assertThat(w.toDoubles()).containsExactly(3e38f, 2);
  }
}
