package glassprop.op.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.array.Shape;
import glassprop.op.Where;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where elements go when they are joined, divided, turned and repeated. */
class ArrangementsTest {
  private static final Tensor X = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});

  @Test
  void stackingMakesAnAxis() {
    Tensor a = Tensor.of(1, 2);
    Tensor b = Tensor.of(3, 4);
    assertThat(Arrangements.stack(0, List.of(a, b)).toDoubles()).containsExactly(1, 2, 3, 4);
    assertThat(Arrangements.stack(-1, List.of(a, b)).toDoubles()).containsExactly(1, 3, 2, 4);
    assertThat(Arrangements.stack(1, List.of(a, b, a)).shape()).isEqualTo(Shape.of(2, 3));
    assertThatThrownBy(() -> Arrangements.stack(0, List.<Tensor>of())).hasMessageContaining("at least one");
  }

  @Test
  void splittingAndChunkingDivide() {
    assertThat(X.split(1, 1, 2).get(1).toDoubles()).containsExactly(2, 3, 5, 6);
    assertThat(Tensor.of(1, 2, 3, 4, 5).chunk(0, 3).stream().map(part -> part.shape().size())).containsExactly(2, 2, 1);
    assertThat(Tensor.of(new double[0]).chunk(0, 3)).hasSize(1);
    assertThatThrownBy(() -> X.split(1, 1, 1)).hasMessageContaining("[1, 1]").hasMessageContaining("the 3 of axis 1");
    assertThatThrownBy(() -> X.chunk(0, 0)).hasMessageContaining("at least 1");
  }

  @Test
  void turning() {
    assertThat(X.flip(1).toDoubles()).containsExactly(3, 2, 1, 6, 5, 4);
    assertThat(X.flip().toDoubles()).containsExactly(6, 5, 4, 3, 2, 1);
    assertThat(X.roll(1, 1).toDoubles()).containsExactly(3, 1, 2, 6, 4, 5);
    assertThat(X.roll(1, -4).toDoubles()).containsExactly(2, 3, 1, 5, 6, 4);
    assertThat(X.roll(1, 3).toDoubles()).isEqualTo(X.toDoubles());
  }

  @Test
  void repeating() {
    assertThat(Tensor.of(1, 2).repeat(2).toDoubles()).containsExactly(1, 2, 1, 2);
    assertThat(Tensor.of(1, 2).repeat(2, 1).toDoubles()).containsExactly(1, 2, 1, 2);
    assertThat(X.repeat(1, 2).toDoubles()).containsExactly(1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6);
    assertThat(X.repeat(0, 2).shape()).isEqualTo(Shape.of(0, 6));
    assertThatThrownBy(() -> X.repeat(2)).hasMessageContaining("at least 2");
  }

  @Test
  void padding() {
    assertThat(Tensor.of(1, 2).pad(new int[] {1}, new int[] {2}, 0).toDoubles()).containsExactly(0, 1, 2, 0, 0);
    assertThat(X.pad(new int[] {0, 1}, new int[] {1, 0}, 9).toDoubles()).containsExactly(9, 1, 2, 3, 9, 4, 5, 6, 9, 9, 9, 9);
    assertThatThrownBy(() -> X.pad(new int[] {0, -1}, new int[] {0, 0}, 0)).hasMessageContaining("[0, -1]");
  }

  @Test
  void triangles() {
    assertThat(X.tril(0).toDoubles()).containsExactly(1, 0, 0, 4, 5, 0);
    assertThat(X.triu(1).toDoubles()).containsExactly(0, 2, 3, 0, 0, 6);
    assertThat(Tensor.of(new double[][] {{1, Double.NaN}, {3, 4}}).tril(0).toDoubles()).containsExactly(1, 0, 3, 4);
  }

  @Test
  void diagonals() {
    assertThat(X.diagonal().toDoubles()).containsExactly(1, 5);
    assertThat(X.transpose().diagonal().toDoubles()).containsExactly(1, 5);
    assertThat(Tensor.of(7, 8).diagonalMatrix().toDoubles()).containsExactly(7, 0, 0, 8);
    assertThat(Tensor.of(new double[0]).diagonalMatrix().shape()).isEqualTo(Shape.of(0, 0));
    assertThat(X.unsqueeze(0).diagonal().shape()).isEqualTo(Shape.of(1, 2));
  }

  @Test
  void productsOfVectorsAndOfPairsOfMatrices() {
    assertThat(Tensor.of(1, 2).outer(Tensor.of(3, 4, 5)).toDoubles()).containsExactly(3, 4, 5, 6, 8, 10);
    assertThatThrownBy(() -> X.outer(X)).hasMessageContaining("two vectors");
    Tensor pairs = X.unsqueeze(0);
    assertThat(pairs.bmm(pairs.transpose()).toDoubles()).containsExactly(14, 32, 32, 77);
    assertThatThrownBy(() -> pairs.bmm(X)).hasMessageContaining("bmm");
  }
}
