package glassprop.op.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.op.Concat;
import glassprop.op.Op;
import glassprop.op.Pad;
import glassprop.op.Reduction;
import glassprop.op.Slice;
import glassprop.op.Sum;
import glassprop.op.catalogue.ArgMax;
import glassprop.op.catalogue.ArgSort;
import glassprop.op.catalogue.CrossEntropy;
import glassprop.op.catalogue.CumulativeProduct;
import glassprop.op.catalogue.EmbeddingLookup;
import glassprop.op.catalogue.Flip;
import glassprop.op.catalogue.Gather;
import glassprop.op.catalogue.OneHot;
import glassprop.op.catalogue.Recurrence;
import glassprop.op.catalogue.Scatter;
import glassprop.op.catalogue.ScatterAdd;
import glassprop.op.catalogue.Softmax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operations that choose places by an index take shapes that fit, and name those that don't: nothing is broadcast, nothing grows. */
class IndexingShapesTest {
  /** Shapes to put in the place of one that fits. */
  private static final List<Shape> OTHERS =
      Stream.of(
              new int[] {}, new int[] {1}, new int[] {2}, new int[] {3}, new int[] {4}, new int[] {5}, new int[] {1, 1}, new int[] {1, 2},
              new int[] {1, 4}, new int[] {2, 1}, new int[] {2, 2}, new int[] {2, 4}, new int[] {3, 1}, new int[] {3, 2}, new int[] {3, 3},
              new int[] {3, 4}, new int[] {3, 5}, new int[] {4, 2}, new int[] {4, 4}, new int[] {5, 4}, new int[] {1, 3, 4},
              new int[] {2, 3, 4}, new int[] {3, 4, 1}, new int[] {0}, new int[] {0, 4}, new int[] {3, 0}, new int[] {0, 0})
          .map(Shape::of).toList();

  /** What is done with x, an index and a source. */
  interface Operation {
    Tensor of(Tensor x, Tensor index, Tensor source);
  }

  /** Which shapes of x, index and source fit. */
  interface Fit {
    boolean of(Shape x, Shape index, Shape source);
  }

  /** An operation with shapes that fit it, the shape of its result, and what fits, said a second time and in other words. */
  record Row(String name, Operation operation, List<Shape> fitting, Shape result, Fit fits) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> rows() {
    Shape x = Shape.of(3, 4);
    Shape two = Shape.of(3, 2);
    return Stream.of(
        new Row("gather", (a, i, s) -> a.gather(1, i), List.of(x, two, x), two, (a, i, s) -> matrices(a, i) && sameRows(a, i)),
        new Row("gather along the front", (a, i, s) -> a.gather(0, i), List.of(x, Shape.of(5, 4), x), Shape.of(5, 4),
            (a, i, s) -> a.rank() == i.rank() && a.rank() > 0 && tail(a).equals(tail(i))),
        new Row("scatter", (a, i, s) -> a.scatter(1, i, s), List.of(x, two, two), x,
            (a, i, s) -> matrices(a, i) && sameRows(a, i) && (s.equals(i) || s.rank() == 0)),
        new Row("scatter_add", (a, i, s) -> a.scatterAdd(1, i, s), List.of(x, two, two), x,
            (a, i, s) -> matrices(a, i) && sameRows(a, i) && s.equals(i)),
        new Row("scatter_add along the front", (a, i, s) -> a.scatterAdd(0, i, s), List.of(x, Shape.of(2, 4), Shape.of(2, 4)), x,
            (a, i, s) -> a.rank() == i.rank() && a.rank() > 0 && tail(a).equals(tail(i)) && s.equals(i)),
        new Row("masked_fill", (a, i, s) -> a.maskedFill(i.lessThan(1), 7), List.of(x, Shape.of(1, 4), x), x,
            (a, i, s) -> i.rank() <= a.rank()
                && IntStream.range(0, i.rank()).allMatch(k -> i.get(k) == 1 || i.get(k) == a.get(a.rank() - i.rank() + k))),
        new Row("index_add", (a, i, s) -> a.indexAdd(0, i, s), List.of(x, Shape.of(2), Shape.of(2, 4)), x,
            (a, i, s) -> i.rank() == 1 && a.rank() == s.rank() && a.rank() > 0 && tail(a).equals(tail(s)) && s.get(0) == i.get(0)),
        new Row("index_add along the end", (a, i, s) -> a.indexAdd(-1, i, s), List.of(x, Shape.of(2), two), x,
            (a, i, s) -> i.rank() == 1 && matrices(a, s) && sameRows(a, s) && s.get(1) == i.get(0)),
        new Row("index_select", (a, i, s) -> a.indexSelect(1, i), List.of(x, Shape.of(5), x), Shape.of(3, 5),
            (a, i, s) -> i.rank() == 1 && a.rank() > 1),
        new Row("embedding", (a, i, s) -> a.embedding(i), List.of(x, two, x), Shape.of(3, 2, 4), (a, i, s) -> a.rank() == 2),
        new Row("embedding_add", (a, i, s) -> Tensor.apply(new EmbeddingLookup(true, 3), s, i), List.of(x, two, Shape.of(3, 2, 4)), x,
            (a, i, s) -> s.rank() == i.rank() + 1 && Arrays.equals(Arrays.copyOf(s.toArray(), i.rank()), i.toArray())),
        new Row("cross_entropy", (a, i, s) -> Tensor.apply(new CrossEntropy(true), a, i), List.of(x, Shape.of(3), x), Shape.SCALAR,
            (a, i, s) -> a.rank() == 2 && i.rank() == 1 && a.get(0) == i.get(0)));
  }

