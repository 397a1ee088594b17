package glassprop.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.op.catalogue.CrossEntropy;
import glassprop.op.catalogue.Softmax;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only the differences of a row's logits count for its probabilities, and so their common size takes no digit of a loss. */
@ParameterizedClass
@MethodSource("kernels")
class LargeLogitsTest {
  private static final int ROWS = 21;

  /** Multiples of this number up to 8 are exact in float32 even with {@link #SHIFT} added. */
  private static final double GRAIN = 0x1p-8;

  private static final double SHIFT = 1_024;

  private final Kernels kernels;

  LargeLogitsTest(Kernels kernels) {
    this.kernels = kernels;
  }

  static Stream<Kernels> kernels() {
    return Stream.of(Kernels.scalar(), Kernels.best());
  }

  /** The ops that take logits: sums over all rows, a loss of each row, and one number for each logit. */
  enum Of {
    SUM_OF_LOSSES {
      @Override
      double[] apply(Kernels kernels, NdArray logits) {
        int rows = logits.shape().get(0);
        NdArray labels = NdArray.full(new TensorType(Shape.of(rows), DType.I64), 1);
        return numbers(new CrossEntropy(false), kernels, logits, labels);
      }
    },
    LOSS_OF_A_ROW {
      @Override
      double[] apply(Kernels kernels, NdArray logits) {
        return IntStream.range(0, logits.shape().get(0))
            .mapToDouble(row -> SUM_OF_LOSSES.apply(kernels, Tensor.of(logits).slice(0, row, row + 1).array())[0]).toArray();
      }
    },
    LOG_PROBABILITIES {
      @Override
      double[] apply(Kernels kernels, NdArray logits) {
        return numbers(new Softmax(1, true), kernels, logits);
      }
    },
    PROBABILITIES {
      @Override
      double[] apply(Kernels kernels, NdArray logits) {
        return numbers(new Softmax(1, false), kernels, logits);
      }
    };

    abstract double[] apply(Kernels kernels, NdArray logits);

    private static double[] numbers(Op op, Kernels kernels, NdArray... inputs) {
      List<TensorType> types = Arrays.stream(inputs).map(NdArray::type).toList();
      return Tensor.of(op.value(kernels, List.of(inputs), op.type(types))).toDoubles();
    }
  }

  private static NdArray logits(int classes, DType dtype, double shift) {
    double[] x = new SplittableRandom(classes).doubles((long) ROWS * classes, -8, 8).map(v -> Math.rint(v / GRAIN) * GRAIN + shift).toArray();
    return NdArray.over(x, Shape.of(ROWS, classes)).to(dtype);
  }

  @ParameterizedTest
  @EnumSource
  void aShiftOfAllLogitsThatIsExactChangesNoBit(Of op) {
    for (DType dtype : List.of(DType.F32, DType.F64)) {
      for (int classes : new int[] {2, 5, 16, 17, 40, 700}) {
        double[] expected = op.apply(kernels, logits(classes, dtype, 0));
        for (double shift : new double[] {SHIFT, -SHIFT}) {
          assertThat(op.apply(kernels, logits(classes, dtype, shift))).as("%d classes, %s", classes, dtype).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1_000, 0, 1_000})
  void inFloat32AnErrorIsOfTheSizeOfTheLossAndNotOfTheLogits(double centre) {
    for (Of op : Of.values()) {
      for (int classes : new int[] {2, 5, 16, 17, 40, 700}) {
        double[] x = new SplittableRandom(classes).doubles((long) ROWS * classes, -4, 4).map(v -> (float) (centre + v)).toArray();
        NdArray logits = NdArray.over(x, Shape.of(ROWS, classes));
        double[] expected = op.apply(Kernels.scalar(), logits);
        double[] actual = op.apply(kernels, logits.to(DType.F32));
        for (int i = 0; i < actual.length; i++) {
          assertThat(actual[i]).as("%s of %d classes", op, classes).isCloseTo(expected[i], within(4e-7 * Math.abs(expected[i]) + 1e-7));
        }
      }
    }
  }

  /** What ln Σ eˣ − x says there: of an infinite logit, too, the loss of another is infinite. */
  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void lossesAtInfinities(DType dtype) {
    double inf = Double.POSITIVE_INFINITY;
    double[][] rows = {{0, -inf}, {-inf, 0}, {inf, 0}, {0, inf}, {-inf, -inf}, {Double.NaN, 0}};
    NdArray logits = Tensor.of(rows).to(dtype).array();
    assertThat(Of.LOSS_OF_A_ROW.apply(kernels, logits)).containsExactly(inf, 0, inf, Double.NaN, Double.NaN, Double.NaN);
  }
}
