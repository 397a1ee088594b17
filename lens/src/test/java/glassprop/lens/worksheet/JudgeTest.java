package glassprop.lens.worksheet;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.lens.course.Course;
import glassprop.lens.course.Exercise;
import glassprop.lens.course.Workspace;
import glassprop.lens.fault.Cause;
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
    assertThat(byHand("dL/dz2", wrong).causes()).containsExactly(Fault.SIGN.cause());
    for (String cell : List.of("dL/dW2", "dL/db2", "dL/da1")) {
      assertThat(byHand(cell, wrong).verdict()).as(cell).isEqualTo(Verdict.CARRIED);
    }
  }

  @Test
  void aSecondMistakeOnTopOfACarriedErrorIsStillFound() {
    Judgement judgement = byHand("dL/dz1", "dL/dz2=0.3805", "dL/da1=0.2283", "dL/dz1=0.2283");
    assertThat(judgement.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(judgement.causes()).contains(Fault.INNER_DERIVATIVE.cause());
  }

  @Test
  void aSlopeAtTheOutputIsNamed() { // σ′(a1) = σ(a1)(1 − σ(a1)) = 0.22555…
    double slope = 1 / (1 + Math.exp(-0.6456563062257954));
    Judgement judgement = byHand("dL/dz1", "dL/da1=-0.228304630501408", "dL/dz1=" + -0.228304630501408 * slope * (1 - slope));
    assertThat(judgement.causes()).containsExactly(Fault.SLOPE_AT_OUTPUT.cause());
  }

  @Test
  void aMissingTransposeIsNamed() { // [0.2 −0.3]·[[.5 .6][.7 .8]] = [−0.11 −0.12]
    assertThat(of("M4", "dL/dA1", "dL/dA1=[[-0.110, -0.120]]").causes()).containsExactly(Fault.MISSING_TRANSPOSE.cause());
  }

  @Test
  void aProductByElementWhereOneOfMatricesFitsIsNoted() {
    assertThat(of("M4", "dL/dA1", "dL/dA1=dL/dZ2*W2").notes())
        .contains("dL/dZ2*W2 multiplies element by element; the matrix product is dL/dZ2@W2");
    assertThat(of("M4", "dL/dA1", "dL/dA1=dL/dZ2@W2'").notes()).isEmpty();
  }

  @Test
  void constantStatisticsAndADroppedSkipPathAreNamed() {
    assertThat(of("U8", "dL/dh", "dL/dh=t/sqrt(v + 0.01)").causes()).contains(Fault.STATISTICS_CONSTANT.cause());
    assertThat(of("U8", "dL/dx", "dL/dx=dL/dh*w*(1 - tanh(x)^2)").causes())
        .containsExactly(Fault.SKIP_PATH_DROPPED.cause());
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
    assertThat(judgement.causes()).containsExactly(Fault.CONSTANT_FACTOR.cause());
    assertThat(judgement.notes().getFirst())
        .isEqualTo("with the numbers here the formula gives −0.0186395, and the right value is −0.037279");
  }

  @Test
  void aFormulaThatHoldsAtTheGivenNumbersOnlyIsWrong() { // x = 1 in U2, so that w·x and w can't be told apart there
    assertThat(of("U2", "z", "z=w + b").verdict()).isEqualTo(Verdict.WRONG);
    assertThat(of("A4", "dL/dz", "dL/dz=p - y^2").verdict()).isEqualTo(Verdict.WRONG);
    assertThat(of("U1", "dL/dx", "dL/dx=6z").verdict()).isEqualTo(Verdict.WRONG); // where the gate is open
    assertThat(of("A7", "ds/dp", "ds/dp=2p - 1").verdict()).isEqualTo(Verdict.WRONG); // 0 at the fixed z, as the right one
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
    assertThat(byHand("dL/dz2", "dL/dz2=1 - 0.6195").causes()).containsExactly(Fault.SIGN.cause());
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
    "z; number; z*x; can't use it", "z; number; abc; nothing here is called abc", "z; number; [1; not a number",
    "dL/dw; formula; dL/dq*x; nothing here is called", "z; number; z = 1; not a number"
  })
  void whatCantBeReadIsToldWithItsLineAndTheOtherCellsAreJudged(String cell, String key, String text, String problem) {
    Entry entry = new Entry(17, text);
    Answer answer = key.equals("number") ? Answer.number(entry) : Answer.formula(entry);
    Map<String, Answer> answers = Map.of(cell, answer, "a", Answer.number(new Entry(3, "0.75026")), "L", Answer.number(new Entry(4, "7")));
    for (Judgement judgement : Course.exercise("A2").judge().judge(answers)) {
      String name = judgement.cell().name();
      assertThat(judgement.verdict()).as(name).isEqualTo(
          name.equals(cell) ? Verdict.UNREADABLE : name.equals("a") ? Verdict.RIGHT : name.equals("L") ? Verdict.WRONG : Verdict.OPEN);
      if (name.equals(cell)) {
        assertThat(judgement.notes()).singleElement().asString().startsWith("line 17: ").contains(problem);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "z; w*x + b; RIGHT", "saturated; 2*(0.999 - y)*0.999*(1 - 0.999)*x; RIGHT", "slope; sigmoid(ln(999))*(1 - 0.999); RIGHT",
    "z; w*x; WRONG", "dL/dw; dL/dz*x; RIGHT", "dL/dz; dL/da*0.1874; RIGHT", "dL/dz; dL/da*0.18; WRONG"
  })
  void arithmeticInANumberMayHaveNames(String cell, String text, Verdict verdict) {
    Map<String, Answer> answers = Map.of(cell, Answer.number(new Entry(1, text)));
    Judgement judgement = Course.exercise("A2").judge().judge(answers).stream().filter(j -> j.cell().name().equals(cell)).findFirst().orElseThrow();
    assertThat(judgement.verdict()).as("%s", judgement).isEqualTo(verdict);
  }

  @Test
  void aNameInArithmeticIsTheLearnersOwnNumber() {
    Map<String, Answer> answers = Map.of("dL/dz", Answer.number(new Entry(1, "0.5")), "dL/dw", Answer.number(new Entry(2, "dL/dz*x")));
    assertThat(Course.exercise("A2").judge().judge(answers).get(5).verdict()).isEqualTo(Verdict.CARRIED);
  }

  @Test
  void aNumberThatNeedsACallIsANumber() { // σ(1.1) holds for these numbers alone: no formula, and none is meant
    assertThat(of("A2", "a", "a=sigmoid(1.1)").verdict()).isEqualTo(Verdict.RIGHT);
  }

  @Test
  void ofCausesThatGiveTheSameTheSimplestIsNamed() {
    assertThat(of("U6", "dm/dq", "dm/dq=2*(q-t)").causes()).containsExactly(Fault.MISSING_MEAN.cause());
    assertThat(of("U6", "dm/dq", "dm/dq=[-0.2,1,-1.8]").causes()).containsExactly(Fault.MISSING_MEAN.cause());
  }

  @Test
  void theOtherLinesDecideBetweenCauses() { // x = 1: where dL/db is right, the square's 2 was not forgotten
    String[] alone = {"dL/dw=-0.035311"};
    assertThat(of("U2", "dL/dw", alone).causes()).contains(Fault.CONSTANT_FACTOR.cause()).hasSize(2);
    assertThat(of("U2", "dL/dw", "dL/dw=-0.035311", "dL/db=-0.070623").causes()).containsExactly(Fault.OWN_FACTOR.cause());
    assertThat(of("U2", "dL/dw", "dL/dw=-0.035311", "dL/db=-0.035311").causes()).containsExactly(Fault.CONSTANT_FACTOR.cause());
  }

  @Test
  void anOuterProductIsNoProductByElement() {
    assertThat(of("A5", "dL/dW2", "dL/dW2=a1 @ dL/dz2'").notes()).containsExactly("the formula gives the shape (4, 3), and the right one is (3, 4)");
  }

  @Test
  void aZeroEarnsNothing() {
    List<Judgement> judged = judged("E1", "z1=0", "a1=0", "z2=0", "ŷ=0", "L=0", "dL/dŷ=0", "dL/dz2=0", "dL/dW2=0", "dL/da1=0", "dL/dz1=0");
    assertThat(judged).extracting(Judgement::verdict).containsOnly(Verdict.WRONG, Verdict.OPEN);
    assertThat(of("E1", "dL/dW2", "dL/dz2=0", "dL/dW2=0").notes()).containsExactly("0 follows from a 0 before it, which shows nothing of the method");
  }

  @ParameterizedTest
  @CsvSource({"0.517", "1", "0.5", "-1", "0.25"})
  void oneNumberInAllCellsEarnsNothing(String number) {
    for (Exercise exercise : Course.all()) {
      Map<String, Answer> answers = new LinkedHashMap<>();
      exercise.cells().stream().filter(c -> c.quantity().isPresent()).forEach(c -> answers.put(c.name(), Answer.number(new Entry(1, number))));
      assertThat(exercise.judge().judge(answers)).as(exercise.id()).extracting(Judgement::verdict).doesNotContain(Verdict.CARRIED);
    }
  }

  @Test
  void whatFollowsFromANumberOfTooFewDigitsIsCarried() {
    assertThat(of("A2", "dL/dz", "a=1", "dL/da=-0.0995", "dL/dz=0").verdict()).isEqualTo(Verdict.WRONG);
    assertThat(of("U2", "dL/dw", "dL/dz=-0.1", "dL/dw=-0.1").verdict()).isEqualTo(Verdict.CARRIED);
  }

  @Test
  void theNumberOfAnotherCellEarnsNothing() { // with a1 = 1 the product is a copy of what it is made of
    assertThat(byHand("dL/dW2", "a1=1", "dL/dz2=-0.3805", "dL/dW2=-0.3805").verdict()).isEqualTo(Verdict.WRONG);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {"M2; Z1=(X@W1+b1)'", "M4; dL/dA1=(dL/dZ2@W2')'"})
  void aFormulaForTheTransposeIsWrongAndNamed(String id, String answer) {
    Judgement judgement = of(id, answer.substring(0, answer.indexOf('=')), answer);
    assertThat(judgement.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(judgement.causes()).extracting(Cause::id).containsExactly("transposed");
  }

  /** Also where later formulas use the wrong one, and are right in themselves. */
  @Test
  void aFormulaAndItsNumbersHaveTheSameCause() {
    Exercise exercise = Workspace.variant(Course.exercise("B2"), 7);
    for (String dz2 : List.of("p-y", "[[0.120257,0.0173272],[-0.120257,-0.0173272]]")) {
      Map<String, Answer> answers = new LinkedHashMap<>();
      Map.of("dL/dz2", dz2, "dL/dW2", "dL/dz2@a1'", "dL/da1", "W2'@dL/dz2").forEach(
          (name, text) -> answers.put(name, Answer.of(exercise.cells().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow(), text)));
      assertThat(exercise.judge().judge(answers).get(1).causes()).as(dz2).containsExactly(Fault.MISSING_MEAN.cause());
    }
  }

  @Test
  void whatFollowsFromAWrongFormulaIsCarried() { // without the 2 of the square: (a − y)·a(1 − a)·x
    assertThat(of("A2", "dL/dw", "dL/da=a-y", "dL/dz=dL/da*a*(1-a)", "dL/dw=-0.0186395").verdict()).isEqualTo(Verdict.CARRIED);
  }

  @Test
  void theDerivativeWhereAQuotientIsAskedIsNearButAnother() {
    for (String text : List.of("cos(u)*(2x+3)", "-3.2682181043180596")) {
      assertThat(of("A1", "numeric", "numeric=" + text).notes()).as(text).containsExactly("this is df/dx, and numeric is near to it but not equal");
    }
    assertThat(of("A1", "numeric", "numeric=cos(u)*(2x+3)*(1+0*x)+x/1000").notes()).containsExactly("near, but not equal");
  }

  @ParameterizedTest
  @CsvSource({
    "1/0, this is infinite", "-1/0, this is infinite", "0.0/0, this is not a number", "x/0, this is infinite", "exp(1000), this is infinite",
    "0/0, this is not a number"
  })
  void whatIsNoFiniteNumberIsTold(String number, String note) {
    Map<String, Answer> answers = Map.of(
        "z", Answer.number(new Entry(1, number)), "a", Answer.number(new Entry(2, "0.75026")), "slope", Answer.number(new Entry(3, number)),
        "saturated", Answer.number(new Entry(4, number)));
    for (Judgement judgement : Course.exercise("A2").judge().judge(answers)) {
      if (answers.containsKey(judgement.cell().name()) && !judgement.cell().name().equals("a")) {
        assertThat(judgement.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(judgement.causes()).isEmpty();
        assertThat(judgement.notes()).singleElement().asString().startsWith(note);
      } else {
        assertThat(judgement.verdict()).isIn(Verdict.RIGHT, Verdict.OPEN);
      }
    }
  }

  @Test
  void numbersInAnotherShapeThatFollowFromWrongOnesAreSaidToDoSo() {
    Exercise exercise = Workspace.variant(Course.exercise("B2"), 7);
    Map<String, Answer> answers = Map.of( // the second is the sum of the first along the samples, as a row
        "dL/dz2", Answer.number(new Entry(1, "[[0.120257,0.0173272],[-0.120257,-0.0173272]]")),
        "dL/db2", Answer.number(new Entry(2, "[[0.1375842,-0.1375842]]")));
    Judgement judgement = exercise.judge().judge(answers).get(3);
    assertThat(judgement.notes()).containsExactly(
        "the numbers follow from your earlier cells, but not the shape: dL/db2 has the shape (2, 1), this has (1, 2)");
    assertThat(judgement.causes()).extracting(Cause::id).containsExactly("transposed");
  }

  @Test
  void gradientsThatAreAllEqualAreAChainRuleForgotten() {
    assertThat(of("A2", "dL/dz", "dL/da=-0.0994797", "dL/dz=-0.0994797", "dL/dw=-0.0994797", "dL/db=-0.0994797").causes())
        .contains(Fault.INNER_DERIVATIVE.cause());
  }

  @Test
  void oneRightNumberInAllCellsIsTheNumberOfItsOwnCell() {
    for (Exercise exercise : Course.all()) {
      exercise.cells().stream().filter(c -> c.quantity().isPresent()).findFirst().filter(c -> c.quantity().get() instanceof Quantity.Value).ifPresent(first -> {
        String number = Numerals.exact(exercise.judge().truth(first)).replace('−', '-');
        Map<String, Answer> answers = new LinkedHashMap<>();
        exercise.cells().stream().filter(c -> c.quantity().isPresent()).forEach(c -> answers.put(c.name(), Answer.number(new Entry(1, number))));
        List<Judgement> judged = exercise.judge().judge(answers);
        long wrong = judged.stream().filter(j -> j.verdict() == Verdict.WRONG && j.notes().isEmpty()).count();
        if (wrong > 2) { // with fewer, it may be chance
          assertThat(judged.stream().filter(j -> j.verdict() == Verdict.WRONG && j.notes().isEmpty())).as(exercise.id())
              .allMatch(j -> j.causes().size() == 1 && j.causes().getFirst().title().equals("the number of " + first.name() + " stands here"));
        }
      });
    }
  }
}
