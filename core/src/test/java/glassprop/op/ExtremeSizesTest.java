package glassprop.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Autodiff;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.kernel.AllocationException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sizes beyond an int or the heap: a named error that says how large, before anything is allocated, or the true numbers. */
class ExtremeSizesTest {
  private static final int MAX = Integer.MAX_VALUE;
  private static final Tensor VECTOR = Tensor.of(1, 2, 3);
  private static final Tensor MATRIX = Tensor.of(new double[][] {{1, 2}, {3, 4}});

  /** A computation that asks for too much. */
  record Row(String name, Supplier<?> computation) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> tooLarge() {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    double[][] square = new double[50_000][];
    Arrays.fill(square, new double[50_000]);
    Tensor huge = Tensor.scalar(1).expand(Shape.MAX_SIZE); // one number, seen often
    Tensor column = Tensor.full(1, DType.F64, 100_000, 1);
    Tensor row = Tensor.full(1, DType.F64, 1, 100_000);
    Tensor many = Tensor.full(1, DType.F64, 100_000, 1, 1, 1);
    Tensor nothing = Tensor.zeros(DType.F64, 0, 100_000, 100_000);
    int[] far = {MAX};
    int[] none = {0};
    return Stream.of(
        new Row("rows of numbers", () -> Tensor.of(square)),
        new Row("normal numbers", () -> Tensor.normal(random, Shape.MAX_SIZE)),
        new Row("uniform numbers", () -> Tensor.uniform(random, 0, 1, Shape.MAX_SIZE)),
        new Row("identity", () -> Tensor.eye(DType.F64, 50_000)),
        new Row("integers in order", () -> Tensor.arange(0, Shape.MAX_SIZE)),
        new Row("numbers at equal distances", () -> Tensor.linspace(0, 1, Shape.MAX_SIZE)),
        new Row("ones like zeros", () -> Tensor.zerosLike(huge)),
        new Row("zeros", () -> Tensor.zeros(DType.F64, Shape.MAX_SIZE)),
        new Row("indices", () -> Tensor.zeros(DType.I64, Shape.MAX_SIZE)),
        new Row("repeat", () -> VECTOR.repeat(MAX)),
        new Row("repeat to the largest size", () -> Tensor.of(1).repeat(Shape.MAX_SIZE)),
        new Row("repeat along two axes", () -> MATRIX.repeat(MAX, MAX)),
        new Row("pad at both ends", () -> VECTOR.pad(far, far, 0)),
        new Row("pad before", () -> VECTOR.pad(far, none, 0)),
        new Row("pad by a number", () -> VECTOR.pad(none, far, 1)),
        new Row("concat", () -> Tensor.concat(0, huge, huge)),
        new Row("stack", () -> Tensor.stack(0, huge, huge)),
        new Row("diagonal of no matrices", nothing::diagonal),
        new Row("diagonal matrix", () -> column.squeeze(1).diagonalMatrix()),
        new Row("sum of no matrices", () -> nothing.sum(1, 2)),
        new Row("sum along the front of nothing", () -> nothing.sum(0)),
        new Row("broadcasting", () -> column.plus(row)),
        new Row("comparison", () -> column.lessThan(row)),
        new Row("choice", () -> column.lessThan(column).where(row, row)),
        new Row("matrix product", () -> column.matmul(row)),
        new Row("batches of matrix products", () -> many.matmul(many.permute(1, 0, 2, 3))),
        new Row("outer product", () -> column.squeeze(1).outer(column.squeeze(1))),
        new Row("einsum", () -> Tensor.einsum("ab,bc->ac", column, row)),
        new Row("one-hot", () -> Tensor.indices(0, 1, 2).oneHot(MAX, DType.F64)),
        new Row("unfold", () -> Tensor.zeros(DType.F64, 1, 1, 2, 2).unfold(1, 1, MAX, 1)),
        new Row("expand", () -> VECTOR.expand(MAX, 3)),
        new Row("exponential", huge::exp),
        new Row("sum of two", () -> huge.plus(huge)),
        new Row("numbers for reading", huge::toDoubles),
        new Row("Jacobian by rows", () -> Autodiff.jacobian(x -> x, Tensor.zeros(DType.F32, 100_000))),
        new Row("Jacobian by columns", () -> Autodiff.jacobian(x -> x.sum().expand(50_000_000), Tensor.zeros(DType.F64, 1_000))),
        new Row("Hessian", () -> Autodiff.hessian(x -> x.square().sum(), Tensor.zeros(DType.F32, 1_000, 100))),
        new Row("norm", () -> huge.norm(2)),
        new Row("order", () -> huge.argsort(0, false)),
        new Row("other type", () -> huge.to(DType.I64)),
        new Row("flip", huge::flip));
  }

  @ParameterizedTest
  @MethodSource("tooLarge")
  void whatIsTooLargeIsToldWithItsSize(Row row) {
    assertThatThrownBy(row.computation::get)
        .isInstanceOfAny(ShapeException.class, AllocationException.class)
        .message().matches(message -> message.contains("elements") || message.contains("bytes"), "says how large");
  }

  @Test
  void shapesThatBroadcastToTooMuchAreNotToldAsUnfit() {
    Tensor column = Tensor.full(1, DType.F64, 100_000, 1).named("column");
    Tensor row = Tensor.full(1, DType.F64, 1, 100_000).named("row");
    assertThatThrownBy(() -> column.plus(row))
        .hasMessageContaining("column (100000, 1)").hasMessageContaining("row (1, 100000)").hasMessageContaining("10000000000 elements")
        .message().doesNotContain("broadcast");
    assertThatThrownBy(() -> MATRIX.plus(VECTOR)).hasMessageContaining("do not broadcast");
  }

  @Test
  void aTriangleBeyondEveryCornerIsAllOrNothing() {
    assertThat(MATRIX.tril(MAX).toDoubles()).containsExactly(1, 2, 3, 4);
    assertThat(MATRIX.triu(MAX).toDoubles()).containsExactly(0, 0, 0, 0);
    assertThat(MATRIX.tril(Integer.MIN_VALUE).toDoubles()).containsExactly(0, 0, 0, 0);
    assertThat(MATRIX.triu(Integer.MIN_VALUE).toDoubles()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void aShiftOfAnySizeGoesAround() {
    for (int shift : new int[] {MAX, Integer.MIN_VALUE, MAX - 1, -MAX, 7, -7}) {
      int places = Math.floorMod((long) shift, 3); // to the right: element i comes to place i + shift
      double[] expected = new double[3];
      for (int i = 0; i < 3; i++) {
        expected[(i + places) % 3] = i + 1;
      }
      assertThat(VECTOR.roll(0, shift).toDoubles()).as("by " + shift).containsExactly(expected);
    }
  }

  @Test
  void partsOfAnAxisNearTheLargestSizeAddUp() {
    Tensor huge = Tensor.scalar(1).expand(Shape.MAX_SIZE);
    for (int count : new int[] {1, 2, 3, 7}) {
      List<Tensor> parts = huge.chunk(0, count);
      assertThat(parts).hasSize(count);
      assertThat(parts.stream().mapToLong(part -> part.shape().size()).sum()).isEqualTo(Shape.MAX_SIZE);
    }
    assertThat(VECTOR.slice(0, 1, 3, MAX).toDoubles()).containsExactly(2);
  }
}
