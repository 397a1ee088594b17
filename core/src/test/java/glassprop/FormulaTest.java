package glassprop;

import static glassprop.op.Terms.X1;
import static glassprop.op.Terms.X;
import static glassprop.op.Terms.YBAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.array.DType;
import glassprop.array.ShapeException;
import glassprop.op.Term;
import glassprop.op.catalogue.Affine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A formula is computed by the fewest ops there are kernels for, and is the same function. */
class FormulaTest {
  private static final Term SUM = X.matmul(X1).plus(Term.input(2));

  @ParameterizedTest
  @EnumSource(Affine.Activation.class)
  void aLayerIsOneOpWhateverItsRank(Affine.Activation activation) {
    Formula layer = new Formula(activation.of(SUM));
    for (int[] sizes : new int[][] {{4, 3}, {2, 4, 3}, {2, 1, 4, 3}}) {
      assertSame(layer, List.of(new Affine(activation).mnemonic()), normal(sizes), normal(3, 2), normal(2));
    }
  }

  @Test
  void anActivationThatUsesItsInputTwiceFollowsTheSum() {
    Formula silu = new Formula(SUM.times(SUM.sigmoid()));
    assertSame(silu, List.of("affine", "sigmoid", "mul"), normal(4, 3), normal(3, 2), normal(2));
  }

  @Test
  void aNetworkOfTwoLayersTakesTwoOps() {
    Formula network = new Formula(SUM.relu().matmul(Term.input(3)).plus(Term.input(4)).tanh());
    assertSame(network, List.of("affine_relu", "affine_tanh"), normal(4, 3), normal(3, 5), normal(5), normal(5, 2), normal(2));
  }

  @Test
  void whatHasOtherShapesStaysAsItIsStated() {
    Formula layer = new Formula(SUM.relu());
    assertSame(layer, List.of("matmul", "add", "relu"), normal(4, 3), normal(3, 2), normal(4, 2)); // a bias for each element
    assertSame(layer, List.of("matmul", "add", "relu"), normal(2, 4, 3), normal(2, 3, 5), normal(5)); // a matrix for each of a batch
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void hooksSeeALayerThatIsOneOp(boolean hooked) {
    Formula layer = new Formula(SUM.relu());
    Tensor x = normal(4, 3).tracked();
    List<Tensor> seen = new ArrayList<>();
    Tape<Tensor> tape = Tape.of(() -> {
      Tensor y = layer.apply(x, normal(3, 2), normal(2));
      if (hooked) {
        y.hook(gradient -> {
          seen.add(gradient);
          return gradient;
        });
      }
      return y;
    });
    assertThat(tape.entries().stream().map(entry -> entry.op().mnemonic())).containsExactly("affine_relu");
    tape.result().sum().backward();
    assertThat(seen).hasSize(hooked ? 1 : 0);
  }

  @Test
  void inputsThatDoNotFitAreToldByTheOpThatNeedsThem() {
    Formula layer = new Formula(SUM.relu());
    assertThatThrownBy(() -> layer.apply(normal(4, 3), normal(4, 2), normal(2))).isInstanceOf(ShapeException.class).hasMessageContaining("matmul");
    assertThatThrownBy(() -> new Formula(X.times(YBAR))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expected inputs alone");
  }

  /** Compares a formula with the ops that it states, in value and gradients, and says which ops it takes. */
  private static void assertSame(Formula formula, List<String> ops, Tensor... inputs) {
    Tape<Tensor> tape = Tape.of(() -> formula.apply(inputs));
    assertThat(tape.entries().stream().map(entry -> entry.op().mnemonic()).toList()).isEqualTo(ops);
    List<Tensor> leaves = List.of(inputs).stream().map(Tensor::tracked).toList();
    List<Tensor> others = List.of(inputs).stream().map(Tensor::tracked).toList();
    Tensor y = formula.apply(leaves.toArray(Tensor[]::new));
    Tensor expected = formula.definition().evaluate(TensorAlgebra.TENSORS, symbol -> others.get(symbol.slot()), DType.F64);
    assertThat(distance(y, expected)).isLessThan(1e-14);
    y.square().sum().backward();
    expected.square().sum().backward();
    for (int i = 0; i < leaves.size(); i++) {
      assertThat(distance(leaves.get(i).grad(), others.get(i).grad())).as("gradient %d", i).isLessThan(1e-13);
    }
  }

  private static double distance(Tensor a, Tensor b) {
    assertThat(a.shape()).isEqualTo(b.shape());
    return a.minus(b).abs().max().item();
  }

  private static Tensor normal(int... sizes) {
    return Tensor.normal(new Random(sizes.length + 7L * sizes[0]), sizes);
  }
}
