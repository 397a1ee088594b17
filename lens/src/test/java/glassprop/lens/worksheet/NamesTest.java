package glassprop.lens.worksheet;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.lens.course.Course;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "ŷ, ŷ", "yhat, ŷ", "y_hat, ŷ", "y\u0302, ŷ", "xbar, x̄", "x\u0304, x̄", "epsilon, ε", "Sigma, Σ", "W1, W₁", "W_1, W₁", "z_2, z2", "dL/dyhat, dL/dŷ",
    "ten_layers, ten layers", "hat, ", "y, ", "sigma, ", "YHAT, "
  })
  void aNameIsFoundAsAKeyboardHasIt(String typed, String name) {
    List<String> names = List.of("ŷ", "x̄", "ε", "Σ", "W₁", "z2", "dL/dŷ", "ten layers");
    assertThat(Names.find(typed, names).orElse(null)).isEqualTo(name);
  }

  @Test
  void theNameItselfComesFirstAndWhatMayMeanTwoMeansNone() {
    assertThat(Names.find("yhat", List.of("ŷ", "yhat"))).contains("yhat");
    assertThat(Names.find("W1", List.of("W₁", "W_1"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "dL/dŷ; -y/yhat + (1 - y)/(1 - y_hat)", "dL/dyhat; -y/y\u0302 + (1 - y)/(1 - y\u0302)", "∂L/∂y_hat; -y/ŷ + (1 - y)/(1 - ŷ)",
    "dL/dz2; dL/dyhat*yhat*(1 - yhat)", "dL/dz2; ∂L/∂y\u0302*y\u0302*(1 - ŷ)"
  })
  void cellsAndFormulasKnowThem(String line) {
    String[] sides = line.split(";", -1);
    List<Cell> cells = Course.exercise("E1").cells();
    Cell cell = Worksheet.cell(cells, sides[0]).orElseThrow();
    Judgement judgement = Course.exercise("E1").judge().judge(Map.of(cell.name(), Answer.of(cell, sides[1].strip()))).get(cells.indexOf(cell));
    assertThat(judgement.verdict()).as("%s", judgement).isEqualTo(Verdict.RIGHT);
  }

  @ParameterizedTest
  @CsvSource({"W3' @ dL/dz3", "W3ᵀ @ dL/dz3", "W3.T @ dL/dz3", "W3.transpose() @ dL/dz3"})
  void aTransposeIsWrittenAsOnPaperOrAsInCode(String formula) {
    Judgement judgement = Course.exercise("A5").judge().judge(Map.of("dL/da2", Answer.formula(new Entry(1, formula)))).get(1);
    assertThat(judgement.verdict()).as("%s", judgement).isEqualTo(Verdict.RIGHT);
  }

  @Test
  void whatIsAdvisedIsWhatTheLanguageAccepts() {
    Judgement judgement = Course.exercise("A5").judge().judge(Map.of("dL/dW2", Answer.formula(new Entry(1, "dL/dz2 @ a1")))).get(4);
    assertThat(judgement.notes()).singleElement().asString().endsWith("did you mean a1'?");
  }
}
