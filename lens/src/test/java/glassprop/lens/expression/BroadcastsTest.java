package glassprop.lens.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is by element, and may be read as a matrix product, is said; what nobody could misread is not. */
class BroadcastsTest {
  private static final String VALUES =
      "X=[[1,2],[3,4]],W=[[5,6],[7,8]],A=[[1,2,3],[4,5,6]],u=[1,2],v=[3,4],column=[[1],[2]],row=[[1,2]],s=2,one=[[3]],g=[1,2,3]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X*W             | X*W multiplies element by element; the matrix product is X@W",
        "X·W             | X*W multiplies element by element; the matrix product is X@W",
        "2*X*W           | 2*X*W multiplies element by element; the matrix product is 2*X@W",
        "(X + 1)*W       | (X + 1)*W multiplies element by element; the matrix product is (X + 1)@W",
        "X*column        | X*column multiplies element by element; the matrix product is X@column",
        "X*u             | X*u multiplies element by element; the matrix product is X@u",
        "row*column      | row*column multiplies element by element: (1, 2) and (2, 1) become (2, 2), a shape that neither has; the matrix product is row@column",
        "A*g             | A*g multiplies element by element; the matrix product is A@g",
        "g*column        | g*column goes element by element: (3) and (2, 1) become (2, 3), a shape that neither has",
        "u - column      | u-column goes element by element: (2) and (2, 1) become (2, 2), a shape that neither has",
        "u < column      | u < column goes element by element: (2) and (2, 1) become (2, 2), a shape that neither has",
      })
  void whatMayBeMisreadIsNoted(String program, String note) {
    assertThat(notes(program)).containsExactly(note);
  }

  @ParameterizedTest
  @CsvSource({"X⊙W", "X@W", "column@row", "X@A", "X*X", "u*v", "2*X", "s*X", "X*one", "g*A", "A + column", "X/s", "X + u", "(X - W)^2", "A*A"})
  void whatIsPlainIsNot(String program) {
    assertThat(notes(program)).isEmpty();
  }

  @Test
  void eachIsNotedOnce() {
    assertThat(notes("a = X*W; b = X*W; a + b")).hasSize(1);
  }

  /** A product that fits by matrices alone: the error says how it is written. */
  @Test
  void anErrorNamesTheProduct() {
    assertThatThrownBy(() -> notes("X*A' + A*A'")).hasMessageContaining("do not broadcast");
    assertThatThrownBy(() -> notes("A'*X")).hasMessageContaining("* is by element, and the matrix product is A'@X");
    assertThatThrownBy(() -> notes("A + X")).message().doesNotContain("matrix product");
  }

  private static List<String> notes(String text) {
    Program program = Program.parse(text);
    Map<String, Tensor> values = new LinkedHashMap<>(Bindings.parse(List.of(VALUES)).values());
    values.keySet().retainAll(program.names());
    return program.evaluate(values).notes();
  }
}
