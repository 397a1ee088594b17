package glassprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.array.DType;
import glassprop.array.DescribedException;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.catalogue.Ops;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tensors that are described by their type alone. */
class DescribedTensorTest {
  private static final TensorType HUGE = new TensorType(Shape.of(40_000, 50_000), DType.F32); // 8 GB

  @Test
  void everyOpOfTheCatalogueDescribesItsOutput() {
    for (Specimen specimen : Ops.all()) {
      Site site = specimen.site(DType.F32);
      Tensor output = Tensor.apply(specimen.op(), site.inputs().stream().map(Tensor::described).toArray(Tensor[]::new));
      assertThat(output.type()).isEqualTo(site.output());
      assertThat(output.array().isDescribed()).as("%s", specimen).isTrue();
    }
  }

  @Test
  void oneDescribedOperandIsEnough() {
    Tensor sum = Tensor.described(new TensorType(Shape.of(2, 3), DType.F64)).plus(Tensor.of(1, 2, 3).tracked()).times(2);
    assertThat(sum.array().isDescribed()).isTrue();
    assertThat(sum.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(sum.isTracked()).isFalse();
  }

  @Test
  void aTapeHasItsProgram() {
    Tape<Tensor> tape = Tape.of(() -> Tensor.described(new TensorType(Shape.of(4), DType.F64)).exp().sum());
    assertThat(tape.entries()).extracting(entry -> entry.op().mnemonic()).containsExactly("exp", "sum");
  }

  @Test
  void itTakesNoMemoryWhateverItsSize() {
    Tensor x = Tensor.described(HUGE);
    Tensor y = x.transpose().reshape(-1).exp().slice(0, 1, 1_000_000_001).reshape(1_000_000, -1).mean(1);
    assertThat(y.shape()).isEqualTo(Shape.of(1_000_000));
    assertThat(x.toString()).contains("(40000, 50000)").contains("described");
  }

  static List<Consumer<Tensor>> reads() {
    List<Consumer<Tensor>> reads = new ArrayList<>();
    reads.add(x -> x.sum().item());
    reads.add(x -> x.get(0, 0));
    reads.add(Tensor::toDoubles);
    reads.add(x -> x.argmax(1).toLongs());
    reads.add(Tensor::copy);
    reads.add(Tensor::tracked);
    reads.add(x -> x.maskedSelect(x.greaterThan(0)));
    reads.add(x -> x.updateInPlace(array -> array.copyFrom(array.copy())));
    reads.add(x -> x.array().isFinite());
    reads.add(x -> x.array().isModerate());
    reads.add(x -> x.array().to(DType.F64));
    reads.add(x -> x.array().floats());
    reads.add(x -> x.array().get(1, 1));
    return reads;
  }

  @ParameterizedTest
  @MethodSource("reads")
  void noReadOfItsNumbersGivesAny(Consumer<Tensor> read) {
    assertThatThrownBy(() -> read.accept(Tensor.described(HUGE))).isInstanceOf(DescribedException.class).hasMessageContaining("shape");
  }
}
