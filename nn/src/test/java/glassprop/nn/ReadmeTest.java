package glassprop.nn;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.Tensor;
import glassprop.check.GradCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of the README. */
class ReadmeTest {

  @Test
  void theReadmesExampleRuns() {
    // docs:neuron
    Tensor x = Tensor.of(new double[][] {{0.5, -1.2}, {0.9, 0.3}});
    Tensor y = Tensor.of(new double[][] {{1}, {0}});
    Tensor w = Tensor.of(new double[][] {{0.8}, {-0.4}}).tracked().named("w");
    Tensor b = Tensor.of(0.1).tracked().named("b");

    Tensor loss = x.matmul(w).plus(b).sigmoid().minus(y).square().mean();
    loss.backward(); // now w.grad() and b.grad() hold the gradients

    GradCheck.strict() // and finite differences agree to nine digits
        .check(in -> x.matmul(in.get(0)).plus(in.get(1)).sigmoid().minus(y).square().mean(), List.of(w, b))
        .requireOk();
    // docs:end
    assertThat(w.grad().shape()).isEqualTo(w.shape());
    assertThat(loss.item()).isBetween(0.0, 1.0);
  }
}
