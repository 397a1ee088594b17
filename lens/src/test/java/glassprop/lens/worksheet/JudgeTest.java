package glassprop.lens.worksheet;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.lens.course.Course;
import glassprop.lens.course.Exercise;
import glassprop.lens.fault.Fault;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
  private static List<Judgement> judged(String id, String... answers) {
    Exercise exercise = Course.exercise(id);
    Map<String, Answer> given = new LinkedHashMap<>();
    for (String answer : answers) {
      int equals = answer.indexOf('=');
      String name = answer.substring(0, equals);
      Cell cell = exercise.cells().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
      given.put(name, Answer.of(cell, answer.substring(equals + 1)));
    }
    assertThat(exercise.judge().unreadable(given)).isEmpty();
    return exercise.judge().judge(given);
  }

  private static Judgement of(String id, String cell, String... answers) {
    return judged(id, answers).stream().filter(j -> j.cell().name().equals(cell)).findFirst().orElseThrow();
  }

  private static final String[] BY_HAND = {"z1=0.6", "a1=0.6457", "z2=0.4874", "ŷ=0.6195", "L=0.4789", "dL/dŷ=-1.614"};

  private static Judgement byHand(String cell, String... more) {
    String[] all = Stream.concat(Arrays.stream(BY_HAND), Arrays.stream(more)).toArray(String[]::new);
    return of("E1", cell, all);
  }

  @Test
  void aWrongSignIsTheFirstWrongStepAndTheRestIsCarried() {
    String[] wrong = {"dL/dz2=0.3805", "dL/dW2=0.2457", "dL/db2=0.3805", "dL/da1=0.2283"};
    assertThat(byHand("ŷ", wrong).verdict()).isEqualTo(Verdict.RIGHT);
    assertThat(byHand("dL/dz2", wrong).verdict()).isEqualTo(Verdict.WRONG);
    assertThat(byHand("dL/dz2", wrong).faults()).containsExactly(Fault.SIGN);
    for (String cell : List.of("dL/dW2", "dL/db2", "dL/da1")) {
      assertThat(byHand(cell, wrong).verdict()).as(cell).isEqualTo(Verdict.CARRIED);
    }
  }

  @Test
  void aSecondMistakeOnTopOfACarriedErrorIsStillFound() {
    Judgement judgement = byHand("dL/dz1", "dL/dz2=0.3805", "dL/da1=0.2283", "dL/dz1=0.2283");
    assertThat(judgement.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(judgement.faults()).contains(Fault.INNER_DERIVATIVE);
  }

  @Test
  void aSlopeAtTheOutputIsNamed() { // σ′(a1) = σ(a1)(1 − σ(a1)) = 0.22555…
    double slope = 1 / (1 + Math.exp(-0.6456563062257954));
    Judgement judgement = byHand("dL/dz1", "dL/da1=-0.228304630501408", "dL/dz1=" + -0.228304630501408 * slope * (1 - slope));
    assertThat(judgement.faults()).containsExactly(Fault.SLOPE_AT_OUTPUT);
  }

  @Test
  void aMissingTransposeIsNamed() { // [0.2 −0.3]·[[.5 .6][.7 .8]] = [−0.11 −0.12]
    assertThat(of("M4", "dL/dA1", "dL/dA1=[[-0.110, -0.120]]").faults()).containsExactly(Fault.MISSING_TRANSPOSE);
  }

  @Test
  void constantStatisticsAndADroppedSkipPathAreNamed() {
    assertThat(of("U8", "dL/dh", "dL/dh=t/sqrt(v + 0.01)").faults()).contains(Fault.STATISTICS_CONSTANT);
    assertThat(of("U8", "dL/dx", "dL/dx=dL/dh*w*(1 - tanh(x)^2)").faults())
        .contains(Fault.SKIP_PATH_DROPPED, Fault.DROPPED_PATH);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "2*(a-y)*a*(1-a)*x; RIGHT", "x*2*a*(a - a^2 - y + y*a); RIGHT", "dL/da*a*(1-a)*x; RIGHT",
    "2*(sigmoid(w*x+b) - y)*sigmoid(w*x+b)*sigmoid(-w*x-b)*x; RIGHT", "∂L/∂z*x; RIGHT",
    "(a-y)*a*(1-a)*x; WRONG", "2*(y-a)*a*(1-a)*x; WRONG", "2*(a-y)*x; WRONG", "-0.0372790320933968; WRONG"
  })
  void aFormulaIsJudgedByItsValuesAndNotByItsForm(String formula, Verdict verdict) {
    Answer answer = Answer.formula(new Entry(1, formula));
    Judgement judgement = Course.exercise("A2").judge().judge(Map.of("dL/dw", answer)).get(5);
    assertThat(judgement.verdict()).isEqualTo(verdict);
    assertThat(judgement.notes().isEmpty()).isEqualTo(verdict == Verdict.RIGHT);
  }

  @Test
  void aWrongFormulaIsToldAtAPointAndItsMistakeIsNamed() {
    Judgement judgement = of("A2", "dL/dw", "dL/dw=(a-y)*a*(1-a)*x");
    assertThat(judgement.faults()).containsExactly(Fault.CONSTANT_FACTOR);
    assertThat(judgement.notes().getFirst())
        .isEqualTo("with the numbers here the formula gives −0.0186395, and the right value is −0.037279");
  }

  @Test
  void aFormulaThatHoldsAtTheGivenNumbersOnlyIsWrong() { // x = 1 in U2, so that w·x and w can't be told apart there
    assertThat(of("U2", "z", "z=w + b").verdict()).isEqualTo(Verdict.WRONG);
    assertThat(of("A4", "dL/dz", "dL/dz=p - y^2").verdict()).isEqualTo(Verdict.WRONG);
    assertThat(of("U2", "dL/dw", "dL/dw=dL/dz").notes().getFirst()).startsWith("at x = ").contains("w = ", "the formula gives");
  }

  @ParameterizedTest
  @CsvSource({
    "-3.27, RIGHT", "-3.268, RIGHT", "-3.2682181043180596, RIGHT", "-3.269, RIGHT", "-3.267, WRONG", "-3.26, RIGHT", "-3.28, WRONG",
    "-3, COARSE", "3.27, WRONG", "-3.2681, WRONG", "-3.26822, RIGHT", "-3.26823, WRONG", "-3.2682181043180, RIGHT"
  })
  void theToleranceFollowsTheDigits(String number, Verdict verdict) {
    Judgement judgement = of("A1", "df/dx", "df/dx=" + number);
    assertThat(judgement.verdict()).isEqualTo(verdict);
  }

  @Test
  void roundingOnTheWayIsNoError() { // with a = 0.65, two digits, the gradient is −0.0682… and not −0.0706…
    Judgement judgement = of("U2", "dL/dz", "a=0.65", "dL/dz=-0.06825");
    assertThat(judgement.verdict()).isEqualTo(Verdict.RIGHT);
    assertThat(judgement.notes()).containsExactly("right for the rounded cells before it");
  }

  @ParameterizedTest
  @CsvSource({"0.6195 - 1, RIGHT", "1 - 0.6195, WRONG", "-38/100, WRONG"})
  void arithmeticIsAsPreciseAsItsFractions(String number, Verdict verdict) {
    assertThat(byHand("dL/dz2", "dL/dz2=" + number).verdict()).isEqualTo(verdict);
    assertThat(byHand("dL/dz2", "dL/dz2=1 - 0.6195").faults()).containsExactly(Fault.SIGN);
  }

  @Test
  void whatIsGivenCountsAndNotWhatWasFound() { // δ1 is given in M4: a learner's own does not change the weights' gradient
    Judgement judgement = of("M4", "dL/dW1", "dL/dZ1=[[-0.0112, -0.00898]]", "dL/dW1=[[-0.02, -0.04], [-0.03, -0.06]]");
    assertThat(judgement.verdict()).isEqualTo(Verdict.RIGHT);
  }

  @Test
  void aWrongShapeIsSaid() {
    Judgement judgement = of("M3", "dL/dW2", "dL/dW2=[[0.18, -0.27]]");
    assertThat(judgement.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(judgement.notes()).containsExactly("dL/dW2 has the shape (2, 2), this has (1, 2)");
  }

  @Test
  void aRightFormulaWithAWrongNumberIsAnArithmeticSlip() {
    Map<String, Answer> both = Map.of(
        "dL/dw", new Answer(
            Optional.of(new Entry(1, "2(a - y)*a*(1 - a)*x")), Optional.of(new Entry(2, "-0.0173")),
            Optional.empty()));
    Judgement judgement = Course.exercise("A2").judge().judge(both).get(5);
    assertThat(judgement.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(judgement.notes().getLast()).contains("the formula is right", "−0.037279");
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "dL/dw; formula; dL/dw*2; can't use it", "dL/dw; formula; q*2; nothing here is called q",
    "dL/dw; formula; 2*(a-; expected a value", "z; number; 0,25; write the decimals behind a point, 0.25",
    "z; number; w*x; a formula goes behind formula =", "z; number; abc; not a number", "z; number; [1; not a number",
    "dL/dw; formula; dL/dq*x; nothing here is called"
  })
  void whatCantBeReadIsToldWithItsLine(String cell, String key, String text, String problem) {
    Entry entry = new Entry(17, text);
    Answer answer = key.equals("number") ? Answer.number(entry) : Answer.formula(entry);
    List<Judge.Unreadable> unreadable = Course.exercise("A2").judge().unreadable(Map.of(cell, answer));
    assertThat(unreadable).hasSize(1);
    assertThat(unreadable.getFirst().line()).isEqualTo(17);
    assertThat(unreadable.getFirst().problem()).contains(problem);
  }
}
