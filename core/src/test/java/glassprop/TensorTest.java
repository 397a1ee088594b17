package glassprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.kernel.AllocationException;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Shapes, views, element types, and what is said of operands that do not fit. */
class TensorTest {
  private final Tensor matrix = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}}).named("A");

  @Test
  void shapesBroadcastFromTheRight() {
    Tensor row = Tensor.of(10, 20, 30);
    assertThat(matrix.plus(row).toDoubles()).containsExactly(11, 22, 33, 14, 25, 36);
    Tensor column = Tensor.of(new double[][] {{100}, {200}});
    assertThat(matrix.plus(column).toDoubles()).containsExactly(101, 102, 103, 204, 205, 206);
    assertThat(row.plus(column).shape()).isEqualTo(Shape.of(2, 3));
  }

  @Test
  void viewsShareTheirStorage() {
    assertThat(matrix.transpose().array().storage()).isSameAs(matrix.array().storage());
    assertThat(matrix.slice(1, 1, 3).array().storage()).isSameAs(matrix.array().storage());
    assertThat(matrix.reshape(3, -1).array().storage()).isSameAs(matrix.array().storage());
    assertThat(Tensor.of(1).expand(4, 1).array().storage().version()).isZero();
  }

  @Test
  void aCopyHasItsOwnStorageAndNoMemory() {
    Tensor leaf = matrix.transpose().tracked().named("leaf");
    Tensor copy = leaf.times(1).copy();
    assertThat(copy.toDoubles()).containsExactly(leaf.toDoubles());
    assertThat(copy.isTracked()).isFalse();
    copy.updateInPlace(numbers -> numbers.doubles()[0] = 100);
    assertThat(leaf.get(0, 0)).isEqualTo(1);
    Tensor repeated = Tensor.of(1).expand(3);
    assertThatThrownBy(() -> repeated.updateInPlace(numbers -> {})).hasMessageContaining("copy()");
    repeated.copy().updateInPlace(numbers -> numbers.doubles()[2] = 5);
    assertThat(repeated.toDoubles()).containsExactly(1, 1, 1);
  }

  @Test
  void numbersMayStandBeforeTheirOperator() {
    Tensor x = Tensor.of(2, 4);
    assertThat(x.subtractedFrom(1).toDoubles()).containsExactly(-1, -3);
    assertThat(x.divisorOf(1).toDoubles()).containsExactly(0.5, 0.25);
    assertThat(x.exponentOf(3).toDoubles()).containsExactly(9, 81);
    assertThat(x.maximum(3).toDoubles()).containsExactly(3, 4);
    assertThat(x.minimum(3).toDoubles()).containsExactly(2, 3);
  }

  @Test
  void viewsShowTheRightElements() {
    assertThat(matrix.transpose().toDoubles()).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(matrix.slice(1, 0, 3, 2).toDoubles()).containsExactly(1, 3, 4, 6);
    assertThat(matrix.slice(0, -1, 2).toDoubles()).containsExactly(4, 5, 6);
    assertThat(matrix.select(1, -1).toDoubles()).containsExactly(3, 6);
    assertThat(matrix.transpose().reshape(6).toDoubles()).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(matrix.transpose().slice(0, 1, 2).get(0, 1)).isEqualTo(5);
  }

  @Test
  void matrixProductsTakeVectors() {
    Tensor v = Tensor.of(1, 0, -1);
    assertThat(matrix.matmul(v).toDoubles()).containsExactly(-2, -2);
    assertThat(Tensor.of(1, 1).matmul(matrix).toDoubles()).containsExactly(5, 7, 9);
    assertThat(v.matmul(v).item()).isEqualTo(2);
  }

  @Test
  void inTheMatrixLessons() { // M2: Z1 = X·W1 + b1
    Tensor x = Tensor.of(new double[][] {{2, 3}});
    Tensor w1 = Tensor.of(new double[][] {{0.1, 0.2}, {0.3, 0.4}});
    Tensor z1 = x.matmul(w1).plus(Tensor.of(0.5, 0.6));
    assertThat(z1.toDoubles()).containsExactly(new double[] {1.6, 2.2}, Offset.offset(1e-15));
  }

  @Test
  void rowsAreChosenByIndex() {
    assertThat(matrix.indexSelect(0, Tensor.indices(1, 1, 0)).toDoubles()).containsExactly(4, 5, 6, 4, 5, 6, 1, 2, 3);
    assertThat(matrix.argmax(1).toDoubles()).containsExactly(2, 2);
    assertThat(Tensor.indices(2, 0).oneHot(3, DType.F64).toDoubles()).containsExactly(0, 0, 1, 1, 0, 0);
  }

  @Test
  void operandsThatDoNotFitAreNamedWithTheirShapes() {
    Tensor b = Tensor.zeros(DType.F64, 4, 3).named("B");
    assertThatThrownBy(() -> matrix.plus(b))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("add: ")
        .hasMessageContaining("A (2, 3)")
        .hasMessageContaining("B (4, 3)");
    assertThatThrownBy(() -> matrix.matmul(Tensor.zeros(DType.F64, 4, 5).named("W1")))
        .hasMessageContaining("inner sizes differ, 3 and 4: A (2, 3) · W1 (4, 5)");
    assertThatThrownBy(() -> matrix.matmul(Tensor.zeros(DType.F64, 5, 3).named("W1")))
        .hasMessageContaining("did you mean W1.transpose()?");
    assertThatThrownBy(() -> matrix.plus(Tensor.zeros(DType.F32, 2, 3)))
        .hasMessageContaining("A F64 (2, 3)")
        .hasMessageContaining("F32 (2, 3)")
        .hasMessageContaining("to(F64)");
    assertThatThrownBy(() -> Tensor.indices(1, 2).exp()).hasMessageContaining("I64").hasMessageContaining("to(F64)");
  }

  @Test
  void impossibleShapesAreRefusedBeforeAnythingIsAllocated() {
    assertThatThrownBy(() -> matrix.reshape(4, 2)).hasMessageContaining("6").hasMessageContaining("8");
    assertThatThrownBy(() -> matrix.reshape(-1, -1)).hasMessageContaining("only one dimension can be inferred");
    assertThatThrownBy(() -> Shape.of(-3, 2)).hasMessageContaining("-3");
    assertThatThrownBy(() -> Shape.of(65536, 65536, 4)).hasMessageContaining("17179869184");
    assertThatThrownBy(() -> Shape.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 8)).hasMessageContaining("2^63");
    assertThat(Shape.of(65536, 65536, 0).size()).isZero();
  }

  @Test
  void aTensorLargerThanTheHeapIsRefusedAndWorkGoesOn() {
    assertThatThrownBy(() -> Tensor.zeros(DType.F64, Shape.MAX_SIZE))
        .isInstanceOf(AllocationException.class)
        .hasMessageContaining("17179869112 bytes")
        .hasMessageContaining("-Xmx");
    assertThat(matrix.sum().item()).isEqualTo(21);
  }

  @Test
  void indicesAreCheckedWithTheirAxisAndSize() {
    assertThatThrownBy(() -> matrix.select(0, 7))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("7")
        .hasMessageContaining("axis 0")
        .hasMessageContaining("size is 2");
    assertThatThrownBy(() -> matrix.select(0, -5)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> matrix.gather(1, Tensor.indices(0, 3).reshape(2, 1)))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("index 3");
    assertThatThrownBy(() -> matrix.gather(1, Tensor.zeros(DType.F64, 2, 1))).hasMessageContaining("I64");
    assertThatThrownBy(() -> matrix.sum(2)).isInstanceOf(ShapeException.class).hasMessageContaining("-2 to 1");
  }

  @Test
  void theLargestOfNothingIsAnError() {
    assertThatThrownBy(() -> Tensor.of(new double[0]).max()).hasMessageContaining("no elements");
  }

  @Test
  void aNumberThatATypeCanNotHoldIsRefusedAndNotChangedSilently() {
    Tensor single = Tensor.of(0, 1).to(DType.F32);
    List<Supplier<Tensor>> refused =
        List.of(
            () -> single.plus(1e300), () -> single.plus(1e-50), () -> single.times(-1e300), () -> single.dividedBy(1e-50),
            () -> single.clamp(1e-50, 1), () -> single.clamp(-1e300, 1e300), () -> single.pow(1e-50), () -> single.pow(1e39),
            () -> single.leakyRelu(1e-50), () -> single.elu(1e300), () -> single.atLeast(1e-50),
            () -> single.maskedFill(single.greaterThan(0), -1e300), () -> Tensor.full(1e300, DType.F32, 2),
            () -> Tensor.full(2.5, DType.I64, 2), () -> Tensor.full(Double.NaN, DType.I64, 2), () -> Tensor.full(1e19, DType.I64, 2),
            () -> Tensor.full(0.5, DType.BOOL, 2), () -> single.pad(new int[] {1}, new int[] {1}, 1e300));
    for (int i = 0; i < refused.size(); i++) {
      assertThatThrownBy(refused.get(i)::get).as("number " + i).isInstanceOf(IllegalArgumentException.class)
          .message().containsPattern("F32|I64|truth");
    }
    assertThat(single.plus(Double.POSITIVE_INFINITY).toDoubles()).containsOnly(Double.POSITIVE_INFINITY);
    assertThat(single.clamp(0, Double.POSITIVE_INFINITY).plus(0.1).toDoubles()).containsExactly(0.1f, 1.1f);
    assertThat(Tensor.of(0, 1).plus(1e300).toDoubles()).containsOnly(1e300);
    assertThat(Tensor.full(-0x1p52, DType.I64).item()).isEqualTo(-0x1p52);
  }
}
