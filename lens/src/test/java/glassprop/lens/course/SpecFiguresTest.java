package glassprop.lens.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassprop.lens.worksheet.Cell;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures of the documents that the course grew out of, computed there in float64: the course asks for each of them. */
class SpecFiguresTest {
  @ParameterizedTest
  @CsvSource({
    "A1, df/dx, -3.2682181043180596", "A6, fifty, 3.155e-30", "A7, s, 0.25", "A7, H, 0.6931471805599453",
    "B1, a, 0.7310585786300049", "B1, L, 0.004752919580515224", "B1, dL/dw, -0.054218824543881425",
    "B4, y, 0.9990889488055994", "B4, dy/dw, 0.001820442360243568", "B4, dy/dx, 0.0027306635403653522",
    "B4, dy/db, 0.000910221180121784",
    "E1, z1, 0.6", "E1, a1, 0.6456563062257954", "E1, z2, 0.48739378373547726", "E1, ŷ, 0.6194922824976533",
    "E1, L, 0.47885503562144355", "E1, dL/dŷ, -1.6142251134561763", "E1, dL/dz2, -0.3805077175023467",
    "E1, dL/dW2, -0.2456772073729736", "E1, dL/db2, -0.3805077175023467", "E1, dL/da1, -0.228304630501408",
    "E1, dL/dz1, -0.05223250148200243", "E1, dL/dW1, -0.026116250741001216", "E1, dL/db1, -0.05223250148200243",
    "U0, dz/dx, 12", "U1, dL/dx, 42", "U2, z, 0.6", "U2, a, 0.6456563062257954", "U2, L, 0.023821975807865457",
    "U2, dL/dw, -0.07062280949881264", "U2, dL/db, -0.07062280949881264"
  })
  void aNumber(String id, String cell, double figure) {
    double digits = figure == 3.155e-30 ? 1e-3 : 1e-9;
    assertThat(truth(id, cell)).hasSize(1);
    assertThat(truth(id, cell)[0]).isCloseTo(figure, within(digits * Math.abs(figure)));
  }

  @ParameterizedTest
  @CsvSource({
    "M2, Z1, 1.6 2.2", "M2, A1, 0.8320183851339245 0.9002495108803148", "M3, dL/dW2, 0.18 -0.27 0.19 -0.285",
    "M4, dL/dW1, -0.02 -0.04 -0.03 -0.06", "M4, dL/dA1, -0.08 -0.10",
    "M4, dL/dZ1, -0.01118110335464488 -0.008980032904006879"
  })
  void aMatrix(String id, String cell, String figures) {
    double[] truth = truth(id, cell);
    double[] expected = Pattern.compile(" ").splitAsStream(figures).mapToDouble(Double::parseDouble).toArray();
    assertThat(truth).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(truth[i]).isCloseTo(expected[i], within(1e-9 * Math.abs(expected[i])));
    }
  }

  private static double[] truth(String id, String name) {
    Exercise exercise = Course.exercise(id);
    Cell cell = exercise.cells().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    return exercise.judge().truth(cell).toDoubles();
  }
}
