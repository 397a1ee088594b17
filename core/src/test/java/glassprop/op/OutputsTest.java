package glassprop.op;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.Autodiff;
import glassprop.BackwardOption;
import glassprop.Tape;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.check.GradCheck;
import glassprop.check.Law;
import glassprop.kernel.Kernels;
import glassprop.rule.Derivatives;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ops with several results. */
class OutputsTest {

  /**
   * One step of an LSTM (Hochreiter and Schmidhuber, 1997, with the forget gate of Gers et al., 2000): inputs x (b, i), h and c (b, n), W (i, 4n), U (n, 4n), bias (4n); results the new h, the new c,
   * and the gates before their functions, which are there for the backward pass.
   */
  record LstmCell(int n) implements Op {
    @Override
    public String mnemonic() {
      return "lstm_cell";
    }

    private Outputs outputs(TensorType x) {
      int rows = x.shape().get(0);
      return new Outputs(List.of(Shape.of(rows, n), Shape.of(rows, n), Shape.of(rows, 4 * n)), x.dtype());
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
      OperandException.requireCount(inputs, 6);
      return outputs(inputs.getFirst()).type();
    }

    private <T extends Operand<T>> List<T> results(List<T> in) {
      T gates = in.get(0).matmul(in.get(3)).plus(in.get(1).matmul(in.get(4))).plus(in.get(5));
      List<T> parts = IntStream.range(0, 4).mapToObj(i -> gates.apply(new Slice(1, i * n, n, 1), List.of())).toList();
      T c = parts.get(1).sigmoid().times(in.get(2)).plus(parts.get(0).sigmoid().times(parts.get(2).tanh()));
      return List.of(parts.get(3).sigmoid().times(c.tanh()), c, gates);
    }

    private List<Term> definitions() {
      return results(IntStream.range(0, 6).<Term>mapToObj(Term::input).toList());
    }

    @Override
    public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
      Term whole = outputs(inputs.getFirst().type()).join(definitions());
      return whole.evaluate(new Numerics(kernels), symbol -> inputs.get(symbol.slot()), type.dtype());
    }

    @Override
    public Rule rule(Site site) {
      return outputs(site.input(0)).rule(definitions());
    }

    @Override
    public double reference(Site site, List<Reading> inputs, int... index) {
      int rows = site.shape(0).get(0);
      int at = index[0];
      boolean isGate = at >= 2 * rows * n;
      int row = isGate ? (at - 2 * rows * n) / (4 * n) : at % (rows * n) / n;
      int column = isGate ? (at - 2 * rows * n) % (4 * n) : at % n;
      if (isGate) {
        return gate(site, inputs, row, column);
      }
      double c = logistic(gate(site, inputs, row, n + column)) * inputs.get(2).at(row, column)
          + logistic(gate(site, inputs, row, column)) * Math.tanh(gate(site, inputs, row, 2 * n + column));
      return at < rows * n ? logistic(gate(site, inputs, row, 3 * n + column)) * Math.tanh(c) : c;
    }

    private static double gate(Site site, List<Reading> in, int row, int column) {
      double sum = in.get(5).at(column);
      for (int k = 0; k < site.shape(0).get(1); k++) {
        sum += in.get(0).at(row, k) * in.get(3).at(k, column);
      }
      for (int k = 0; k < site.shape(1).get(1); k++) {
        sum += in.get(1).at(row, k) * in.get(4).at(k, column);
      }
      return sum;
    }

    private static double logistic(double x) {
      return 1 / (1 + Math.exp(-x));
    }

    static Specimen specimen(int rows, int inputs, int n) {
      return Specimen.reals(
          new LstmCell(n), Shape.of(rows, inputs), Shape.of(rows, n), Shape.of(rows, n), Shape.of(inputs, 4 * n), Shape.of(n, 4 * n), Shape.of(4 * n));
    }
  }

  @ParameterizedTest
  @EnumSource(Law.class)
  void aCellWithSeveralResultsObeysTheLaws(Law law) {
    assertThat(law.violations(LstmCell.specimen(2, 3, 2), 4)).isEmpty();
    assertThat(law.violations(LstmCell.specimen(0, 3, 2), 4)).isEmpty();
  }

  private static List<Tensor> inputs() {
    return LstmCell.specimen(2, 3, 2).inputs().stream()
        .map(input -> Tensor.normal(new Random(input.shape().size()), input.shape().toArray()).named("x" + input.shape())).toList();
  }

  private static List<Tensor> states(List<Tensor> in) {
    LstmCell cell = new LstmCell(2);
    return cell.outputs(in.getFirst().type()).of(Tensor.apply(cell, in.toArray(Tensor[]::new)));
  }

  @Test
  void gradientsFlowThroughEachResultAndThroughSeveral() {
    for (int[] used : new int[][] {{0}, {1}, {2}, {0, 1}, {0, 1, 2}}) {
      GradCheck.strict().check(in -> IntStream.of(used).mapToObj(i -> states(in).get(i).sin().sum()).reduce(Tensor::plus).orElseThrow(), inputs())
          .objections().forEach(objection -> assertThat(objection.toString()).isEmpty());
    }
  }

  @Test
  void statesThatGoInAndOutAreDifferentiatedOverSteps() {
    GradCheck.strict().check(in -> {
      List<Tensor> now = new ArrayList<>(in);
      for (int step = 0; step < 3; step++) {
        List<Tensor> states = states(now);
        now.set(1, states.get(0));
        now.set(2, states.get(1));
      }
      return now.get(1).times(now.get(2)).sum();
    }, inputs()).objections().forEach(objection -> assertThat(objection.toString()).isEmpty());
  }

  @Test
  void theBackwardPassComputesNoResultAgain() {
    List<Tensor> leaves = inputs().stream().map(Tensor::tracked).toList();
    Tensor loss = states(leaves).get(0).sum();
    Tape<List<Tensor>> tape = Tape.of(() -> Autodiff.grad(loss, leaves, BackwardOption.CREATE_GRAPH));
    assertThat(tape.entries()).filteredOn(entry -> entry.op() instanceof MatMul).hasSize(4); // two for each product of the cell
    Site site = LstmCell.specimen(2, 3, 2).site(DType.F64);
    assertThat(Derivatives.backward(new LstmCell(2), site).size()).isLessThan(100); // as trees, more than a thousand
  }
}
