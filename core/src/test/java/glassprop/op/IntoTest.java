package glassprop.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.Span;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.op.catalogue.Ops;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Elementwise ops that write into given room give the bits that they give as operations, wherever the numbers lie. */
class IntoTest {
  private static final int SIZE = 77;

  static Stream<Elementwise> functions() {
    return Ops.all().stream().map(Specimen::op).filter(Elementwise.class::isInstance).map(Elementwise.class::cast).distinct();
  }

  private static NdArray numbers(DType type, int n, SplittableRandom random) {
    return NdArray.over(random.doubles(n, 0.1, 0.9).toArray(), Shape.of(n)).to(type);
  }

  private static Span span(NdArray numbers) {
    return Span.ofNeighbours(numbers.dtype()).over(numbers);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void roomGetsTheValuesBits(Elementwise f) {
    SplittableRandom random = new SplittableRandom(1);
    for (DType type : List.of(DType.F32, DType.F64)) {
      for (boolean repeated : f.arity() > 1 ? new boolean[] {false, true} : new boolean[] {false}) {
        List<NdArray> inputs = new ArrayList<>();
        Span[] spans = new Span[f.arity()];
        for (int slot = 0; slot < f.arity(); slot++) {
          boolean one = repeated && slot == f.arity() - 1;
          inputs.add(numbers(type, one ? 1 : SIZE, random));
          spans[slot] = one ? Span.repeating(inputs.getLast(), 0) : span(inputs.getLast());
        }
        NdArray expected = f.value(Kernels.best(), inputs, new TensorType(Shape.of(SIZE), type));
        NdArray out = NdArray.zeros(new TensorType(Shape.of(SIZE + 2), type));
        f.into(Kernels.best(), spans, span(out).to(1), SIZE);
        assertThat(out.slice(0, 1, SIZE, 1).toDoubles()).as("%s, repeated: %s", type, repeated).containsExactly(expected.toDoubles());
        assertThat(out.get(0)).isZero();
        assertThat(out.get(SIZE + 1)).isZero();
        f.into(Kernels.best(), spans, spans[0], SIZE);
        assertThat(inputs.getFirst().toDoubles()).as("in place").containsExactly(expected.toDoubles());
      }
    }
  }

  @Test
  void aSpanIsOverFloatsWithoutGaps() {
    NdArray numbers = NdArray.over(new double[] {1, 2, 3, 4}, Shape.of(2, 2));
    assertThatThrownBy(() -> Span.ofNeighbours(DType.F64).over(numbers.permute(1, 0))).hasMessageContaining("without gaps");
    assertThatThrownBy(() -> Span.ofNeighbours(DType.F32).over(numbers)).hasMessageContaining("expected F32");
    assertThatThrownBy(() -> Span.ofNeighbours(DType.I64)).hasMessageContaining("expected F32 or F64");
    assertThat(Span.repeating(numbers, 2).to(5).get(7)).isEqualTo(3);
    assertThatThrownBy(() -> Unary.EXP.into(Kernels.best(), new Span[] {Span.repeating(numbers, 0)}, span(numbers.copy()), 4))
        .hasMessageContaining("compute it once");
  }
}
