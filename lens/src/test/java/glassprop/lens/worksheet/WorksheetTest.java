package glassprop.lens.worksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.lens.course.Course;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WorksheetTest {
  private static final List<Cell> CELLS = Course.exercise("U0").cells();
  private static final String WHOLE = """
      exercise = U0
      seed = 0
      [y]
      number = 4   # by heart
      [z]
      formula = 3y
      number =
      [dy/dx]
      [∂z/∂y]
      number = 3
      [dz/dx]
      formula = 3
          * 2x
      """;

  @Test
  void entriesAreReadWithTheirLines() {
    Worksheet sheet = Worksheet.read("w.txt", WHOLE, CELLS);
    assertThat(sheet.answers().get("y")).isEqualTo(Answer.number(new Entry(4, "4")));
    assertThat(sheet.answers().get("z")).isEqualTo(Answer.formula(new Entry(6, "3y")));
    assertThat(sheet.answers().get("dy/dx")).isEqualTo(Answer.OPEN);
    assertThat(sheet.answers().get("dz/dy")).isEqualTo(Answer.number(new Entry(10, "3")));
    assertThat(sheet.answers().get("dz/dx")).isEqualTo(Answer.formula(new Entry(12, "3 * 2x")));
  }

  @Test
  void allProblemsAreToldEachWithItsLine() {
    String bad = WHOLE.replace("[y]", "[why]").replace("formula = 3y", "formla = 3y").replace("[dy/dx]\n", "[z]\n")
        .replace("seed = 0", "sed = 0");
    Worksheet sheet = Worksheet.read("w.txt", bad, CELLS);
    assertThat(sheet.answers().get("dz/dy")).as("what can be read is").isEqualTo(Answer.number(new Entry(10, "3")));
    assertThat(sheet.problems()).containsExactly(
            "w.txt:2: expected exercise = … or seed = … before the first cell; came sed",
            "w.txt:3: there is no cell [why]; the cells are y, z, dy/dx, dz/dy, dz/dx",
            "w.txt:4: there is no cell [why]; the cells are y, z, dy/dx, dz/dy, dz/dx",
            "w.txt:6: [z] has no formla; it has formula and number",
            "w.txt:8: the cell [z] is there twice",
            "w.txt:13: the cell [y] is missing; add it, and leave it blank if it is open",
            "w.txt:13: the cell [dy/dx] is missing; add it, and leave it blank if it is open");
  }

  @Test
  void aLineThatIsNothingIsToldWithItsLine() {
    assertThat(Worksheet.read("w.txt", WHOLE.replace("number = 4", "4"), CELLS).problems()).singleElement().asString()
        .startsWith("w.txt:4: expected a cell, as in [z], or an entry, as in number = 0.5; came 4");
    assertThatThrownBy(() -> Worksheet.head("w.txt", "[y]\n")).hasMessageContaining("this is no worksheet");
    assertThatThrownBy(() -> Worksheet.head("w.txt", "exercise = U0\nseed = x")).hasMessage("w.txt:2: the seed is a whole number; came x");
  }

  /** Whatever is in the file: an answer, or an error that is meant for people. */
  @Test
  void noTextBreaksIt() {
    SplittableRandom random = new SplittableRandom(4);
    String letters = "[]=#\n dLyzx/∂0.5e-*^()formulanumber'@,;é\uD83D\t";
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder(WHOLE);
      for (int j = random.nextInt(1, 12); j > 0; j--) {
        int at = random.nextInt(text.length());
        text.insert(at, letters.charAt(random.nextInt(letters.length())));
        if (random.nextBoolean()) {
          text.deleteCharAt(random.nextInt(text.length()));
        }
      }
      try {
        Worksheet sheet = Worksheet.read("w.txt", text.toString(), CELLS);
        Judge judge = Course.exercise("U0").judge();
        assertThat(judge.judge(sheet.answers())).hasSize(CELLS.size());
        assertThat(sheet.problems()).allMatch(problem -> problem.startsWith("w.txt:"));
      } catch (WorksheetException e) {
        assertThat(e.problems()).isNotEmpty().allMatch(problem -> problem.startsWith("w.txt:"));
      }
    }
  }
}
