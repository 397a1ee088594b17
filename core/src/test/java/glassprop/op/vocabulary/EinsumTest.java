package glassprop.op.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.check.GradCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Equations against their definition: a loop over all letters. */
class EinsumTest {

  private static int size(int letter) {
    return switch (letter) {
      case 'i', 'b' -> 2;
      case 'j' -> 3;
      case 'k' -> 4;
      default -> 1;
    };
  }

  private static int[] sizes(String letters) {
    return letters.chars().map(EinsumTest::size).toArray();
  }

  private static List<Tensor> operands(String inputs) {
    List<Tensor> operands = new ArrayList<>();
    for (String letters : inputs.split(",", -1)) {
      operands.add(Tensor.normal(new SplittableRandom(operands.size() + 1), sizes(letters)));
    }
    return operands;
  }

  /** The definition: for each value of each letter, the product of the operands is added to its place in the result. */
  private static double[] definition(String inputs, String output, List<Tensor> operands) {
    List<Integer> letters = inputs.replace(",", "").chars().boxed().distinct().toList();
    Shape all = Shape.of(letters.stream().map(EinsumTest::size).toList());
    double[] result = new double[Shape.of(sizes(output)).size()];
    int[] at = new int[all.rank()];
    for (int n = 0; n < all.size(); n++) {
      double product = 1;
      String[] parts = inputs.split(",", -1);
      for (int i = 0; i < parts.length; i++) {
        product *= operands.get(i).get(parts[i].chars().map(c -> at[letters.indexOf(c)]).toArray());
      }
      int place = 0;
      for (int c : output.chars().toArray()) {
        place = place * size(c) + at[letters.indexOf(c)];
      }
      result[place] += product;
      all.advance(at);
    }
    return result;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ij,jk->ik", "ij,jk->ki", "bij,bjk->bik", "ij,ij->ij", "ij,ij->", "i,j->ij", "i,j->ji", "ij->ji", "ij->j", "ij->", "ii->i",
        "ii->", "iji->j", "ij,jk,kl->il", "i,i,i->i", "bi,bj,ij->b", "ijk,k->ij", "iij,j->i", "il,l->i", "ij,k->k", "i,->i", "bij,kj->bik"
      })
  void anEquationIsItsDefinition(String equation) {
    String[] sides = equation.split("->", -1);
    List<Tensor> operands = operands(sides[0]);
    Tensor value = Einsum.of(equation, operands);
    assertThat(value.shape()).isEqualTo(Shape.of(sizes(sides[1])));
    assertThat(value.toDoubles()).containsExactly(definition(sides[0], sides[1], operands), within(1e-13));
    Tensor weights = Tensor.normal(new SplittableRandom(9), value.shape().toArray());
    GradCheck.strict().withTolerance(1e-8, 1e-8).check(xs -> Einsum.of(equation, xs).times(weights).sum(), operands).requireOk();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"ij,jk|ik", "ba|ab", "ii|''", "i,j|ij"})
  void withoutAnArrowTheLettersThatOccurOnceStay(String inputs, String output) {
    List<Tensor> operands =
        Stream.of(inputs.split(",")).map(letters -> Tensor.full(1, DType.F64, letters.chars().map(c -> 2).toArray())).toList();
    assertThat(Einsum.of(inputs, operands).toDoubles()).isEqualTo(Einsum.of(inputs + "->" + output, operands).toDoubles());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ij,jk->ik|gives j the sizes 3 and 2", "ij->ik,ij|named", "ij,ij->ii|repeats", "ij,ij->iz|has z on the right",
        "i->j->k,ij|arrow", "ij|names 1 operand,", "i,ij->i|names 1 axis of", "i..,ij->i|not letters and at most one ellipsis",
        "......,ij->i|at most one ellipsis", "ijk...,ij->i|names 3 axes"
      })
  void errorsNameTheEquation(String equation, String part) {
    Tensor x = Tensor.zeros(DType.F64, 2, 3);
    assertThatThrownBy(() -> Einsum.of(equation, List.of(x, x)))
        .hasMessageContaining("einsum: \"" + equation + "\"")
        .hasMessageContaining(part.equals("named") ? "" : part);
  }

  private static Tensor random(int... sizes) {
    return Tensor.normal(new SplittableRandom(sizes.length), sizes);
  }

  private static void requireEqual(Tensor value, Tensor expected) {
    assertThat(value.shape()).isEqualTo(expected.shape());
    assertThat(value.toDoubles()).containsExactly(expected.toDoubles(), within(1e-13));
  }

  @Test
  void anEllipsisStandsForTheAxesWithoutALetterMatchedFromTheBack() {
    Tensor a = random(5, 2, 3, 4);
    Tensor b = random(2, 4, 3);
    requireEqual(Tensor.einsum("...ij,...jk->...ik", a, b), a.matmul(b));
    requireEqual(Tensor.einsum("...ij,...jk", a, b), a.matmul(b));
    requireEqual(Tensor.einsum("i...->...i", a), a.permute(1, 2, 3, 0));
    requireEqual(Tensor.einsum("...ij->ij", a), a.sum(0, 1));
    requireEqual(Tensor.einsum("...,...->...", b, random(3)), b.times(random(3)));
    requireEqual(Tensor.einsum("...ii->...", random(2, 3, 3)), random(2, 3, 3).diagonal().sum(1));
    requireEqual(Tensor.einsum("...ij,...jk->...ik", random(2, 3), random(3, 4)), random(2, 3).matmul(random(3, 4)));
  }

  @Test
  void axesOfSizeOneAreRepeated() {
    Tensor row = random(1, 3);
    Tensor b = random(2, 3);
    requireEqual(Tensor.einsum("ij,ij->ij", row, b), row.times(b));
    requireEqual(Tensor.einsum("ij,ij->i", row, b), row.times(b).sum(1));
    requireEqual(Tensor.einsum("ij,ij->j", b, row), row.times(b).sum(0));
    requireEqual(Tensor.einsum("ij,jk->ik", random(2, 1), random(3, 4)), random(2, 1).expand(2, 3).matmul(random(3, 4)));
    requireEqual(Tensor.einsum("i,ii->i", random(3), random(1, 1)), random(3).times(random(1, 1).item()));
    requireEqual(Tensor.einsum("...i,...i->...", random(4, 1, 3), random(2, 3)), random(4, 1, 3).times(random(2, 3)).sum(2));
    requireEqual(Tensor.einsum("ij->ji", row), row.transpose());
    assertThatThrownBy(() -> Tensor.einsum("ii->i", row)).hasMessageContaining("gives i the sizes 1 and 3");
    assertThatThrownBy(() -> Tensor.einsum("...,...->...", b, random(2))).hasMessageContaining("an axis of the ellipsis the sizes");
    GradCheck.strict().withTolerance(1e-8, 1e-8)
        .check(xs -> Einsum.of("...ij,...jk->...ik", xs).square().sum(), List.of(random(2, 1, 2, 3), random(4, 3, 1)))
        .requireOk();
  }
}
