package glassprop.op.vocabulary;

import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.Shape;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Order, ties and places. */
class IndexingTest {

  private static double[] gradient(UnaryOperator<Tensor> f, double... at) {
    Tensor x = Tensor.of(at).tracked();
    f.apply(x).sum().backward();
    return x.grad().toDoubles();
  }

  @Test
  void theOneIndexReturnedHasTheGradientAndAMaximumWithoutIndicesSharesIt() {
    assertThat(gradient(x -> x.maxWithIndex(0).values(), 1, 5, 5)).containsExactly(0, 1, 0);
    assertThat(gradient(x -> x.minWithIndex(0).values(), 1, 5, 1)).containsExactly(1, 0, 0);
    assertThat(gradient(x -> x.max(0), 1, 5, 5)).containsExactly(0, 0.5, 0.5);
    assertThat(gradient(x -> x.maxWithIndex(0).values(), 1, NaN, NaN)).containsExactly(0, 1, 0);
  }

  @Test
  void extremaComeWithTheirIndicesAlongAnyAxis() {
    Tensor x = Tensor.of(new double[][] {{1, 9, 3}, {4, 2, 8}});
    assertThat(x.maxWithIndex(-1).indices().toDoubles()).containsExactly(1, 2);
    assertThat(x.maxWithIndex(0).values().toDoubles()).containsExactly(4, 9, 8);
    assertThat(x.minWithIndex(1).values().toDoubles()).containsExactly(1, 2);
    assertThat(x.argmin(0).toDoubles()).containsExactly(0, 1, 0);
    assertThat(Tensor.of(2, 1, 1).argmin(0).item()).isEqualTo(1);
  }

  @Test
  void equalsKeepTheirOrderAndNanIsLargest() {
    Tensor x = Tensor.of(2, NaN, 1, 2, -0.0, 0);
    assertThat(x.argsort(0, false).toDoubles()).containsExactly(4, 5, 2, 0, 3, 1);
    assertThat(x.argsort(0, true).toDoubles()).containsExactly(1, 0, 3, 2, 4, 5);
    assertThat(Tensor.of(3, 1, 2).sort(0, true).values().toDoubles()).containsExactly(3, 2, 1);
  }

  @Test
  void gradientsGoBackToWhereTheElementsStood() {
    Tensor weights = Tensor.of(10, 20, 30);
    assertThat(gradient(x -> x.sort(0, false).values().times(weights), 3, 1, 2)).containsExactly(30, 10, 20);
    assertThat(gradient(x -> x.topk(0, 2).values(), 3, 1, 2)).containsExactly(1, 0, 1);
    assertThat(Tensor.of(new double[][] {{1, 3, 2}, {6, 4, 5}}).topk(1, 2).indices().toDoubles()).containsExactly(1, 2, 0, 2);
    assertThatThrownBy(() -> Tensor.of(1, 2).topk(0, 3)).hasMessageContaining("k = 3 of 2 elements");
    assertThatThrownBy(() -> Tensor.of(1, 2, 3).at(Tensor.mask(true, false, true))).hasMessageContaining("maskedSelect");
  }

