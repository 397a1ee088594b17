package glassprop.lens.typeset;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.Tensor;
import glassprop.lens.derivation.Derivation;
import glassprop.lens.derivation.Derivations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In no derivation do two equations give one derivative two values. */
public class OneSymbolOneValueTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "u=w*x; L=(u-y)^2 + 0.1*w^2 | x=2,y=1,w=3",
      "v=w*x; u=v^2; L=u+3*v | x=2,w=3",
      "u=w^2; v=u*w; L=sin(v) + v*w | w=3",
      "u=w*x; L=sum(u^2)+sum(w^2) | 'w=[1,2,3],x=[2,3,4]'",
      "L = max(x)^2 + relu(q)/x[0] | 'x=[1,4,2],q=3'",
      "a=w^2; b=a*w; c=a+b*w; d=c*b+a*w; L=d*c+w*a+b | w=1.3",
  })
  void aDerivativeHasOneValue(String program, String at) {
    assertOneValue(Derivations.of(program, at.replace("'", "")), program);
  }

  /** Fails where the test above reads nothing. */
  @Test
  void theDirectPartHasItsOwnSymbol() {
    String text = new TextWriter(Derivations.of("u=w*x; L=(u-y)^2 + 0.1*w^2", "x=2,y=1,w=3"), new Numerals(6), 100).text();
    assertThat(text)
        .contains("∂L/∂w = ∂L/∂u · ∂u/∂w + (∂L/∂w)_u", "(∂L/∂w)_u = 0.2w = 0.2·3 = 0.6", "Here (∂L/∂w)_u is the derivative with u held fixed");
  }

  /** Compares all values that a derivation gives to one derivative. */
  public static void assertOneValue(Derivation derivation, String program) {
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
