package glassprop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  @Test
  void noSumOfAHiddenUnitLiesWhereRoundingDecidesTheSlopeOfRelu() {
    Net net = new Net("net", List.of(30, 40, 20, 3), 64);
    Workload workload = Workload.of(net);
    Tensor h = matrix(workload.inputs(), net.batch(), 30);
    for (int layer = 0; layer < 2; layer++) {
      int in = net.widths().get(layer);
      int out = net.widths().get(layer + 1);
      Tensor sums = h.matmul(matrix(workload.parameters().get(2 * layer), in, out)).plus(matrix(workload.parameters().get(2 * layer + 1), 1, out));
      assertThat(Arrays.stream(sums.toDoubles()).map(Math::abs).min().orElseThrow()).isGreaterThan(0.001);
      h = sums.relu();
    }
  }

  @Test
  void theNumbersAreTheSameEachTime() {
    Net net = Net.ALL.getFirst();
    assertThat(Workload.of(net).parameters()).usingRecursiveComparison().isEqualTo(Workload.of(net).parameters());
    assertThat(Workload.of(net).inputs()).isEqualTo(Workload.of(net).inputs());
    assertThat(Workload.of(net).labels()).isEqualTo(Workload.of(net).labels());
  }

  private static Tensor matrix(float[] numbers, int rows, int columns) {
    return Tensor.of(NdArray.over(numbers, Shape.of(rows, columns))).to(glassprop.array.DType.F64);
  }
}
