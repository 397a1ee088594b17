package glassprop.lens.typeset;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.Tensor;
import glassprop.lens.derivation.Derivation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;

/** The values that a derivation gives to derivatives. */
public final class DerivativeValues {
  private DerivativeValues() {}

  /** Requires that all values that a derivation gives to one derivative are equal. */
  public static void assertOneEach(Derivation derivation, String program) {
    TextWriter writer = new TextWriter(derivation, new Numerals(6), 400);
    Map<Maths, Tensor> values = new HashMap<>();
    for (Section section : Script.of(derivation)) {
      section.blocks().stream().flatMap(block -> block instanceof Block.Equations(List<Block.Equation> all) ? all.stream() : Stream.empty())
          .filter(equation -> equation.left() instanceof Maths.Derivative)
          .forEach(equation -> equation.sides().stream().filter(Maths.Value.class::isInstance).forEach(side -> {
            Tensor value = ((Maths.Value) side).value();
            Tensor before = values.getOrDefault(equation.left(), value);
            int size = Math.max(value.shape().size(), before.shape().size());
            for (int i = 0; i < size; i++) {
              double now = value.toDoubles()[i % value.shape().size()]; // a slope that is the same everywhere is one number
              double then = before.toDoubles()[i % before.shape().size()];
              assertThat(now).as("%s: %s%n%s", program, equation.left(), writer.lines(section))
                  .isCloseTo(then, Offset.offset(1e-9 * (1 + Math.abs(then))));
            }
            values.put(equation.left(), value);
          }));
    }
    assertThat(values).as(program).isNotEmpty();
  }
}
