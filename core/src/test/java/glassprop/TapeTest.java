package glassprop;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.TensorType;
import glassprop.op.Binary;
import glassprop.op.Comparison;
import glassprop.op.Numerics;
import glassprop.op.Program;
import glassprop.op.Term;
import glassprop.op.Unary;
import glassprop.op.catalogue.Fusion;
import glassprop.rule.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TapeTest {
  private final Tensor x = Tensor.of(1, -2).named("x");
  private final Tensor w = Tensor.of(3, 4).tracked().named("w");

  @Test
  void everyOpIsTakenDownInOrderTrackedOrNot() {
    Tape<Tensor> tape = Tape.of(() -> x.exp().times(w).plus(x.greaterThan(0).to(DType.F64)));
    assertThat(tape.entries()).extracting(entry -> entry.op().mnemonic()).containsExactly("exp", "mul", "gt", "to", "add");
    assertThat(tape.entries()).element(2).extracting(Tape.Entry::op).isEqualTo(Comparison.GREATER);
  }

  @Test
  void anEntrysInputsAreWhatEarlierEntriesGave() {
    Tape<Tensor> tape = Tape.of(() -> x.exp().named("a").times(w));
    assertThat(tape.entries().getLast().op()).isEqualTo(Binary.MULTIPLY);
    assertThat(tape.entries().getLast().inputs().getFirst().array()).isSameAs(tape.entries().getFirst().output().array());
    assertThat(tape.entries().getLast().inputs().getLast().array()).isSameAs(w.array());
    assertThat(tape.entries().getLast().site().inputs()).isEqualTo(List.of(x.type(), w.type()));
    assertThat(tape.result().array()).isSameAs(tape.entries().getLast().output().array());
  }

  @Test
  void gradientsAreTheSameOnATape() {
    Tape<Tensor> tape = Tape.of(() -> x.exp().times(w).sum());
    tape.result().backward();
    assertThat(w.grad().toDoubles()).isEqualTo(x.exp().toDoubles());
  }

  @Test
  void nothingIsTakenDownOutsideOfItsScope() {
    Tape<Tensor> tape = Tape.of(() -> x.sin());
    x.cos();
    assertThat(tape.entries()).extracting(Tape.Entry::op).containsExactly(Unary.SIN);
  }

  @Test
  void aTapeInsideATapeHasItsOwnEntries() {
    List<Tape<Tensor>> inner = new ArrayList<>();
    Tape<Tensor> outer = Tape.of(() -> {
      inner.add(Tape.of(() -> x.sin()));
      return x.cos();
    });
    assertThat(inner.getFirst().entries()).extracting(Tape.Entry::op).containsExactly(Unary.SIN);
    assertThat(outer.entries()).extracting(Tape.Entry::op).containsExactly(Unary.COS);
  }

  @Test
  void aTracedNetworkIsAProgramThatOthersReadAndRewrite() {
    Random random = new Random(3);
    Tensor x = Tensor.normal(random, 4, 3);
    Tensor w = Tensor.normal(random, 3, 3);
    Tensor b = Tensor.normal(random, 3);
    Tape<Tensor> tape = Tape.of(() -> x.matmul(w).plus(b).relu().matmul(w).plus(b).tanh()); // the weights are shared
    Tape.Traced traced = tape.program(List.of(tape.result()));
    Function<Term.Symbol, NdArray> numbers = symbol -> traced.inputs().get(symbol.slot()).array();
    assertThat(traced.inputs()).containsExactly(x, w, b);
    assertThat(traced.program().size()).isEqualTo(9);
    assertThat(traced.program().evaluate(Numerics.NUMBERS, numbers, DType.F64).toDoubles()).isEqualTo(tape.result().toDoubles());

    List<TensorType> types = traced.program().meanings(Types.TYPES, symbol -> traced.inputs().get(symbol.slot()).type(), DType.F64);
    Program fused = Fusion.fused(traced.program(), types);
    assertThat(fused.size()).isEqualTo(5); // two layers
    NdArray again = fused.evaluate(Numerics.NUMBERS, numbers, DType.F64);
    assertThat(Tensor.of(again).minus(tape.result()).abs().max().item()).isLessThan(1e-14);
  }

  @Test
  void aResultThatIsAnInputIsASymbol() {
    Tensor x = Tensor.of(1, 2);
    Tape<Tensor> tape = Tape.of(() -> x);
    assertThat(tape.program(List.of(x)).program().term(0)).isEqualTo(Term.input(0));
  }
}
