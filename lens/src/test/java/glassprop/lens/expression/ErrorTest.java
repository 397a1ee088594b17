package glassprop.lens.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors say where and what, and what to do. */
class ErrorTest {
  private static ExpressionException error(String program, String... bindings) {
    return catchThrowableOfType(
        ExpressionException.class,
        () -> {
          Bindings values = Bindings.parse(List.of(bindings));
          Program read = Program.parse(program);
          values.requireUsedBy(read);
          read.evaluate(values.values());
        });
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', ignoreLeadingAndTrailingWhitespace = true, value = {
    "x + * 2          | 5  | expected a value, found *",
    "x +              | 4  | expected a value, found the end",
    "(x + 1           | 1  | this ( is never closed",
    "[1, 2            | 1  | this [ is never closed",
    "x + 1)           | 6  | expected an operator or the end of the statement, found )",
    "x 2              | 3  | to multiply by a number on the right, write *",
    "x [0]            | 3  | write the [ without a blank, as in x[0]",
    "x[0]             | 1  | 1 subscript for the scalar x, which has 0 axes",
    "x+[1,2][2] | 9 | index 2 is not within axis 0 of a tensor of shape (2), whose size is 2",
    "x+[1,2][0.5] | 9 | an index: expected a whole number",
    "x+[1,2][[1,2] > 1, 0] | 3 | a condition stands alone in a subscript",
    "x+[[1,2],[3,4]][[0,1],[0,2]] | 3 | index 2 is not within axis 1 of size 2",
    "x+[[[1,2]]][[0,0],:,[0,1]] | 3 | indices that go together stand side by side",
    "x+[1,2][[[1,2]] > 1] | 3 | masked_select: expected a mask",
    "[1,2][]          | 7  | expected an index, as in x[0], or a range",
    "x+[1,2][0:5] | 9 | slice: 0 to 5 in steps of 1 is not within axis 0",
    "[1,2][0          | 6  | this [ is never closed",
    "x+[1,2][::0] | 9 | in steps of 0",
    "x : 2            | 3  | a name is given its value with =",
    "x+einsum('i,i') | 3 | einsum: expected einsum(\"equation\", x…), came 0 values",
    "einsum(x)        | 1  | einsum: expected einsum(\"equation\", x…)",
    "sin(x, 'a')      | 8  | sin takes no text",
    "'ab' + x         | 1  | a text is no value",
    "x + 'ab          | 5  | there is no value before this ' that it could transpose",
    "topk(x)          | 1  | topk: k is missing; expected topk(x, k, *, axis=-1)",
    "topk(x, 1, 2, 3) | 1  | expected topk(x, k, *, axis=-1), came 4 values",
    "topk(x, 1, k=1)  | 1  | k is given twice",
    "x+roll([1,2], 0.5) | 3 | shift: expected a whole number",
    "x+repeat([1], 1e9) | 3 | repeat: times: 1000000000 is more than the language is for",
    "x+one_hot(0.5, 2) | 3 | index: expected an index, a whole number; came 0.5",
    "x+cross_entropy([1,2], [[1,2]]) | 3 | expected a class label for each row",
    "z = 2x; given z = y; z | 19 | expected numbers, found the name y",
    "z = 2x; given z = [1]; z | 15 | z is given a tensor of shape (1), but what is computed is a scalar",
    "z = 2x; given z = 1; given z = 2 | 28 | z is given two values",
    "z = 2; given z = 1; z x | 14 | z is not computed from anything",
    "z = x/0; given z = 1; z | 16 | what is computed for it is not finite",
    "[1 2]            | 4  | a matrix is written [[1,2],[3,4]]",
    "y = 2x = 3       | 8  | a comparison is written ==",
    "0 < x < 1        | 7  | comparisons aren't chained",
    "1/2x             | 3  | 1/2 x can be read as (1/2)*x and as 1/(2*x)",
    "sine(x)          | 1  | there is no function sine, and no value of that name; did you mean sin?",
    "foo(x, x)        | 1  | there is no function foo",
    "sofmax(x, axis=1)| 1  | there is no function sofmax; did you mean softmax?",
    "ReLu(x)          | 1  | did you mean relu?",
    "sin x            | 1  | sin is a function: write sin(…)",
    "sin(x, x)        | 1  | sin takes 1 value, came 2",
    "sum(x, 1)        | 1  | sum takes 1 value, came 2; an axis is given by name, as in axis=1",
    "sum(x, axs=1)    | 8  | sum has no option axs, but axis and keep",
    "sum(x, axis=1)   | 1  | sum: axis 1: a scalar has no axes",
    "sum([x, 1], axis=[0, -1]) | 1 | sum: the axes [0, -1] of shape (2) name an axis twice",
    "x+repeat([1], 3e9) | 3 | repeat: times: expected a whole number from -2147483647 to 2147483647, came F64 scalar 3.0E9",
    "sum(x, axis=0.5) | 1  | sum: axis: expected a whole number",
    "sum(x, axis=0, axis=1) | 16 | given twice",
    "x + w + b        | 5  | no value for w, b; give values with --at w=…,b=…",
    "z = 1; z = x     | 8  | z is assigned twice",
    "z = a x; a = 2   | 5  | a is used before it is assigned",
    "x; 2x            | 1  | this value is lost",
    "x'               | 1  | ' transposes a matrix",
    "x & 1            | 3  | the character & has no meaning here; multiply conditions",
    "x + 1e999        | 5  | above the largest",
    "x + [[1,2],[3]]  | 12 | the first has (2), this one (1)",
    "x + [1,2]@[1,2,3]| 5  | inner sizes differ",
    "max = x; max(3)  | 10 | max is both a value and a function"
  })
  void errorsHaveAPlaceAndARemedy(String program, int column, String words) {
    ExpressionException error = error(program, "x=2");
    assertThat(error).as(program).isNotNull();
    assertThat(error.getMessage()).contains(words).endsWith("(line 1, column " + column + ")");
    assertThat(error.excerpt().lines().toList().get(1).indexOf('^')).isEqualTo(column - 1);
  }

  @Test
  void thePlaceIsRendered() {
    ExpressionException error = error("z = 3w\n  y = sine(z)", "w=1");
    assertThat(error.line()).isEqualTo(2);
    assertThat(error.column()).isEqualTo(7);
    assertThat(error.rendering()).isEqualTo("""
        there is no function sine, and no value of that name; did you mean sin? (line 2, column 7)
            y = sine(z)
                ^~~~""");
  }

  @Test
  void aLongLineIsCutAroundThePlace() {
    ExpressionException error = error("1 + ".repeat(100) + "$ + " + "1 + ".repeat(100) + "1");
    assertThat(error.column()).isEqualTo(401);
    List<String> lines = error.excerpt().lines().toList();
    assertThat(lines.get(0)).hasSizeLessThan(90).startsWith("…").endsWith("…");
    assertThat(lines.get(0).charAt(lines.get(1).indexOf('^'))).isEqualTo('$');
  }

  @Test
  void bindingsHaveTheirOwnPlaces() {
    assertThat(error("x", "x=1", "y=2").getMessage())
        .isEqualTo("y is given a value but does not occur (in --at, line 1, column 1)");
    assertThat(error("x", "x=1,x=2").getMessage()).contains("x is given two values", "column 5");
    assertThat(error("x", "x=1,2").getMessage()).contains("expected a name and its value", "x=[1,2]");
    assertThat(error("x", "x=w").getMessage()).contains("expected numbers, found the name w");
    assertThat(error("x", "x").getMessage()).contains("expected = and a value, as in x=1");
    assertThat(error("x", "").getMessage()).contains("expected a name and its value");
  }

  @Test
  void whatIsComputedIsNotGivenToo() {
    assertThat(error("z = 2x; z", "x=1,z=3").getMessage()).contains("z is computed here");
  }

  @Test
  void aLineThatBeginsWithASignIsNotTakenForAValue() {
    assertThat(error("L = x\n  + 1", "x=1").getMessage()).contains("to go on from one line to the next", "line 2");
    assertThat(error("L = x\n  - 1", "x=1").getMessage()).contains("to go on from one line to the next");
    assertThat(error("-x", "x=1")).isNull();
  }

  @Test
  void controlCharactersDoNotReachTheTerminal() {
    assertThat(error("x + \u001b[31m", "x=1").rendering()).doesNotContain("\u001b").contains("U+001B");
    assertThatExceptionOfType(ExpressionException.class).isThrownBy(() -> Program.parse("\u0000"));
  }

  @Test
  void nothingIsAnError() {
    for (String empty : List.of("", "  ", "\n;\n", "# only a comment")) {
      assertThat(error(empty).getMessage()).startsWith("there is nothing to compute");
    }
  }
}
