package glassprop.lens.typeset;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.lens.derivation.Derivations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In no derivation do two equations give one derivative two values. */
final class OneSymbolOneValueTest {
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
    DerivativeValues.assertOneEach(Derivations.of(program, at.replace("'", "")), program);
  }

  /** Fails where the test above reads nothing. */
  @Test
  void theDirectPartHasItsOwnSymbol() {
    String text = new TextWriter(Derivations.of("u=w*x; L=(u-y)^2 + 0.1*w^2", "x=2,y=1,w=3"), new Numerals(6), 100).text();
    assertThat(text)
        .contains("∂L/∂w = ∂L/∂u · ∂u/∂w + (∂L/∂w)_u", "(∂L/∂w)_u = 0.2w = 0.2·3 = 0.6", "Here (∂L/∂w)_u is the derivative with u held fixed");
  }
}
