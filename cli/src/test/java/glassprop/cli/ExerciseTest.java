package glassprop.cli;

import static glassprop.cli.CommandLineRun.glassprop;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("slow")
class ExerciseTest {
  @TempDir Path folder;

  private CommandLineRun exercise(Object... args) {
    Object[] all = new Object[args.length + 3];
    all[0] = "exercise";
    System.arraycopy(args, 0, all, 1, args.length);
    all[args.length + 1] = "--in";
    all[args.length + 2] = folder;
    return glassprop(all);
  }

  private static JsonNode json(CommandLineRun run) {
    return JsonMapper.builder().build().readTree(run.out());
  }

  @Test
  void theCatalogueIsATableAndJson() {
    CommandLineRun run = exercise("list");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("A2", "The gradient of one neuron", "worksheet, program, experiment");
    JsonNode json = json(exercise("list", "--json"));
    assertThat(json.size()).isEqualTo(31);
    assertThat(json.get(0).get("id").asString()).isEqualTo("U0");
    assertThat(json.get(0).get("done").asBoolean()).isFalse();
  }

  @Test
  void aWorksheetIsStartedFilledInCheckedAndDone() throws IOException {
    assertThat(exercise("start", "u0").out()).contains("wrote ", "U0.txt", "glassprop exercise check U0");
    assertThat(exercise("start", "U0").out()).contains("already there, and left as it is");
    Path sheet = folder.resolve("U0/U0.txt");
    assertThat(exercise("check", "U0").code()).isEqualTo(1);
    String open = Files.readString(sheet);
    fill(sheet, open, "4", "12", "4", "3", "11");
    CommandLineRun wrong = exercise("check", "U0");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.out()).contains("✗ dz/dx  11   the first wrong step", "4 of 5 done, 1 wrong");
    fill(sheet, open, "4", "12", "4", "3", "12");
    CommandLineRun right = exercise("check", "U0");
    assertThat(right.code()).isZero();
    assertThat(right.out()).contains("5 of 5 done", "±1 in the last");
    assertThat(exercise("progress").out()).contains("✓", "U0", "☑ worksheet 5/5", "1 of 31 exercises done");
    assertThat(exercise("list").out()).contains("✓  U0");
  }

  private static void fill(Path sheet, String open, String... numbers) throws IOException {
    String text = open;
    for (String number : numbers) {
      text = text.replaceFirst("(?m)^number =$", "number = " + number);
    }
    Files.writeString(sheet, text);
  }

  @Test
  void answersCanBeGivenOnTheCommandLine() {
    CommandLineRun run = exercise("check", "E1", "z1=0.6", "a1=0.6457", "dL/dz2=ŷ - y", "dL/dW1=0.0261", "--json");
    assertThat(run.code()).isEqualTo(1);
    JsonNode cells = json(run).get("cells");
    assertThat(cells.get(0).get("verdict").asString()).isEqualTo("right");
    assertThat(cells.get(6).get("verdict").asString()).isEqualTo("right");
    assertThat(cells.get(11).get("verdict").asString()).isEqualTo("wrong");
    assertThat(cells.get(11).get("faults").toString()).contains("sign");
    assertThat(cells.get(12).get("verdict").asString()).isEqualTo("open");
  }

  @Test
  void whatCantBeReadIsToldInALineAndExitsWith2() throws IOException {
    assertThat(exercise("show", "A22").error()).isEqualTo(
        "glassprop: there is no exercise A22; did you mean A2? glassprop exercise list shows all");
    assertThat(exercise("check", "A2").error()).contains("start the exercise first: glassprop exercise start A2");
    assertThat(exercise("check", "A2", "q=3").error()).contains("there is no cell q in A2; there are z, a, L");
    assertThat(exercise("check", "E1", "yhat=1", "ŷ=2").error()).contains("there are two answers for ŷ");
    assertThat(exercise("check", "A2", "no.txt").error()).contains("there is no no.txt");
    assertThat(exercise("variant", "A2", "--seed", "0").error()).contains("above 0");
    assertThat(exercise("check", "B3", "--json").error()).contains("--json is for worksheets, and B3 has none");
    assertThat(exercise("run", "A2").error()).contains("neither a program nor an experiment");
    assertThat(glassprop("exercise", "chek").error()).contains("did you mean check");
  }

  @Test
  void anAnswerThatCantBeReadKeepsNoOtherFromBeingJudged() throws IOException {
    CommandLineRun run = exercise("check", "A2", "z=0,6", "a=0.75026", "L=7");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("? z          0,6   can't be read", "✓ a", "✗ L", "1 that can't be read");
    assertThat(run.out().replaceAll("\\s+", " ")).contains("write the decimals behind a point, 0.6");
    exercise("start", "A2");
    Path sheet = folder.resolve("A2/A2.txt");
    Files.writeString(sheet, Files.readString(sheet).replaceFirst("(?m)^number =$", "number = 1.1").replaceFirst("(?m)^number =$", "nummer = 0.75"));
    CommandLineRun file = exercise("check", "A2");
    assertThat(file.code()).isEqualTo(2);
    assertThat(file.out()).contains("✓ z          1.1");
    assertThat(file.error()).matches("glassprop: .*A2.txt:\\d+: \\[a] has no nummer; it has formula and number");
  }

  @Test
  void anAnswerForNoCellKeepsNoOtherFromBeingJudged() {
    CommandLineRun run = exercise("check", "A2", "q=3", "a=0.75026", "dL/dz=", "L", "z=1.1", "z=1.2");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("✓ a", "✓ z          1.1");
    assertThat(run.err().lines()).hasSize(4);
    assertThat(run.err()).contains(
        "there is no cell q in A2; there are z, a, L", "no answer for dL/dz: expected dL/dz=…", "no answer for L", "there are two answers for z");
    CommandLineRun none = exercise("check", "U0", "q=3");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.out()).isEmpty();
    assertThat(exercise("solve", "U0").error()).contains("try it first"); // for nothing was judged
  }

  /** The next command is one for the same variant. */
  @Test
  void adviceInAVariantNamesItsSeed() {
    assertThat(exercise("check", "A2", "--seed", "7").error()).contains("glassprop exercise start A2 --seed 7");
    assertThat(exercise("show", "A2", "--seed", "7").out()).contains("glassprop exercise start A2 --seed 7");
    assertThat(exercise("start", "A2", "--seed", "7").out()).contains("glassprop exercise check A2 --seed 7");
    assertThat(exercise("solve", "A2", "--seed", "7").error()).contains("glassprop exercise hint A2 --seed 7");
    exercise("hint", "A2");
    exercise("hint", "A2");
    assertThat(exercise("hint", "A2", "--seed", "7").out().replaceAll("\\s+", " ")).contains("glassprop exercise solve A2 --seed 7");
  }

  /** One rule for all that tells right numbers: after a try, of whatever kind, or with --reveal. */
  @Test
  void rightNumbersAreToldAfterATry() throws IOException {
    exercise("start", "A2");
    exercise("check", "A2"); // an empty worksheet is no try
    exercise("start", "B1");
    exercise("check", "B1"); // nor is a starter
    for (String id : new String[] {"A2", "B1"}) {
      assertThat(exercise("check", id, "L=1", "--json").out()).as("the first try").contains("\"expected\":null").doesNotContain("\"expected\":\"");
      assertThat(exercise("check", id, "L=1", "--json").out()).as("the second").contains("\"expected\":\"0.00").doesNotContain("\"expected\":null");
      assertThat(exercise("solve", id).code()).isZero();
    }
    assertThat(exercise("solve", "U2").error()).contains("try it first");
    assertThat(exercise("check", "U2", "z=1", "--json", "--reveal").out()).contains("\"expected\":\"0.6");
    assertThat(exercise("progress").out()).contains("solution seen first");
    exercise("start", "U9");
    Path program = folder.resolve("U9/U9.java");
    exercise("check", "U9");
    assertThat(exercise("solve", "U9").error()).contains("try it first");
    Files.writeString(program, Files.readString(program) + "// mine");
    exercise("check", "U9");
    assertThat(exercise("solve", "U9").code()).isZero();
  }

  @Test
  void hintsComeOneByOneAndTheSolutionAfterATry() {
    assertThat(exercise("hint", "A2").out()).contains("Hint 1", "one of 3");
    assertThat(exercise("hint", "A2").out()).contains("Hint 2");
    assertThat(exercise("hint", "A2").out()).contains("Hint 3", "this was the last");
    assertThat(exercise("solve", "A2").error()).contains("try it first");
    assertThat(exercise("solve", "A2", "--reveal").out())
        .contains("∂L/∂w = 2(a − y)·a·(1 − a)·x = −0.037279", "slope      = 0.999*(1 - 0.999)", "Three factors")
        .doesNotContain("finite differences");
    assertThat(exercise("solve", "M3", "--reveal").out()).contains("Numbers", "dL/dW2  = A1' @ dL/dZ2");
  }

  @Test
  void whatMakesAnExerciseDoneIsTickedLineByLine() {
    exercise("start", "E1");
    assertThat(exercise("progress").out()).contains("E1 is done when", "☐ both passes", "☐ σ is compared").doesNotContain("☑");
    exercise("run", "E1", "--experiment");
    assertThat(exercise("progress").out()).contains("☐ both passes", "☑ gradients are measured", "☑ σ is compared");
  }

  @Test
  void aVariantHasOtherNumbersInItsOwnFile() {
    assertThat(exercise("variant", "A2", "--seed", "7").out()).contains("A2-7.txt", "check A2 --seed 7");
    assertThat(exercise("check", "A2", "--seed", "7").out()).contains("variant 7");
    assertThat(exercise("check", "A2", folder.resolve("A2/A2-7.txt")).out()).contains("variant 7");
    assertThat(exercise("show", "A2", "--seed", "7").out()).contains("variant 7", "w = ");
  }

  /** In JVMs of their own: with gaps, complete, one that doesn't compile. */
  @Test
  void aProgramIsRunAndTried() throws IOException {
    exercise("start", "B3");
    Path program = folder.resolve("B3/B3.java");
    CommandLineRun gaps = exercise("check", "B3");
    assertThat(gaps.code()).isEqualTo(1);
    assertThat(gaps.out()).contains("✗ numeric of a parabola: still to do: TODO numeric", "1 of 7 trials passed");
    assertThat(exercise("run", "B3").code()).isEqualTo(1);
    String starter = Files.readString(program);
    Files.writeString(program, starter.replace("static double numeric(", "static dooble numeric("));
    assertThat(exercise("check", "B3").out()).contains(program + ":11: error: cannot find symbol", "doesn't run yet");
    String solved = exercise("solve", "B3").out();
    String solution = solved.substring(solved.indexOf("import java.util.ArrayList;"));
    Files.writeString(program, solution);
    CommandLineRun right = exercise("check", "B3");
    assertThat(right.out()).contains("✓ numeric of a parabola", "all 7 trials passed");
    assertThat(right.code()).isZero();
    assertThat(exercise("run", "B3").out()).contains("wrong at [2], expected [2]");
    assertThat(exercise("progress").out()).contains("☑ program", "1 of 31");
  }

  @Test
  void anExperimentIsShownAndNoted() {
    assertThat(exercise("run", "A6").out()).contains("first, by depth", "0.25^(layers − 1)");
    assertThat(exercise("progress").out()).contains("☑ experiment", "☐ worksheet 0/5", "☐ in words 0/1");
  }
}
