package glassprop.op;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassprop.Tensor;
import glassprop.array.DType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Arithmetic of I64 is that of the integers (the oracle is {@link BigInteger}) wherever the result is an I64, and else an error: at the ends of
 * the type, around 0, and where doubles no longer tell integers apart.
 */
class IntegersTest {
  private static final long[] AWKWARD = {
    Long.MIN_VALUE, Long.MIN_VALUE + 1, -(1L << 53) - 1, -3_037_000_500L, -7, -2, -1, 0, 1, 2, 3, 63, 3_037_000_499L, (1L << 53) + 1,
    1L << 62, Long.MAX_VALUE - 1, Long.MAX_VALUE
  };

  /** A function of two integers; the oracle gives none where there is no result whatever the size. */
  private record OfTwo(String name, BinaryOperator<Tensor> of, BinaryOperator<@Nullable BigInteger> oracle) {}

  private record OfOne(String name, UnaryOperator<Tensor> of, UnaryOperator<BigInteger> oracle) {}

  private record Combined(String name, Function<Tensor, Tensor> of, Function<List<BigInteger>, BigInteger> oracle) {}

  @TestFactory
  Stream<DynamicTest> functionsOfTwoIntegersAreExactOrFail() {
    return Stream.of(
            new OfTwo("plus", Tensor::plus, BigInteger::add),
            new OfTwo("minus", Tensor::minus, BigInteger::subtract),
            new OfTwo("times", Tensor::times, BigInteger::multiply),
            new OfTwo("maximum", Tensor::maximum, BigInteger::max),
            new OfTwo("minimum", Tensor::minimum, BigInteger::min),
            new OfTwo("floorDividedBy", Tensor::floorDividedBy, IntegersTest::floorQuotient),
            new OfTwo("remainder", Tensor::remainder, IntegersTest::remainder),
            new OfTwo("pow", Tensor::pow, IntegersTest::power))
        .map(row -> DynamicTest.dynamicTest(row.name, () -> {
          for (long a : AWKWARD) {
            for (long b : AWKWARD) {
              holds(row.name + " of " + a + " and " + b, row.oracle.apply(BigInteger.valueOf(a), BigInteger.valueOf(b)),
                  () -> row.of.apply(Tensor.indices(a), Tensor.indices(b)));
            }
          }
        }));
  }

  @TestFactory
  Stream<DynamicTest> functionsOfOneIntegerAreExactOrFail() {
    return Stream.of(
            new OfOne("negate", Tensor::negate, BigInteger::negate),
            new OfOne("abs", Tensor::abs, BigInteger::abs),
            new OfOne("sign", Tensor::sign, x -> BigInteger.valueOf(x.signum())),
            new OfOne("square", Tensor::square, x -> x.pow(2)),
            new OfOne("pow 3", x -> x.pow(3), x -> x.pow(3)),
            new OfOne("pow 0", x -> x.pow(0), x -> ONE),
            new OfOne("1 − x", x -> x.subtractedFrom(1), ONE::subtract))
        .map(row -> DynamicTest.dynamicTest(row.name, () -> {
          for (long a : AWKWARD) {
            holds(row.name + " of " + a, row.oracle.apply(BigInteger.valueOf(a)), () -> row.of.apply(Tensor.indices(a)));
          }
        }));
  }

  /** Also where the numbers on the way are no I64, but the result is one. */
  @TestFactory
  Stream<DynamicTest> whatCombinesManyIntegersIsExactOrFails() {
    return Stream.of(
            new Combined("sum", x -> x.sum(), all -> all.stream().reduce(ZERO, BigInteger::add)),
            new Combined("prod", x -> x.prod(), all -> all.stream().reduce(ONE, BigInteger::multiply)),
            new Combined("max", x -> x.max(), all -> all.stream().max(Comparator.naturalOrder()).orElseThrow()),
            new Combined("min", x -> x.min(), all -> all.stream().min(Comparator.naturalOrder()).orElseThrow()),
            new Combined("argmax", x -> x.argmax(0), all -> first(all, all.stream().max(Comparator.naturalOrder()).orElseThrow())),
            new Combined("argmin", x -> x.argmin(0), all -> first(all, all.stream().min(Comparator.naturalOrder()).orElseThrow())),
            new Combined("argsort", x -> x.argsort(0, false).select(0, 1), all -> sorted(all).get(1)),
            new Combined("argsort descending", x -> x.argsort(0, true).select(0, 0), all -> first(all, all.stream().max(Comparator.naturalOrder()).orElseThrow())))
        .map(row -> DynamicTest.dynamicTest(row.name, () -> {
          for (long a : AWKWARD) {
            for (long b : AWKWARD) {
              for (long c : AWKWARD) {
                List<BigInteger> all = LongStream.of(a, b, c).mapToObj(BigInteger::valueOf).toList();
                holds(row.name + " of " + all, row.oracle.apply(all), () -> row.of.apply(Tensor.indices(a, b, c)));
              }
            }
          }
        }));
  }

  private static BigInteger first(List<BigInteger> all, BigInteger one) {
    return BigInteger.valueOf(all.indexOf(one));
  }

  private static List<BigInteger> sorted(List<BigInteger> all) {
    return IntStream.range(0, all.size()).boxed().sorted(Comparator.comparing(all::get)).map(BigInteger::valueOf).toList();
  }

  private static @Nullable BigInteger floorQuotient(BigInteger a, BigInteger b) {
    if (b.signum() == 0) {
      return null;
    }
    BigInteger[] both = a.divideAndRemainder(b);
    return both[1].signum() != 0 && both[1].signum() != b.signum() ? both[0].subtract(ONE) : both[0];
  }

  private static @Nullable BigInteger remainder(BigInteger a, BigInteger b) {
    BigInteger times = floorQuotient(a, b);
    return times == null ? null : a.subtract(times.multiply(b));
  }

