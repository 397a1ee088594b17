package glassprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.ReleasedException;
import glassprop.array.Shape;
import glassprop.kernel.AllocationException;
import glassprop.kernel.Pool;
import glassprop.op.catalogue.Affine;
import glassprop.op.catalogue.CrossEntropy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memory that steps share: nothing of it shows in the numbers. */
class WorkspaceTest {
  private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void trainingInAWorkspaceGivesTheSameBits(DType dtype) {
    assertThat(trained(dtype, true)).isEqualTo(trained(dtype, false));
  }

  /** Some steps of a network whose arrays are long enough to be lent, one of them with another batch size. */
  private static List<Double> trained(DType dtype, boolean inWorkspace) {
    RandomGenerator seeded = java.util.random.RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    Tensor w1 = Tensor.normal(seeded, 20, 30).to(dtype).tracked();
    Tensor b1 = Tensor.zeros(dtype, 30).tracked();
    Tensor w2 = Tensor.normal(seeded, 30, 5).to(dtype).tracked();
    Tensor b2 = Tensor.zeros(dtype, 5).tracked();
    List<Tensor> leaves = List.of(w1, b1, w2, b2);
    Workspace workspace = new Workspace();
    List<Double> seen = new ArrayList<>();
    for (int batch : new int[] {40, 40, 23, 40}) {
      Tensor x = Tensor.normal(seeded, batch, 20).to(dtype);
      long[] labels = new long[batch];
      Arrays.setAll(labels, i -> i % 5);
      java.util.function.Supplier<Double> step =
          () -> {
            leaves.forEach(Tensor::zeroGrad);
            Tensor h = Tensor.apply(new Affine(Affine.Activation.TANH), x, w1, b1);
            Tensor y = Tensor.apply(new Affine(Affine.Activation.NONE), h.plus(h.square()), w2, b2); // h is used twice
            Tensor loss = Tensor.apply(new CrossEntropy(true), y, Tensor.indices(labels));
            loss.backward();
            leaves.forEach(leaf -> leaf.descend((w, g) -> subtract(w, g)));
            return loss.item();
          };
      seen.add(inWorkspace ? workspace.step(step) : step.get());
      leaves.forEach(leaf -> Arrays.stream(leaf.toDoubles()).forEach(seen::add));
    }
    return seen;
  }

  private static void subtract(NdArray w, NdArray g) {
    double[] gradient = g.toDoubles();
    for (int i = 0; i < gradient.length; i++) {
      if (w.dtype() == DType.F32) {
        w.floats()[w.offset() + i] -= (float) (0.1 * gradient[i]);
      } else {
        w.doubles()[w.offset() + i] -= 0.1 * gradient[i];
      }
    }
  }

  @Test
  void whatAStepComputedEndsWithIt() {
    Tensor x = Tensor.normal(random, 200);

    Tensor y = new Workspace().step(x::exp);

    assertThatThrownBy(y::toDoubles).isInstanceOf(ReleasedException.class).hasMessageContaining("keep()");
  }

  @Test
  void whatIsKeptStays() {
    Tensor x = Tensor.normal(random, 200);
    Workspace workspace = new Workspace();

    Tensor y = workspace.step(() -> x.exp().keep());
    workspace.step(x::sin);

    assertThat(y.toDoubles()).isEqualTo(x.exp().toDoubles());
  }

  @Test
  void memoryIsUsedAgain() {
    Tensor x = Tensor.normal(random, 200);
    Workspace workspace = new Workspace();

    double[] first = workspace.step(() -> x.exp().array().doubles());
    double[] second = workspace.step(() -> x.sin().array().doubles());

    assertThat(second).isSameAs(first);
  }

  @Test
  void aGradientThatSomebodyHoldsIsNotRecycled() {
    Tensor x = Tensor.normal(random, 20, 30).tracked();
    Tensor b = Tensor.zeros(DType.F64, 5).tracked();
    Tensor w = Tensor.normal(random, 30, 5).tracked();
    Workspace workspace = new Workspace();
    java.util.function.Supplier<Tensor> step =
        () -> {
          x.zeroGrad();
          Tensor.apply(new Affine(Affine.Activation.RELU), x, w, b).sum().backward();
          return x.grad();
        };

    Tensor held = workspace.step(step);
    double[] before = held.toDoubles();
    w.updateInPlace(array -> subtract(array, NdArray.full(array.type(), 3)));
    workspace.step(step);

    assertThat(held.toDoubles()).isEqualTo(before);
  }

