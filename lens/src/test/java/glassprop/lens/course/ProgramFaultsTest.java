package glassprop.lens.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes planted in the solutions of the programs: the trials name them as the judge of worksheets does. */
class ProgramFaultsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "B1 | return 2 * (a - Y)           | return (a - Y)                | a constant factor is missing",
    "B1 | return 2 * (a - Y)           | return 2 * (Y - a)            | the sign is flipped",
    "B1 | (1 - a) * X                  | (1 - a)                       | the inner derivative is forgotten",
    "B1 | return 2 * (a - Y)           | return 1 / 2 * (a - Y)        | 1/2 is 0: write 1.0/2",
    "B1 | / (2 * epsilon)              | / epsilon                     | it is 2 times too large",
    "B1 | return 1 / (1 + Math.exp(-z))| return Math.log(-1 - Math.abs(z)) | NaN comes of 0/0",
    "B2 | ) / m;                       | );                            | the 1/n of the mean is missing",
    "B2 | z1[j][s] > 0 ?               | dz1[j][s] > 0 ?               | the gate asks the wrong tensor",
    "B3 | / (2 *                       | / (                           | it is 2 times too large",
    "B4 | this.grad += other.value *   | this.grad += value *          | the factor itself is taken instead of the other one",
    "B4 | += out.value * (1 - out.value) | = out.value * (1 - out.value) | the path around the block is missing",
    "B4 | += value > 0 ? out           | += out.grad > 0 ? out         | the gate asks the wrong tensor",
    "B4 | exponent * Math.pow(         | Math.pow(                     | a constant factor is missing",
    "E1 | f.prediction() - y;          | y - f.prediction();           | the sign is flipped",
    "E1 | dz2 * w2 * f.a1() * (1 - f.a1()) | dz2 * w2                  | the inner derivative is forgotten",
    "E1 | (dz1 * x, dz1,               | (dz1, dz1 * x,                | dL/dW1 and dL/db1 are swapped",
    "E1 | new Forward(z1, a1,          | new Forward(a1, z1,           | z1 and a1 are swapped",
    "U3 | a[j] > 0 ? da[j] : 0         | da[j]                         | the inner derivative is forgotten",
    "U3 | (out[k] - y[s][k]) / 2;      | (out[k] - y[s][k]);           | it is 2 times too large",
    "U5 | z().backward();              | z().backward(); z().backward(); | it is counted twice",
    "U7 | dz1.sum(0)                   | dz1.mean(0)                   | it is 5 times too small",
    "U7 | .times(z1.step())            | .times(gradient.matmul(w2.transpose()).step()) | the gate asks the wrong tensor",
    "U9 | / (2 * h)                    | / h                           | it is 2 times too large"
  })
  void aPlantedMistakeIsNamed(String id, String right, String wrong, String named) throws Exception {
    Exercise exercise = Course.exercise(id);
    String solution = Programs.solution(exercise);
    assertThat(solution).contains(right);
    List<Trials.Outcome> failed = Compiled.of(Map.of(exercise, solution.replace(right, wrong)), folder).outcomes(exercise).stream()
        .filter(outcome -> !outcome.passed()).toList();
    assertThat(failed).isNotEmpty();
    assertThat(failed.stream().flatMap(outcome -> outcome.reasons().stream())).as("%s", failed).anyMatch(reason -> reason.contains(named));
  }
}
