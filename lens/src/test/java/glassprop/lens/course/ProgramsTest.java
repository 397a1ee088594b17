package glassprop.lens.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every starter compiles and fails its trials, every solution passes them. One compiler task for all of each. */
class ProgramsTest {
  @TempDir Path folder;

  @TestFactory
  List<DynamicTest> everyStarterCompilesAndFailsBefore() throws Exception {
    return tests(Programs::starter, (exercise, outcomes) -> {
      assertThat(outcomes).as(exercise.id()).anyMatch(outcome -> !outcome.passed());
      assertThat(outcomes).as("%s says what is to do", exercise.id()).anyMatch(o -> o.problem().contains("TODO"));
    });
  }

  @TestFactory
  List<DynamicTest> everySolutionPasses() throws Exception {
    return tests(
        Programs::solution,
        (exercise, outcomes) -> assertThat(outcomes).as(exercise.id()).isNotEmpty().allMatch(Trials.Outcome::passed));
  }

  private interface Expectation {
    void check(Exercise exercise, List<Trials.Outcome> outcomes);
  }

  private List<DynamicTest> tests(Function<Exercise, String> program, Expectation expectation) throws Exception {
    List<Exercise> exercises = Course.all().stream().filter(Exercise::code).toList();
    Map<Exercise, String> programs = new LinkedHashMap<>();
    exercises.forEach(exercise -> programs.put(exercise, program.apply(exercise)));
    Compiled compiled = Compiled.of(programs, folder);
    return exercises.stream()
        .map(exercise -> dynamicTest(exercise.id(), () -> expectation.check(exercise, compiled.outcomes(exercise)))).toList();
  }
}