  @Test
  void gradientsOfTwoLeavesThatAreOneArrayStayApart() {
    Tensor a = Tensor.normal(random, 100).tracked();
    Tensor b = Tensor.normal(random, 100).tracked();
    Workspace workspace = new Workspace();
    workspace.step(() -> {
      a.plus(b).square().sum().backward();
      return 0;
    });
    double[] expected = b.grad().toDoubles();

    workspace.step(() -> {
      a.zeroGrad();
      return a.exp().times(a).sum().item(); // takes whatever array was given back
    });

    assertThat(b.grad().toDoubles()).isEqualTo(expected);
  }

  @Test
  void aFailedStepGivesItsMemoryBack() {
    Tensor x = Tensor.normal(random, 200);
    Workspace workspace = new Workspace();
    assertThatThrownBy(() -> workspace.step(() -> x.exp().reshape(3, 3)));

    assertThat(workspace.step(() -> x.exp().keep()).toDoubles()).isEqualTo(x.exp().toDoubles());
  }

  @Test
  void anotherThreadHasMemoryOfItsOwn() {
    Tensor x = Tensor.normal(random, 200);
    Workspace workspace = new Workspace();

    Tensor elsewhere = workspace.step(() -> CompletableFuture.supplyAsync(x::exp).join());

    assertThat(elsewhere.toDoubles()).isEqualTo(x.exp().toDoubles());
    assertThatThrownBy(() -> CompletableFuture.supplyAsync(() -> workspace.step(x::exp)).join())
        .hasMessageContaining("belongs to thread");
  }

  @Test
  void whatLiesFreeIsBoundedByWhatAStepNeedsWhateverTheBatches() {
    Workspace workspace = new Workspace();
    int width = 500;
    long most = 3L * 400 * width * Double.BYTES; // exp, sin and their sum, of the largest batch
    long touched = 0;
    for (int step = 0; step < 100; step++) {
      Tensor x = Tensor.zeros(DType.F64, 1 + random.nextInt(400), width);
      touched += 3L * x.shape().size() * Double.BYTES;
      workspace.step(() -> x.exp().plus(x.sin()).get(0, 0));
      assertThat(workspace.heldBytes()).as("after step " + step).isLessThanOrEqualTo(2 * most + Pool.SLACK);
    }
    assertThat(touched).as("all that was ever lent").isGreaterThan(20 * most);
  }

  @Test
  void theMemoryOfALargeStepIsForgottenBySmallOnes() {
    Workspace workspace = new Workspace();
    workspace.step(() -> Tensor.full(1, DType.F64, 4_000_000).exp().sum().item());
    assertThat(workspace.heldBytes()).isGreaterThan(20_000_000);
    for (int step = 0; step < 60; step++) {
      workspace.step(() -> Tensor.full(1, DType.F64, 1000).exp().sum().item());
    }
    assertThat(workspace.heldBytes()).isLessThanOrEqualTo(Pool.SLACK + 100_000);
  }

  @Test
  void bothBatchSizesOfAnEpochStay() {
    Tensor large = Tensor.normal(random, 300_000);
    Tensor last = Tensor.normal(random, 200_000);
    Workspace workspace = new Workspace();
    double[] ofLarge = workspace.step(() -> large.exp().array().doubles());
    double[] ofLast = workspace.step(() -> last.exp().array().doubles());
    for (int epoch = 0; epoch < 5; epoch++) {
      for (int batch = 0; batch < 9; batch++) {
        assertThat(workspace.<double[]>step(() -> large.exp().array().doubles())).isSameAs(ofLarge);
      }
      assertThat(workspace.<double[]>step(() -> last.exp().array().doubles())).isSameAs(ofLast);
    }
  }

  @Test
  void aStepWithoutRoomLeavesNothingHeld() {
    Workspace workspace = new Workspace();
    workspace.step(() -> Tensor.full(1, DType.F64, 1_000_000).exp().sum().item());
    assertThat(workspace.heldBytes()).isPositive();
    Tensor huge = Tensor.scalar(1).expand(Shape.MAX_SIZE);
    assertThatThrownBy(() -> workspace.step(huge::exp)).isInstanceOf(AllocationException.class);
    assertThat(workspace.heldBytes()).isZero();
  }
}
