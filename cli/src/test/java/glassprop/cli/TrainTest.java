package glassprop.cli;

import static glassprop.cli.CommandLineRun.glassprop;
import static glassprop.cli.CommandLineRun.glasspropOn;
import static glassprop.cli.CommandLineRun.table;
import static glassprop.cli.CommandLineRun.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassprop.cli.terminal.Screen;
import glassprop.nn.Activation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainTest {
  @TempDir private Path folder;

  private JsonNode json(Object... args) {
    CommandLineRun run = glassprop(args);
    assertThat(run.err()).doesNotContain("glassprop:");
    assertThat(run.code()).isZero();
    assertThat(run.out().lines()).hasSize(1);
    return new JsonMapper().readTree(run.out());
  }

  @Test
  void jsonHasTheFieldsOfTheIssueAndNothingElse() {
    Path data = table(folder, "points.csv", 60);
    JsonNode json = json("train", data, "--ignore", "size", "--epochs", 5, "--out", folder.resolve("out"), "--json");
    assertThat(json.propertyNames()).containsExactly("task", "rows", "features", "classes", "parameters", "epochs",
        "trainLoss", "metric", "scores", "gradcheck", "layers", "seconds", "model");
    assertThat(json.get("task").asString()).isEqualTo("classification");
    assertThat(json.get("rows").asInt()).isEqualTo(60);
    assertThat(json.get("features").asInt()).isEqualTo(2);
    assertThat(json.get("classes").asInt()).isEqualTo(2);
    assertThat(json.get("parameters").asLong()).isEqualTo((2 + 1) * 32 + (32 + 1) * 16 + (16 + 1) * 2);
    assertThat(json.get("epochs").asInt()).isEqualTo(5);
    assertThat(json.get("metric").propertyNames()).containsExactly("name", "value", "baseline");
    assertThat(json.get("gradcheck").get("ok").asBoolean()).isTrue();
    assertThat(json.get("gradcheck").get("maxRelativeError").asDouble()).isBetween(0.0, 1e-6);
    assertThat(json.get("gradcheck").get("checked").asInt()).isPositive();
    assertThat(json.get("layers").size()).isEqualTo(6);
    assertThat(json.get("layers").get(0).propertyNames()).containsExactly("name", "gradNorm", "updateRatio");
    assertThat(Path.of(json.get("model").asString())).exists();
  }

  @Test
  void scoresOfClassesAreInTheJsonAndTheReport() {
    Path data = table(folder, "points.csv", 200);
    JsonNode scores =
        json("train", data, "--ignore", "size", "--epochs", 20, "--out", folder.resolve("out"), "--json").get("scores");
    assertThat(scores.propertyNames()).containsExactly("rows", "accuracy", "logLoss", "rocAuc", "macroPrecision", "macroRecall", "macroF1",
        "classes", "confusion", "baselineLogLoss", "better");
    assertThat(scores.get("classes").get(0).propertyNames()).containsExactly("name", "rows", "precision", "recall", "f1");
    assertThat(scores.get("confusion").toString()).matches("\\[\\[\\d+,\\d+],\\[\\d+,\\d+]]");
    assertThat(scores.get("baselineLogLoss").asDouble()).isCloseTo(Math.log(2), within(0.05));
    assertThat(scores.get("better").asBoolean()).isTrue();
    String report = glassprop("train", data, "--ignore", "size", "--epochs", 2, "--out", folder.resolve("other")).out();
    assertThat(report).contains("log-loss", "ROC AUC", "(of '", "is \\ taken for", "precision", "recall", "F1");
  }

  @Test
  void scoresOfNumbersAreInTheUnitOfTheData() {
    StringBuilder csv = new StringBuilder("x,y\n");
    for (int i = 0; i < 200; i++) {
      csv.append(i).append(',').append(5000 + 10 * i).append('\n');
    }
    JsonNode scores = json("train", write(folder, "line.csv", csv.toString()), "--as-number", "x", "--epochs", 20, "--out", folder.resolve("out"),
        "--json").get("scores");
    assertThat(scores.propertyNames()).containsExactly("rows", "r2", "mae", "rmse", "baselineRmse", "better");
    assertThat(scores.get("baselineRmse").asDouble()).isBetween(300.0, 900.0); // of numbers from 5,000 to 6,990
    assertThat(scores.get("rmse").asDouble()).isBetween(scores.get("mae").asDouble(), 200.0);
    assertThat(glassprop("train", folder.resolve("line.csv"), "--as-number", "x", "--epochs", 3, "--out", folder.resolve("other")).out())
        .contains("mean absolute error", "root mean squared error");
  }

  /** One of twelve rows is positive, and never the likeliest class; what is learnt shows in the probabilities alone. */
  @Test
  void aRareClassIsLearntThoughTheAccuracyIsTheBaseline() {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder csv = new StringBuilder("a,b,y\n");
    for (int i = 0; i < 2400; i++) {
      double a = random.nextDouble();
      csv.append(a).append(',').append(random.nextDouble()).append(random.nextDouble() < a * a / 4 ? ",yes\n" : ",no\n");
    }
    CommandLineRun run = glassprop("train", write(folder, "rare.csv", csv.toString()), "--epochs", 15, "--out", folder.resolve("out"));
    JsonNode record = record("out");
    assertThat(record.get("metric").get("value")).isEqualTo(record.get("metric").get("baseline"));
    assertThat(record.get("scores").get("better").asBoolean()).isTrue();
    assertThat(run.out().replaceAll("\\s+", " ")).doesNotContain("nothing of use", "no better")
        .contains("better than the baseline (log-loss", "the network has learnt, though not more answers are right");
  }

  @Test
  void whatCannotBeLearntIsSaidToBeOfNoUse() {
    SplittableRandom random = new SplittableRandom(8);
    StringBuilder csv = new StringBuilder("a,y\n");
    for (int i = 0; i < 300; i++) {
      csv.append(random.nextDouble()).append(random.nextBoolean() ? ",yes\n" : ",no\n");
    }
    Path coin = write(folder, "coin.csv", csv.toString());
    assertThat(glassprop("train", coin, "--lr", "0.5", "--epochs", 3, "--out", folder.resolve("harmed")).out().replaceAll("\\s+", " "))
        .contains("kept the network as it was at the start", "nothing of use: no epoch did better on the validation rows");
    assertThat(record("harmed").get("scores").get("better").asBoolean()).isFalse();
    assertThat(glassprop("train", coin, "--lr", "0.02", "--epochs", 3, "--seed", 2, "--out", folder.resolve("out")).out().replaceAll("\\s+", " "))
        .contains("kept epoch", "no better than the baseline (log-loss", "nothing of use");
  }

  private JsonNode record(String run) {
    try {
      return new JsonMapper().readTree(Files.readString(folder.resolve(run).resolve("run.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aRegressionHasNoClasses() {
    Path data = table(folder, "points.csv", 80);
    JsonNode json = json("train", data, "--target", "size", "--epochs", 40, "--out", folder.resolve("out"), "--json");
    assertThat(json.get("classes").isNull()).isTrue();
    assertThat(json.get("metric").get("name").asString()).isEqualTo("r2");
    assertThat(json.get("metric").get("value").asDouble()).isGreaterThan(0.9);
    assertThat(json.get("metric").get("baseline").asDouble()).isLessThanOrEqualTo(0);
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
    Path data = table(folder, "points.csv", 60);
    for (String run : new String[] {"1", "1again", "2"}) {
      json("train", data, "--epochs", 4, "--seed", run.charAt(0), "--out", folder.resolve(run), "--json");
    }
    byte[] first = Files.readAllBytes(folder.resolve("1/model.safetensors"));
    assertThat(Files.readAllBytes(folder.resolve("1again/model.safetensors"))).isEqualTo(first);
    assertThat(Files.readAllBytes(folder.resolve("2/model.safetensors"))).isNotEqualTo(first);
  }

  @Test
  void theReportTellsTheCourseOfTheRun() {
    Path data = table(folder, "points.csv", 60);
    CommandLineRun run = glassprop("train", data, "--epochs", 10, "--out", folder.resolve("out"));
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("60 rows, 4 columns", "classification: big, small", "0.weight", "total",
        "✓ agree with finite differences to", "baseline", "update ÷ weight", "model.safetensors", "run.json",
        "predict " + folder.resolve("out"));
    assertThat(run.out()).doesNotContain("\u001b");
    assertThat(run.err()).doesNotContain("\u001b").doesNotContain("\r");
    assertThat(run.err().lines()).hasSize(10).allMatch(line -> line.matches("epoch +\\d+/10  loss .* left"));
  }

  @Test
  void linesFitTheScreen() {
    Path data = table(folder, "p.csv", 60);
    for (int width : new int[] {100, 80, 60}) {
      CommandLineRun run = glasspropOn(new Screen(false, false, width),
          "train", data, "--epochs", 4, "--ignore", "size", "--out", folder.resolve("out"), "--overwrite");
      assertThat(run.code()).isZero();
      // But for paths, which are left whole where a command to copy has them.
      assertThat(run.out().lines().filter(line -> !line.contains("/"))).allMatch(line -> line.length() <= width);
    }
  }

  @Test
  void withoutDataSpiralsAreLearntDrawnAndLeftToTryPredictionWith() {
    Path out = folder.resolve("out");
    CommandLineRun run = glassprop("train", "--out", out, "--epochs", 30);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("generated spirals", "Learnt", "o on ' ' amber");
    assertThat(out.resolve("spirals.csv")).exists();
    CommandLineRun predicted = glassprop("predict", out, out.resolve("spirals.csv"));
    assertThat(predicted.code()).isZero();
    assertThat(predicted.out().lines()).hasSize(751).first().isEqualTo("arm,p(amber),p(blue),p(green)");
    assertThat(predicted.err()).matches("(?s).*accuracy (0\\.9\\d*|1\\.000).*");
  }

  @Test
  void coloursAndABarAreForTerminals() {
    Path out = folder.resolve("out");
    CommandLineRun run = glasspropOn(new Screen(true, true, 80), "train", "--out", out, "--epochs", 3);
    assertThat(run.out()).contains("\u001b[1mData\u001b[0m", "\u001b[38;5;");
    assertThat(run.err()).contains("\r", "epoch").endsWith("\r\u001b[K");
    CommandLineRun plain = glasspropOn(new Screen(true, false, 80), "train", "--out", out, "--overwrite", "--epochs", 3);
    assertThat(plain.out()).doesNotContain("\u001b");
  }

  @Test
  void theRecordHoldsEveryEpochAndTheNotes() throws IOException {
    Path data = table(folder, "points.csv", 60);
    json("train", data, "--epochs", 7, "--out", folder.resolve("out"), "--json");
    JsonNode record = new JsonMapper().readTree(Files.readString(folder.resolve("out/run.json")));
    assertThat(record.get("history").size()).isEqualTo(7);
    assertThat(record.get("parts").get("train").asInt() + record.get("parts").get("validation").asInt()
        + record.get("parts").get("test").asInt()).isEqualTo(60);
    assertThat(record.get("seed").asLong()).isEqualTo(1);
  }

  @Test
  void networksOfAllActivationsPassTheGradientCheck() {
    Path data = table(folder, "points.csv", 60);
    for (String activation : Stream.of(Activation.values()).map(Activation::label).toList()) {
      for (String hidden : new String[] {"none", "2,2", "16"}) {
        json("train", data, "--epochs", 1, "--activation", activation, "--hidden", hidden, "--out",
            folder.resolve("out"), "--overwrite", "--json");
      }
    }
  }

  @Test
  void everyOptimizerTrainsAndSaysWhatItDoes() throws IOException {
    Path data = table(folder, "points.csv", 60);
    for (String optimizer : new String[] {"adam", "adamw", "sgd", "nesterov", "rmsprop", "adagrad", "adadelta"}) {
      json("train", data, "--optimizer", optimizer, "--schedule", "cosine", "--warmup", 2, "--clip", "1.5", "--epochs", 3,
          "--out", folder.resolve("out"), "--overwrite", "--json");
      JsonNode record = new JsonMapper().readTree(Files.readString(folder.resolve("out/run.json")));
      assertThat(record.get("plan").asString()).contains(", schedule cosine, 2 steps of warm-up, gradients of norm 1.5 at most");
    }
    json("train", data, "--optimizer", "adamw", "--weight-decay", "0.2", "--schedule", "one-cycle", "--epochs", 2, "--out", folder.resolve("out"), "--overwrite", "--json");
    assertThat(Files.readString(folder.resolve("out/run.json"))).contains("AdamW, learning rate 0.005, weight decay 0.2, schedule one-cycle");
  }

  @Test
  void gradientDescentAndSharesByCountWork() throws IOException {
    Path data = table(folder, "points.csv", 60);
    json("train", data, "--optimizer", "sgd", "--momentum", "0.5", "--validation", "7", "--test", "11", "--epochs", 3,
        "--batch", 1000, "--out", folder.resolve("out"), "--json");
    JsonNode record = new JsonMapper().readTree(Files.readString(folder.resolve("out/run.json")));
    assertThat(record.get("parts").toString()).isEqualTo("{\"train\":42,\"validation\":7,\"test\":11}");
    assertThat(record.get("plan").asString()).contains("gradient descent", "momentum 0.5", "batches of 42");
    json("train", data, "--validation", "0", "--epochs", 3, "--out", folder.resolve("out"), "--overwrite", "--json");
  }
}