  @Test
  void indicesOfSeveralAxesNameElementsTogether() {
    Tensor x = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}}).named("x");
    assertThat(x.at(Tensor.indices(0, 1, -1), Tensor.indices(2, 0, -1)).toDoubles()).containsExactly(3, 4, 6);
    assertThat(x.at(Tensor.indices(1, 0).unsqueeze(1), Tensor.indices(0, 2)).toString()).isEqualTo("F64 (2, 2) [[4.0, 6.0], [1.0, 3.0]]");
    assertThat(x.at(Tensor.indices(1)).toString()).isEqualTo("F64 (1, 3) [[4.0, 5.0, 6.0]]");
    assertThat(x.at(Tensor.indices().reshape(0, 2)).shape()).isEqualTo(Shape.of(0, 2, 3));
    for (DType dtype : DType.values()) {
      Tensor ones = Tensor.eye(dtype, 3).at(Tensor.arange(0, 3), Tensor.arange(0, 3));
      assertThat(ones.dtype()).isEqualTo(dtype);
      assertThat(ones.toDoubles()).containsExactly(1, 1, 1);
    }
  }

  @Test
  void anIndexBesideItsAxisIsNoElementOfTheNextRow() {
    Tensor x = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}}).named("x");
    assertThatThrownBy(() -> x.at(Tensor.indices(0), Tensor.indices(3)))
        .isInstanceOf(IndexOutOfBoundsException.class).hasMessage("at: index 3 is not within axis 1 of size 3 (-3 to 2)");
    assertThatThrownBy(() -> x.at(Tensor.indices(-3), Tensor.indices(2))).hasMessageContaining("index -3 is not within axis 0");
    assertThatThrownBy(() -> x.at(Tensor.of(0))).hasMessageContaining("an index must be I64");
    assertThatThrownBy(x::at).hasMessageContaining("x (2, 3), 1 to 2, came 0");
    assertThatThrownBy(() -> x.at(Tensor.indices(0, 1), Tensor.indices(0, 1, 2))).hasMessageContaining("do not broadcast");
    assertThat(x.get(1, -1)).isEqualTo(6);
    assertThat(x.get(-2, 0)).isEqualTo(1);
    assertThat(x.slice(0, 1, 2).get(-1, -3)).isEqualTo(4);
  }

  @Test
  void aMaskChoosesElementsOrParts() {
    Tensor x = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}}).named("x");
    assertThat(x.maskedSelect(x.greaterThan(2)).toDoubles()).containsExactly(3, 4, 5, 6);
    assertThat(x.transpose().maskedSelect(x.transpose().greaterThan(2)).toDoubles()).containsExactly(4, 5, 3, 6);
    assertThat(x.maskedSelect(Tensor.mask(false, true)).shape()).isEqualTo(Shape.of(1, 3));
    assertThat(x.maskedSelect(x.greaterThan(9)).shape()).isEqualTo(Shape.of(0));
    assertThatThrownBy(() -> x.maskedSelect(Tensor.mask(true, false, true)))
        .hasMessageContaining("x (2, 3)").hasMessageContaining("a tensor of shape (3), BOOL");
    assertThatThrownBy(() -> x.maskedSelect(Tensor.of(1, 0))).hasMessageContaining("F64");
    assertThat(gradient(y -> y.maskedSelect(y.greaterThan(1)).square(), 1, 2, 3)).containsExactly(0, 4, 6);
  }

  @Test
  void rowsOfATableThatAreUsedTwiceSumTheirGradients() {
    Tensor table = Tensor.of(new double[][] {{1, 2}, {3, 4}, {5, 6}}).tracked();
    Tensor rows = table.embedding(Tensor.indices(2, 0, 2));
    assertThat(rows.toDoubles()).containsExactly(5, 6, 1, 2, 5, 6);
    rows.sum().backward();
    assertThat(table.grad().toDoubles()).containsExactly(1, 1, 0, 0, 2, 2);
    assertThatThrownBy(() -> table.embedding(Tensor.indices(3))).hasMessageContaining("index 3").hasMessageContaining("3 rows");
    assertThatThrownBy(() -> table.embedding(Tensor.indices(-1))).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void sourcesAreAddedAtTheirPlaces() {
    Tensor x = Tensor.of(new double[][] {{1, 2}, {3, 4}, {5, 6}});
    Tensor source = Tensor.of(new double[][] {{10, 20}, {30, 40}});
    assertThat(x.indexAdd(0, Tensor.indices(2, 2), source).toDoubles()).containsExactly(1, 2, 3, 4, 45, 66);
    assertThat(Tensor.of(1, 2, 3).scatterAdd(0, Tensor.indices(0, 0), Tensor.of(10, 20)).toDoubles()).containsExactly(31, 2, 3);
    assertThatThrownBy(() -> x.indexAdd(0, Tensor.indices(1), source)).hasMessageContaining("index_add");
  }

  @Test
  void whatIsOverwrittenHasNoGradientAndTheSourceHasIt() {
    Tensor x = Tensor.of(1, 2, 3).tracked();
    Tensor source = Tensor.of(10, 20).tracked();
    Tensor y = x.scatter(0, Tensor.indices(2, 0), source);
    assertThat(y.toDoubles()).containsExactly(20, 2, 10);
    y.times(Tensor.of(5, 6, 7)).sum().backward();
    assertThat(x.grad().toDoubles()).containsExactly(0, 6, 0);
    assertThat(source.grad().toDoubles()).containsExactly(7, 5);
    assertThat(x.scatter(0, Tensor.indices(1), Tensor.scalar(0)).toDoubles()).containsExactly(1, 0, 3);
    assertThatThrownBy(() -> x.scatter(0, Tensor.indices(1, 1), source))
        .hasMessageContaining("names the place [1] twice").hasMessageContaining("scatter_add");
    assertThatThrownBy(() -> x.scatter(0, Tensor.indices(1), source)).hasMessageContaining("must have the shape of the index");
    assertThatThrownBy(() -> x.scatter(0, Tensor.indices(3, 0), source)).hasMessageContaining("index 3");
  }
}
