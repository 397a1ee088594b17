package glassprop.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.op.catalogue.Ops;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a function says of the range of its values holds of the values. */
class RangeTest {
  static Stream<Elementwise> functions() {
    return Ops.all().stream().map(Specimen::op).filter(Elementwise.class::isInstance).map(Elementwise.class::cast).distinct();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void valuesLieInTheRangeThatIsStated(Elementwise f) {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 300; i++) {
      List<Range> operands = new ArrayList<>();
      for (int slot = 0; slot < f.arity(); slot++) {
        double a = random.nextDouble(-3, 3);
        double b = random.nextInt(4) == 0 ? 0 : random.nextDouble(-3, 3);
        operands.add(new Range(Math.min(a, b), Math.max(a, b)));
      }
      Optional<Range> range = f.range(operands);
      for (int j = 0; j < 30 && range.isPresent(); j++) {
        double[] x = operands.stream().mapToDouble(r -> r.low() + random.nextDouble() * (r.high() - r.low())).toArray();
        double slack = 1e-12 * Math.max(1, range.get().magnitude());
        assertThat(f.of(x)).as("%s of %s", f, operands).isBetween(range.get().low() - slack, range.get().high() + slack);
      }
    }
  }

  @Test
  void aRangeWhoseQuotientHasAPoleIsNotStated() {
    Range around = new Range(-1, 1);
    assertThat(Binary.DIVIDE.range(List.of(around, around))).isEmpty();
    assertThat(Unary.RECIPROCAL.range(List.of(new Range(0, 1)))).isEmpty();
    assertThat(Unary.SQRT.range(List.of(around))).isEmpty();
    assertThat(Binary.DIVIDE.range(List.of(around, new Range(0.5, 2)))).contains(new Range(-2, 2));
    assertThat(Unary.ABS.range(List.of(new Range(-3, 2)))).contains(new Range(0, 3));
    assertThatThrownBy(() -> new Range(1, 0)).hasMessageContaining("bounds in order");
  }
}
