package glassprop.op.vocabulary;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassprop.Autodiff;
import glassprop.BackwardOption;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.op.catalogue.Softmax;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Products with zeros against the products themselves; moments and norms where calculus alone does not decide. */
class ReductionsTest {
  private static final List<double[]> WITH_ZEROS =
      List.of(new double[] {2, 0, 3, 5}, new double[] {0, 2, 0, 3}, new double[] {0, 0, 0}, new double[] {2, -3, 4}, new double[] {0});

  private static double[] gradient(UnaryOperator<Tensor> f, double... at) {
    Tensor x = Tensor.of(at).tracked();
    f.apply(x).sum().backward();
    return x.grad().toDoubles();
  }

  /** The product of the first n elements but for those at two places; 0 if one of them is not among the first n. */
  private static double without(double[] x, int n, int i, int j) {
    double product = i < n && j < n ? 1 : 0;
    for (int k = 0; k < n; k++) {
      product *= k == i || k == j ? 1 : x[k];
    }
    return product;
  }

  @Test
  void theGradientOfAProductIsTheProductOfTheOthersAlsoWithZeros() {
    for (double[] x : WITH_ZEROS) {
      double[] gradient = gradient(t -> t.prod(), x);
      for (int i = 0; i < x.length; i++) {
        assertThat(gradient[i]).isEqualTo(without(x, x.length, i, i));
      }
    }
  }

  @Test
  void theHessianOfAProductIsTrueAlsoWithZeros() {
    for (double[] numbers : WITH_ZEROS) {
      Tensor x = Tensor.of(numbers).tracked();
      Tensor first = Autodiff.grad(x.prod(), List.of(x), BackwardOption.CREATE_GRAPH).getFirst();
      for (int i = 0; i < numbers.length; i++) {
        double[] row =
            Autodiff.grad(first.select(0, i), List.of(x), BackwardOption.RETAIN_GRAPH).getFirst().toDoubles();
        for (int j = 0; j < numbers.length; j++) {
          assertThat(row[j]).as("%d, %d", i, j).isEqualTo(i == j ? 0 : without(numbers, numbers.length, i, j));
        }
      }
    }
  }

  @Test
  void theGradientOfCumulativeProductsIsTrueAlsoWithZeros() {
    for (double[] x : WITH_ZEROS) {
      double[] gradient = gradient(t -> t.cumprod(0), x);
      for (int i = 0; i < x.length; i++) {
        double sum = 0;
        for (int n = 1; n <= x.length; n++) {
          sum += without(x, n, i, i);
        }
        assertThat(gradient[i]).isEqualTo(sum);
      }
    }
  }

  @Test
  void productsAndSumsOfNothing() {
    assertThat(Tensor.of(new double[0]).prod().item()).isEqualTo(1);
    assertThat(Tensor.of(new double[0]).cumsum(0).toDoubles()).isEmpty();
    assertThat(Tensor.of(new double[0]).cumprod(0).toDoubles()).isEmpty();
    assertThat(gradient(x -> x.prod(), new double[0])).isEmpty();
  }

  @Test
  void sumsAccumulateAlongAnAxis() {
    Tensor x = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
    assertThat(x.cumsum(1).toDoubles()).containsExactly(1, 3, 6, 4, 9, 15);
    assertThat(x.cumsum(-2).toDoubles()).containsExactly(1, 2, 3, 5, 7, 9);
    assertThat(gradient(t -> t.cumsum(0), 7, 8, 9)).containsExactly(3, 2, 1);
  }

  @Test
  void varianceAndDeviation() {
    Tensor x = Tensor.of(new double[][] {{1, 2, 3, 4}, {5, 5, 5, 5}});
    assertThat(x.var(1, 1).toDoubles()).containsExactly(5.0 / 3, 0);
    assertThat(x.var(0, -1).toDoubles()).containsExactly(1.25, 0);
    assertThat(x.std(1, 1).toDoubles()).containsExactly(new double[] {Math.sqrt(5.0 / 3), 0}, within(1e-15));
    assertThat(x.var(0).item()).isCloseTo(2.1875, within(1e-15));
  }

  @Test
  void theVarianceOfOneElementIsNanAndSoIsThatOfNone() {
    assertThat(Tensor.of(3).var(1).item()).isNaN();
    assertThat(Tensor.of(3).var(0).item()).isZero();
    assertThat(Tensor.of(3).std(1).item()).isNaN();
    assertThat(Tensor.of(new double[0]).var(1).item()).isNaN();
    assertThat(Tensor.of(new double[0]).var(0).item()).isNaN();
  }

  @Test
  void theDeviationOfEqualElementsHasGradientZero() {
    assertThat(gradient(x -> x.std(1), 2, 2, 2)).containsExactly(0, 0, 0);
  }

  @Test
  void everyNormHasGradientZeroAtZero() {
    for (double p : new double[] {0.5, 1, 1.5, 2, 3, POSITIVE_INFINITY}) {
      assertThat(gradient(x -> x.norm(p), 0, 0)).as("p = %s", p).containsExactly(0, 0);
      assertThat(gradient(x -> x.norm(p), 0, 3)).as("p = %s", p).containsExactly(0, 1);
    }
    assertThat(gradient(x -> x.norm(POSITIVE_INFINITY), 2, -2, 1)).containsExactly(0.5, -0.5, 0);
  }

