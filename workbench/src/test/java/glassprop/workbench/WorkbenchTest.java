package glassprop.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.nn.data.CsvFormat;
import glassprop.nn.model.Prediction;
import glassprop.nn.score.ClassScores;
import glassprop.nn.score.Scores;
import glassprop.nn.train.Epoch;
import glassprop.nn.train.TrainingEvent;
import glassprop.workbench.predict.Predicted;
import glassprop.workbench.predict.Predictor;
import glassprop.workbench.predict.RowValues;
import glassprop.workbench.train.Outcome;
import glassprop.workbench.train.Settings;
import glassprop.workbench.train.TrainedRun;
import glassprop.workbench.train.TrainingRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workbench as a service uses it: data in, a run with its events, predictions of rows, streams and files. */
class WorkbenchTest {
  private static final int ROWS = 120;

  @TempDir private Path folder;
  private Path csv;

  @BeforeEach
  void writeData() throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    StringBuilder text = new StringBuilder("x,y,side\n");
    for (int i = 0; i < ROWS; i++) {
      double x = random.nextGaussian();
      double y = random.nextGaussian();
      text.append(x).append(',').append(y).append(',').append(x + y > 0 ? "over" : "under").append('\n');
    }
    csv = Files.writeString(folder.resolve("sides.csv"), text);
  }

  @Test
  void aRunTellsEachEpochAndWhatItCameTo() {
    List<Integer> epochs = new ArrayList<>();
    TrainedRun trained = train(epoch -> epochs.add(epoch.number()));
    assertThat(epochs).hasSize(trained.run().plan().epochs()).startsWith(1, 2, 3);
    assertThat(trained.outcome().verdict()).isEqualTo(Outcome.Verdict.BETTER);
    assertThat(trained.outcome().check().ok()).isTrue();
  }

  @Test
  void rowsStreamsAndFilesArePredictedAlike() throws IOException {
    Predictor predictor = saved();
    Predicted file = predictor.file(csv, Optional.empty(), CsvFormat.USUAL);
    Predicted stream;
    try (InputStream in = Files.newInputStream(csv)) {
      stream = predictor.stream(in, Optional.empty(), CsvFormat.USUAL);
    }
    assertThat(stream.csv()).isEqualTo(file.csv());
    String[] cells = Files.readAllLines(csv).get(1).split(",", -1);
    Predicted row = predictor.row("row", Map.of("x", cells[0], "y", cells[1]));
    assertThat(row.csv().lines().skip(1).findFirst()).isEqualTo(file.csv().lines().skip(1).findFirst());
    assertThat(row.scores()).isEmpty();
    assertThat(predictor.row("row", RowValues.of(List.of("x=" + cells[0] + ",y=" + cells[1]), predictor.columns())).json()).isEqualTo(row.json());
  }

  @Test
  void aKnownTargetIsScored() {
    Predicted predicted = saved().file(csv, Optional.empty(), CsvFormat.USUAL);
    Scores scores = predicted.scores().orElseThrow();
    assertThat(scores.rows()).isEqualTo(ROWS);
    long right = 0;
    if (predicted.prediction() instanceof Prediction.OfClasses classes) {
      List<String> lines = csvLines();
      for (int row = 0; row < ROWS; row++) {
        right += lines.get(row + 1).endsWith("," + classes.textAt(row)) ? 1 : 0;
      }
    }
    assertThat(((ClassScores) scores).right()).isEqualTo((int) right);
  }

  @Test
  void theSameSettingsMakeTheSameModel() throws IOException {
    Path first = trainedInto("first");
    Path second = trainedInto("second");
    assertThat(first).hasSameBinaryContentAs(second);
    assertThat(RunFiles.doubt(first)).isEmpty();
    Files.copy(csv, second, StandardCopyOption.REPLACE_EXISTING);
    assertThat(RunFiles.doubt(second)).hasValueSatisfying(doubt -> assertThat(doubt).contains("of another run"));
  }

  @Test
  void whatCannotBeDoneIsSaidOfTheInput() {
    Predictor predictor = saved();
    assertThatThrownBy(() -> predictor.row("row 3", Map.of("X1", "2")))
        .isInstanceOfSatisfying(WorkbenchException.class, e -> assertThat(e.kind()).isEqualTo(WorkbenchException.Kind.INPUT))
        .hasMessage("row 3: the model has no column 'X1'; did you mean 'x'?");
    assertThatThrownBy(() -> predictor.file(csv, Optional.of(csv), CsvFormat.USUAL))
        .isInstanceOf(WorkbenchException.class).hasMessageContaining("this model is for tables");
    assertThatThrownBy(() -> predictor.stream(stream("x\n1\n"), Optional.empty(), CsvFormat.USUAL)).hasMessageContaining("'y'");
  }

  private Predictor saved() {
    trainedInto("run");
    return Predictor.load(folder.resolve("run"));
  }

  private Path trainedInto(String name) {
    try (OutFolder out = OutFolder.prepare(folder.resolve(name), List.of(RunFiles.MODEL))) {
      return train(_ -> { }).save(out).files().getFirst();
    }
  }

  private interface Epochs {
    void told(Epoch epoch);
  }

  private TrainedRun train(Epochs epochs) {
    TrainingRun run = TrainingRun.open(Settings.of(csv), InputStream.nullInputStream());
    return run.check(run.network()).train(event -> {
      if (event instanceof TrainingEvent.EpochDone done) {
        epochs.told(done.epoch());
      }
    }, _ -> false);
  }

  private List<String> csvLines() {
    try {
      return Files.readAllLines(csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
