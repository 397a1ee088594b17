import glassprop.nn.data.CsvFormat;
import glassprop.nn.train.Epoch;
import glassprop.nn.train.TrainingEvent;
import glassprop.workbench.OutFolder;
import glassprop.workbench.predict.Predicted;
import glassprop.workbench.predict.Predictor;
import glassprop.workbench.train.Settings;
import glassprop.workbench.train.TrainedRun;
import glassprop.workbench.train.TrainingRun;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a service does with the workbench: it trains on a CSV file, tells each epoch, saves the model, and answers for a row by name.
 *
 * <pre>java --add-modules jdk.incubator.vector --class-path 'cli/target/app/*' examples/TrainingService.java DATA.csv NAME=VALUE …</pre>
 */
final class TrainingService {
  private TrainingService() {}

  public static void main(String[] args) {
    Path data = Path.of(args[0]);
    Map<String, String> row = Stream.of(args).skip(1).map(arg -> arg.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

    TrainingRun run = TrainingRun.open(Settings.of(data), InputStream.nullInputStream());
    TrainedRun trained = run.check(run.network()).train(event -> {
      if (event instanceof TrainingEvent.EpochDone(Epoch epoch, _)) {
        System.out.println("epoch " + epoch.number() + " of " + run.plan().epochs() + ": validation loss " + epoch.validationLoss());
      }
    }, _ -> false);
    System.out.println(trained.outcome().scores());

    Path model;
    try (OutFolder folder = run.folder()) {
      model = trained.save(folder).files().getFirst();
    }
    Predictor predictor = Predictor.load(model);
    Predicted answer = predictor.row("the row", row);
    System.out.print(answer.csv());
    System.out.println(predictor.file(data, Optional.empty(), CsvFormat.USUAL).scores().isPresent());
  }
}
