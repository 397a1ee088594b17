package glassprop.lens.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
  @TempDir Path folder;
  private Workspace workspace = new Workspace(Path.of("."), LocalDate.EPOCH);

  @BeforeEach
  void begin() {
    workspace = new Workspace(folder.resolve("mine"), LocalDate.of(2026, 3, 1));
  }

  @Test
  void aWorksheetThatWasWrittenCanBeReadAndIsOpen() {
    for (Exercise exercise : Course.all()) {
      workspace.start(exercise, 0);
      if (!exercise.cells().isEmpty()) {
        Workspace.Filled filled = Workspace.read(exercise, 0, workspace.worksheet(exercise, 0));
        assertThat(filled.worksheet().answers().values()).as(exercise.id()).allMatch(answer -> answer.isOpen());
      }
      assertThat(Files.exists(workspace.program(exercise))).as(exercise.id()).isEqualTo(exercise.code());
    }
  }

  @Test
  void aLearnersFilesAreNeverWrittenOver() throws IOException {
    Exercise exercise = Course.exercise("B1");
    assertThat(workspace.start(exercise, 0)).allMatch(Workspace.Started::isNew).hasSize(2);
    Files.writeString(workspace.program(exercise), "mine");
    Files.writeString(workspace.worksheet(exercise, 0), "mine too");
    assertThat(workspace.start(exercise, 0)).noneMatch(Workspace.Started::isNew);
    assertThat(workspace.program(exercise)).hasContent("mine");
    assertThat(workspace.worksheet(exercise, 0)).hasContent("mine too");
  }

  @Test
  void aVariantsWorksheetRemembersItsSeed() throws IOException {
    Exercise exercise = Course.exercise("A2");
    Path sheet = workspace.start(exercise, 5).getFirst().file();
    assertThat(sheet.getFileName()).hasToString("A2-5.txt");
    Path moved = Files.move(sheet, folder.resolve("elsewhere.txt"));
    Workspace.Filled filled = Workspace.read(exercise, 0, moved);
    assertThat(filled.worksheet().seed()).isEqualTo(5);
    assertThat(WorksheetForm.values(filled.exercise())).isEqualTo(WorksheetForm.values(Workspace.variant(exercise, 5)));
  }

  @Test
  void filesThatAreNoneAreSaid() throws IOException {
    Exercise exercise = Course.exercise("A2");
    Path sheet = workspace.worksheet(exercise, 0);
    assertThatThrownBy(() -> Workspace.read(exercise, 0, sheet)).isInstanceOf(CourseException.class)
        .hasMessageContaining("start the exercise first: glassprop exercise start A2").hasMessageNotContaining("--seed");
    assertThatThrownBy(() -> Workspace.read(exercise, 7, sheet)).hasMessageEndingWith("glassprop exercise start A2 --seed 7");
    Files.createDirectories(sheet.getParent());
    Files.write(sheet, new byte[] {'a', (byte) 0xff});
    assertThatThrownBy(() -> Workspace.read(exercise, 0, sheet)).hasMessageContaining("is no text in UTF-8");
    Files.writeString(sheet, "exercise = U2\n");
    assertThatThrownBy(() -> Workspace.read(exercise, 0, sheet)).hasMessageContaining("is a worksheet of U2, not of A2");
    Files.writeString(sheet, "exercise = A2\n[z]\n");
    assertThat(Workspace.read(exercise, 0, sheet).worksheet().problems()).anyMatch(problem -> problem.contains("the cell [a] is missing"));
  }

  @Test
  void progressIsKeptAndTellsTheDay() {
    Exercise exercise = Course.exercise("C1");
    assertThat(workspace.progress().isStarted("C1")).isFalse();
    workspace.experimented(exercise);
    assertThat(workspace.nextHint(exercise)).isEqualTo(1);
    assertThat(workspace.nextHint(exercise)).isEqualTo(2);
    assertThat(workspace.nextHint(exercise)).isEqualTo(3);
    assertThat(workspace.nextHint(exercise)).isEqualTo(3);
    assertThat(workspace.progress().of("C1"))
        .isEqualTo(new Progress.Done(0, 0, 0, 3, false, false, true, ""));
    Exercise u0 = Course.exercise("U0");
    workspace.judged(u0, u0.judge().judge(Map.of()));
    assertThat(workspace.progress().of("U0").finished()).isEmpty();
    assertThat(folder.resolve("mine/progress.txt")).content().contains("C1: cells=0 written=0 checks=0 hints=3 experiment=run");
  }

  @Test
  void aCheckOfWorksheetAndProgramCountsOnce() {
    Exercise e1 = Course.exercise("E1");
    workspace.judged(e1, e1.judge().judge(Map.of()));
    workspace.checked(e1);
    workspace.passed(e1, false);
    assertThat(workspace.progress().of("E1").checks()).isEqualTo(1);
    assertThat(workspace.isTried(e1)).isTrue();
  }

  @Test
  void aBrokenProgressFileIsToldWithItsLine() throws IOException {
    Files.createDirectories(folder.resolve("mine"));
    Files.writeString(folder.resolve("mine/progress.txt"), "# mine\nA2 done\n");
    assertThatThrownBy(() -> workspace.progress()).isInstanceOf(CourseException.class)
        .hasMessageContaining("progress.txt:2: expected a line as in A2: cells=9");
  }

  @Test
  void aSolutionThatWasSeenBeforeATryIsRemembered() {
    Exercise exercise = Course.exercise("B3");
    workspace.revealed(exercise);
    workspace.passed(exercise, true);
    Progress.Done done = workspace.progress().of("B3");
    assertThat(done.revealed()).isTrue();
    assertThat(done.finished()).isEqualTo("2026-03-01");
  }
}
