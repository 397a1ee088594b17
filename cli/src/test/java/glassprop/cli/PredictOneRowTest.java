package glassprop.cli;

import static glassprop.cli.CommandLineRun.glassprop;
import static glassprop.cli.CommandLineRun.table;
import static glassprop.cli.CommandLineRun.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Predictions as JSON, and of one row that stands in the command line. */
class PredictOneRowTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void train() {
    Path data = table(folder, "points.csv", 100);
    glassprop("train", data, "--ignore", "size", "--epochs", 10, "--out", folder.resolve("kind"));
    glassprop("train", data, "--target", "size", "--epochs", 10, "--out", folder.resolve("size"));
    StringBuilder towns = new StringBuilder("town,a=b,price,y\n");
    for (int i = 0; i < 60; i++) {
      towns.append(i % 3 == 0 ? "\"Paris, France\"" : "Rome").append(',').append(i % 5).append(',').append(i % 7 * 100).append(" €,")
          .append(i % 3 == 0 ? "north\n" : "south\n");
    }
    assertThat(glassprop("train", write(folder, "towns.csv", towns.toString()), "--epochs", 5, "--out", folder.resolve("towns")).code()).isZero();
  }

  private static JsonNode json(Object... args) {
    CommandLineRun run = glassprop(args);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).hasSize(1);
    return new JsonMapper().readTree(run.out());
  }

  @Test
  void theObjectHoldsPredictionsNotesAndScores() {
    JsonNode json = json("predict", folder.resolve("kind"), folder.resolve("points.csv"), "--json");
    assertThat(json.propertyNames()).containsExactly("model", "task", "target", "predictions", "notes", "score");
    assertThat(json.get("target").asString()).isEqualTo("kind");
    assertThat(json.get("predictions").size()).isEqualTo(100);
    JsonNode probabilities = json.get("predictions").get(0).get("probabilities");
    assertThat(probabilities.get("big").asDouble() + probabilities.get("small").asDouble()).isCloseTo(1, within(1e-9));
    assertThat(json.get("score").get("accuracy").asDouble()).isGreaterThan(0.8);
    JsonNode number = json("predict", folder.resolve("size"), write(folder, "one.csv", "a,b,kind\n0.5,,big\n"), "--json");
    assertThat(number.get("predictions").get(0).propertyNames()).containsExactly("value");
    assertThat(number.get("notes").toString()).contains("missing cell");
    assertThat(number.get("score").isNull()).isTrue();
  }

  @Test
  void aRowOfTheCommandLineIsReadAsOneOfAFile() {
    String expected = glassprop("predict", folder.resolve("kind"), write(folder, "row.csv", "a,b\n0.9,0.1\n")).out();
    assertThat(glassprop("predict", folder.resolve("kind"), "--set", "a=0.9,b=0.1").out()).isEqualTo(expected);
    assertThat(glassprop("predict", folder.resolve("kind"), "--set", "b= 0.1 ", "--set", "a=9e-1").out()).isEqualTo(expected);
    String town = glassprop("predict", folder.resolve("towns"), write(folder, "town.csv", "town,a=b,price\n\"Paris, France\",3,\"1,200 €\"\n")).out();
    assertThat(glassprop("predict", folder.resolve("towns"), "--set", "town=Paris, France,a=b=3,price=1,200 €").out()).isEqualTo(town);
  }

  @Test
  void aUnitOfTheRowIsReadAsOneOfAFile() {
    assertThat(glassprop("predict", folder.resolve("towns"), "--set", "town=Rome,a=b=3,price=€ 200").err()).doesNotContain("without a unit");
    assertThat(glassprop("predict", folder.resolve("towns"), "--set", "town=Rome,a=b=3,price=200").err()).contains("numbers without a unit");
    assertThat(glassprop("predict", folder.resolve("towns"), "--set", "town=Rome,a=b=3,price=$200").error()).contains("expected numbers with '€'");
  }

  @Test
  void aTargetInTheRowIsScored() {
    assertThat(glassprop("predict", folder.resolve("kind"), "--set", "a=0.9,b=0.1,kind=big").err()).contains("1 of 1 row right");
    assertThat(glassprop("predict", folder.resolve("kind"), "--set", "a=0.9,b=0.1,kind=giant").err())
        .contains("1 row of classes that the model doesn't know, such as 'giant', left out of the scores");
  }

  @Test
  void whatTheRowLacksIsSaid() {
    CommandLineRun run = glassprop("predict", folder.resolve("kind"), "--set", "a=0.9");
    assertThat(run.code()).isZero();
    assertThat(run.error()).contains("column 'b': 1 missing cell taken as the training median");
  }

  @Test
  void namesAndValuesThatAreWrongAreNamed() {
    assertThat(glassprop("predict", folder.resolve("kind"), "--set", "knd=big").error()).contains("no column 'knd'; did you mean 'kind'?");
    assertThat(glassprop("predict", folder.resolve("kind"), "--set", "a").error()).contains("expected name=value");
    assertThat(glassprop("predict", folder.resolve("kind"), "--set", "a=1,a=2").error()).contains("'a' has two values");
    assertThat(glassprop("predict", folder.resolve("kind"), "--set", "a=x").error()).contains("column 'a': expected a number", "'x'");
    assertThat(glassprop("predict", folder.resolve("kind"), "--set", "a=1,5").error()).contains("'1,5'; write it with a decimal point");
    assertThat(glassprop("predict", folder.resolve("kind"), folder.resolve("points.csv"), "--set", "a=1").error()).contains("leave one of them out");
  }
}