  @Test
  void normsNeitherOverflowNorVanish() {
    assertThat(Tensor.of(3e200, -4e200).norm(2).item()).isCloseTo(5e200, within(1e185));
    assertThat(Tensor.of(3e-200, 4e-200).norm(2).item()).isCloseTo(5e-200, within(1e-215));
    assertThat(Tensor.of(1, NaN).norm(3).item()).isNaN();
    assertThat(Tensor.of(1, POSITIVE_INFINITY).norm(3).item()).isEqualTo(POSITIVE_INFINITY);
    assertThat(Tensor.of(new double[0]).norm(2).item()).isZero();
    assertThatThrownBy(() -> Tensor.of(1).norm(0)).hasMessageContaining("p must be above 0");
  }

  /** Every reduction, by its name, along axis 1 of three. */
  private static final Map<String, Function<Reductions<Tensor>, List<Tensor>>> ALL =
      Map.ofEntries(
          Map.entry("sum", x -> List.of(x.sum(1))),
          Map.entry("mean", x -> List.of(x.mean(1))),
          Map.entry("prod", x -> List.of(x.prod(1))),
          Map.entry("max", x -> List.of(x.max(1))),
          Map.entry("min", x -> List.of(x.min(1))),
          Map.entry("maxWithIndex", x -> List.of(x.maxWithIndex(-2).values(), x.maxWithIndex(-2).indices())),
          Map.entry("minWithIndex", x -> List.of(x.minWithIndex(1).values(), x.minWithIndex(1).indices())),
          Map.entry("argmax", x -> List.of(x.argmax(1))),
          Map.entry("argmin", x -> List.of(x.argmin(-2))),
          Map.entry("logSumExp", x -> List.of(x.logSumExp(1))),
          Map.entry("var", x -> List.of(x.var(1, 1))),
          Map.entry("std", x -> List.of(x.std(0, -2))),
          Map.entry("norm", x -> List.of(x.norm(1, 1), x.norm(2, 1), x.norm(1.5, 1), x.norm(POSITIVE_INFINITY, 1))));

  @Test
  void everyReductionIsInTheTable() {
    Set<String> all =
        Stream.of(Reductions.class.getMethods())
            .filter(method -> method.isDefault() && !Modifier.isStatic(method.getModifiers()))
            .map(Method::getName)
            .collect(Collectors.toSet());
    assertThat(ALL.keySet()).isEqualTo(all);
  }

  @Test
  void keptAxesStayWithSizeOneAndChangeNoNumberAndNoGradient() {
    Tensor numbers = Tensor.normal(new SplittableRandom(1), 2, 3, 4);
    Tensor weights = Tensor.normal(new SplittableRandom(2), 2, 4);
    ALL.forEach(
        (name, reduction) -> {
          Tensor x = numbers.tracked();
          List<Tensor> dropped = reduction.apply(x);
          List<Tensor> kept = reduction.apply(x.keepAxes());
          assertThat(kept).as(name).hasSameSizeAs(dropped);
          for (int i = 0; i < kept.size(); i++) {
            assertThat(dropped.get(i).shape()).as(name).isEqualTo(Shape.of(2, 4));
            assertThat(kept.get(i).shape()).as(name).isEqualTo(Shape.of(2, 1, 4));
            assertThat(kept.get(i).toDoubles()).as(name).containsExactly(dropped.get(i).toDoubles());
            if (kept.get(i).isTracked()) {
              double[] expected = Autodiff.grad(dropped.get(i).times(weights).sum(), List.of(x)).getFirst().toDoubles();
              Tensor weighted = kept.get(i).times(weights.unsqueeze(1)).sum();
              assertThat(Autodiff.grad(weighted, List.of(x)).getFirst().toDoubles()).as(name).containsExactly(expected);
            }
          }
        });
  }

  @Test
  void allAxesAreKeptIfNoneIsNamed() {
    Tensor x = Tensor.of(new double[][] {{1, 2}, {3, 4}});
    assertThat(x.keepAxes().sum().shape()).isEqualTo(Shape.of(1, 1));
    assertThat(x.keepAxes().std(0).shape()).isEqualTo(Shape.of(1, 1));
    assertThat(x.minus(x.keepAxes().mean(1)).toDoubles()).containsExactly(-0.5, 0.5, -0.5, 0.5);
  }

  /** Softmax weights depend on differences alone, which whole numbers keep: a large sum takes no digits from its gradient. */
  @Test
  void aShiftChangesNoBitOfTheWeightsOfASumOfExponentials() {
    for (double shift : new double[] {-1e6, -1000, 1000, 1e6}) {
      assertThat(weights(shift, x -> x.logSumExp(0))).containsExactly(weights(0, x -> x.logSumExp(0)));
      assertThat(weights(shift, x -> x.reshape(2, 3).logSumExp(0, 1))).containsExactly(weights(0, x -> x.reshape(2, 3).logSumExp(0, 1)));
      assertThat(weights(shift, x -> x.slice(0, 0, 3).logAddExp(x.slice(0, 3, 6)).sum()))
          .containsExactly(weights(0, x -> x.slice(0, 0, 3).logAddExp(x.slice(0, 3, 6)).sum()));
    }
  }

  private static double[] weights(double shift, UnaryOperator<Tensor> f) {
    Tensor x = Tensor.of(0, 1, 3, -2, 2, 3).plus(shift).to(DType.F32).tracked();
    f.apply(x).backward();
    return x.grad().toDoubles();
  }
}
