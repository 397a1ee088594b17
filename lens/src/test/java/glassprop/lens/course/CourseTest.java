package glassprop.lens.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.lens.course.experiment.Experiments;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CourseTest {
  private static final String WHOLE = """
      # X1 · A title

      topic: chain rule
      level: easy

      ## Statement
      What is asked.

      ## Program
          y = x^2

      ## Values
          x = 2

      ## Cells
      | cell | formula | figure | what it asks |
      |---|---|---|---|
      | dy/dx | `2x` | 4 | the slope |

      ## Hints
      1. One
         and more.
      2. Two.
      3. Three.

      ## Solution
      It is 4.
      """;

  @Test
  void theWholeCourseIsThere() {
    assertThat(Course.ids()).containsExactlyInAnyOrder(
        "A1", "A2", "A3", "A4", "A5", "A6", "A7", "B1", "B2", "B3", "B4", "B5", "C1", "C2", "C3", "C4", "E1",
        "M1", "M2", "M3", "M4", "U0", "U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "U9");
  }

  @Test
  void everyFileOfTheCourseIsListed() throws IOException, URISyntaxException {
    Path folder = Path.of(Course.class.getResource("exercises/contents.txt").toURI()).getParent();
    try (Stream<Path> files = Files.list(folder)) {
      List<String> found = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".md"))
          .map(name -> name.replace(".md", "")).toList();
      assertThat(found).containsExactlyInAnyOrderElementsOf(Course.ids());
    }
  }

  @Test
  void everyExerciseHasSomethingToDoAndItsExperimentExists() {
    for (Exercise exercise : Course.all()) {
      assertThat(exercise.cells().isEmpty() && !exercise.code()).as(exercise.id()).isFalse();
      assertThat(exercise.hints()).as(exercise.id()).hasSize(3).doesNotContain("");
      exercise.experiment().ifPresent(name -> assertThat(Experiments.names()).as(exercise.id()).contains(name));
    }
    assertThat(Course.all().stream().flatMap(e -> e.experiment().stream()))
        .containsExactlyInAnyOrderElementsOf(Experiments.names());
  }

  @Test
  void anIdIsFoundInAnyCaseAndANearOneIsSuggested() {
    assertThat(Course.exercise("a2").id()).isEqualTo("A2");
    assertThatThrownBy(() -> Course.exercise("A22")).isInstanceOf(CourseException.class)
        .hasMessageContaining("there is no exercise A22; did you mean A2?");
  }

  @Test
  void aFileIsRead() {
    Exercise exercise = ExerciseReader.read("X1.md", WHOLE);
    assertThat(exercise.hints()).containsExactly("One and more.", "Two.", "Three.");
    assertThat(exercise.cells()).hasSize(1);
    assertThat(exercise.level()).isEqualTo(Exercise.Level.EASY);
  }

  @Test
  void whenAnExerciseIsDoneIsSaidOfItsPartsAlone() {
    assertThat(ExerciseReader.read("X1.md", WHOLE + "\n## Done\n- worksheet: it is right\n").goals())
        .containsExactly(new Exercise.Goal(Exercise.Part.WORKSHEET, "it is right"));
    assertThatThrownBy(() -> ExerciseReader.read("X1.md", WHOLE + "\n## Done\n- program: it runs\n"))
        .hasMessageContaining("expected a line for each of [WORKSHEET]; came [PROGRAM]");
    assertThatThrownBy(() -> ExerciseReader.read("X1.md", WHOLE + "\n## Done\n- paper: it is right\n"))
        .hasMessageContaining("expected - worksheet: …");
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "# X1 · A title; # A title; X1.md:1: expected a heading",
    "level: easy; level: steep; X1.md:4: the level is easy, medium or hard",
    "topic: chain rule; theme: chain rule; X1.md:3: there is no key theme",
    "## Values; ## Vlaues; X1.md:12: there is no section Vlaues",
    "y = x^2; y = x^; X1.md:10: expected a value",
    "x = 2; x = ; X1.md:13: expected a value",
    "x = 2; q = 2; X1.md:10: q is given a value but does not occur",
    "| dy/dx |; | dy/dq |; X1.md:18:",
    "| 4 |; |; X1.md:18: expected | cell | formula | figure | what it asks |",
    "3. Three.; ; X1.md:20: expected 3 hints, came 2",
    "x = 2; x = 2 ~ odd; X1.md:13: no variety odd"
  })
  void whatIsWrongWithAFileIsToldWithItsLine(String right, String wrong, String message) {
    String changed = WHOLE.replace(right, wrong == null ? "" : wrong);
    assertThatThrownBy(() -> ExerciseReader.read("X1.md", changed)).isInstanceOf(CourseException.class)
        .hasMessageStartingWith(message);
  }
}