  private static boolean matrices(Shape a, Shape b) {
    return a.rank() == b.rank() && a.rank() >= 2;
  }

  private static boolean sameRows(Shape a, Shape b) {
    return a.get(0) == b.get(0) && Arrays.equals(tail(tail(a)).toArray(), tail(tail(b)).toArray());
  }

  private static Shape tail(Shape shape) {
    return Shape.of(Arrays.copyOfRange(shape.toArray(), 1, shape.rank()));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void shapesThatDoNotFitAreErrorsThatSaySo(Row row) {
    int refused = 0;
    for (int slot = 0; slot < 3; slot++) {
      for (Shape other : OTHERS) {
        List<Shape> shapes = new ArrayList<>(row.fitting);
        shapes.set(slot, other);
        if (!row.fits.of(shapes.get(0), shapes.get(1), shapes.get(2))) {
          refused++;
          assertThatThrownBy(() -> result(row, shapes)).as("%s of %s", row, shapes).isInstanceOf(ShapeException.class);
        }
      }
    }
    assertThat(refused).as("shapes that " + row + " refuses").isGreaterThan(5);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void shapesThatFitGiveTheShapeThatFollows(Row row) {
    assertThat(result(row, row.fitting).shape()).isEqualTo(row.result);
  }

  /** With places that are all different and within every axis of 2 or more. */
  private static Tensor result(Row row, List<Shape> shapes) {
    Tensor x = Tensor.zeros(DType.F64, shapes.get(0).toArray());
    Shape index = shapes.get(1);
    long[] places = new long[index.size()];
    Arrays.setAll(places, i -> i % Math.max(1, index.rank() == 0 ? 1 : index.get(index.rank() - 1)) % 3);
    return row.operation.of(
        x, Tensor.indices(places).reshape(index.toArray()), Tensor.zeros(DType.F64, shapes.get(2).toArray()));
  }

  @Test
  void aSourceOfOneRowIsNotAddedToEveryRow() {
    Tensor x = Tensor.zeros(DType.F64, 3, 4);
    Tensor index = Tensor.indices(0, 1).reshape(1, 2);
    Tensor source = Tensor.of(new double[][] {{5, 7}});
    assertThatThrownBy(() -> x.scatterAdd(1, index, source))
        .isInstanceOf(ShapeException.class).hasMessageContaining("scatter_add").hasMessageContaining("(3, 4)").hasMessageContaining("(1, 2)")
        .hasMessageContaining("axis 1");
    assertThatThrownBy(() -> Tensor.zeros(DType.F64, 4).scatterAdd(0, index, source)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Tensor.zeros(DType.F64, 3, 3).indexAdd(0, Tensor.indices(2, 2), Tensor.of(1, 2)))
        .isInstanceOf(ShapeException.class).hasMessageContaining("index_add");
  }

  @Test
  void anIndexOutsideIsNamedByTheOperationThatWasCalledAlsoWhereNothingIsRead() {
    assertThatThrownBy(() -> Tensor.indices(3).oneHot(3, DType.F64)).hasMessageContaining("one_hot: index 3").hasMessageContaining("0 to 2");
    assertThatThrownBy(() -> Tensor.indices(0).oneHot(0, DType.F64)).hasMessage("one_hot: index 0 is not within axis 1 of size 0");
    assertThatThrownBy(() -> Tensor.zeros(DType.F64, 3, 0).embedding(Tensor.indices(99)))
        .isInstanceOf(IndexOutOfBoundsException.class).hasMessageContaining("index 99");
    assertThatThrownBy(() -> Tensor.apply(new OneHot(3, DType.I64), Tensor.indices(0))).hasMessageContaining("F32 or F64");
  }

  @Test
  void anAxisThatThereIsNotIsNamed() {
    Tensor x = Tensor.zeros(DType.F64, 3, 4);
    Tensor index = Tensor.zeros(DType.I64, 3, 4);
    for (int axis : new int[] {-1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      for (Op op : List.of(new ArgMax(axis), new ArgSort(axis, false), new CumulativeProduct(axis), new Flip(axis), new Softmax(axis, false),
          new Pad(axis, 9, 0, 1), new Slice(axis, 0, 1, 1), new Concat(axis), new Sum(new Reduction(List.of(axis), false)))) {
        assertThatThrownBy(() -> Tensor.apply(op, x)).as(op.toString()).isInstanceOf(ShapeException.class).hasMessageContaining("" + axis);
      }
      for (Op op : List.of(new Gather(axis), new ScatterAdd(axis, 4))) {
        assertThatThrownBy(() -> Tensor.apply(op, x, index)).as(op.toString()).hasMessageContaining("no axis " + axis + " in (3, 4)");
      }
      assertThatThrownBy(() -> Tensor.apply(new Scatter(axis), x, index, x)).hasMessageContaining("no axis " + axis);
      assertThatThrownBy(() -> Tensor.apply(new Recurrence(axis, false), x, x)).hasMessageContaining("no axis " + axis);
    }
  }
}