  private static @Nullable BigInteger power(BigInteger a, BigInteger b) {
    if (b.signum() < 0) {
      return null;
    }
    if (a.abs().compareTo(ONE) <= 0) {
      return b.signum() == 0 ? ONE : b.testBit(0) ? a : a.abs();
    }
    return a.pow(b.min(BigInteger.valueOf(Long.SIZE)).intValue());
  }

  private static void holds(String what, @Nullable BigInteger expected, Supplier<Tensor> computed) {
    if (expected != null && expected.bitLength() < Long.SIZE) {
      assertThat(computed.get().toLongs()).as(what).containsExactly(expected.longValue());
    } else {
      assertThatThrownBy(computed::get).as(what).isInstanceOf(ArithmeticException.class).hasMessageContaining("is no 64-bit integer");
    }
  }

  @Test
  void integersBroadcastAndReduceAlongAxesLikeOtherNumbers() {
    Tensor x = Tensor.indices(new long[][] {{1, 2, 3}, {4, 5, 6}});
    assertThat(x.plus(Tensor.indices(10, 20, 30)).toLongs()).containsExactly(11, 22, 33, 14, 25, 36);
    assertThat(x.transpose().times(2).toLongs()).containsExactly(2, 8, 4, 10, 6, 12);
    assertThat(x.sum(0).toLongs()).containsExactly(5, 7, 9);
    assertThat(x.keepAxes().sum(1).toString()).isEqualTo("I64 (2, 1) [[6], [15]]");
    assertThat(x.cumsum(1).toLongs()).containsExactly(1, 3, 6, 4, 9, 15);
    assertThat(x.max(0).toLongs()).containsExactly(4, 5, 6);
    assertThat(x.sort(1, true).values().toLongs()).containsExactly(3, 2, 1, 6, 5, 4);
    assertThat(Tensor.zeros(DType.I64, 0, 3).sum(0).toLongs()).containsExactly(0, 0, 0);
    assertThat(Tensor.zeros(DType.I64, 0).prod().toLongs()).containsExactly(1);
  }

  @Test
  void anErrorNamesTheNumbersAndTheirPlace() {
    assertThatThrownBy(() -> Tensor.indices(new long[][] {{1}, {Long.MAX_VALUE}}).plus(1))
        .hasMessage(
            "add of 9223372036854775807 and 1 at [1, 0] is no 64-bit integer (long overflow); convert with to(F64) for a rounded result");
    assertThatThrownBy(() -> Tensor.indices(3).remainder(0)).hasMessageContaining("remainder of 3 and 0 at [0]").hasMessageContaining("/ by zero");
    assertThatThrownBy(() -> Tensor.indices(1L << 62, 1L << 62).cumsum(0)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void whatHasNoIntegerForIntegersSaysWhatToDo() {
    Tensor n = Tensor.indices(1, 2).named("n");
    assertThatThrownBy(() -> n.dividedBy(2)).hasMessageContaining("floorDividedBy(…)").hasMessageContaining("n I64 (2)");
    assertThatThrownBy(n::exp).hasMessageContaining("convert it with to(F64)");
    assertThatThrownBy(n::mean).hasMessageContaining("convert it with to(F64)");
    assertThatThrownBy(() -> n.pow(0.5)).hasMessageContaining("convert it with to(F64)");
    assertThatThrownBy(() -> n.plus(0.5)).hasMessageContaining("0.5 is no integer");
    assertThatThrownBy(() -> n.plus(Tensor.of(1, 2))).hasMessageContaining("element types differ");
  }

  @Test
  void anIntegerThatIsNoDoubleDoesNotComeAsOne() {
    Tensor n = Tensor.indices((1L << 53) + 1).named("n");
    assertThat(n.toLongs()).containsExactly((1L << 53) + 1);
    assertThatThrownBy(n::item).hasMessageContaining("toLongs()").hasMessageContaining("n (1)");
    assertThatThrownBy(n::toDoubles).hasMessageContaining("toLongs()");
    assertThatThrownBy(() -> n.get(0)).hasMessageContaining("toLongs()");
    assertThatThrownBy(() -> Tensor.of(1).toLongs()).hasMessageContaining("to(I64)");
  }

  /** The oracle divides the doubles as they are, without rounding, and rounds the result once. */
  @Test
  void quotientsOfDoublesAreRoundedDownFromTheTrueQuotient() {
    for (double a : new double[] {-7.5, -1, -0.1, 0, 0.1, 0.3, 1, 2.5, 1e9, -1e9}) {
      for (double b : new double[] {0.1, -0.1, 3, -2.5, 0.25, 1e-3}) {
        BigDecimal[] both = new BigDecimal(a).divideAndRemainder(new BigDecimal(b));
        boolean below = both[1].signum() * Math.signum(b) < 0;
        assertThat(Tensor.scalar(a).floorDividedBy(b).item()).as(a + " by " + b)
            .isEqualTo(both[0].subtract(below ? BigDecimal.ONE : BigDecimal.ZERO).doubleValue(), within(0.0));
        assertThat(Tensor.scalar(a).remainder(b).item()).as(a + " by " + b)
            .isEqualTo(both[1].add(below ? new BigDecimal(b) : BigDecimal.ZERO).doubleValue(), within(0.0));
      }
    }
    assertThat(Tensor.scalar(1).floorDividedBy(0.1).item()).isEqualTo(9); // 0.1 is a little more than a tenth; 1/0.1 is rounded to 10
    assertThat(Tensor.of(1, -1, 0).floorDividedBy(0).toDoubles())
        .containsExactly(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN);
    assertThat(Tensor.of(1, 0).remainder(0).toDoubles()).containsOnly(Double.NaN);
  }
}
