package glassprop.cli;

import glassprop.cli.PredictionJob.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code glassprop predict}: predictions as CSV or JSON, from a saved model alone. */
@Command(
    name = "predict",
    description = "Predicts the rows of a CSV file, the images of an IDX file, or one row from --set, with a saved model. Writes CSV.",
    sortOptions = false)
final class Predict implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ParentCommand private Main main;
  @Mixin private CsvOptions csv;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A model.safetensors that train saved, or its folder.")
  private Path model;

  @Parameters(index = "1", arity = "0..1", paramLabel = "DATA",
      description = "A file with the columns that the model was trained with; the target may be among them. - reads a table from standard"
          + " input.")
  private @Nullable Path data;

  @Option(names = "--set", paramLabel = "NAME=VALUE,…",
      description = "The values of one row, in place of DATA, as in --set height=180,colour=red; can be given again.")
  private List<String> values = List.of();

  @Option(names = "--labels", paramLabel = "FILE", description = "The labels of images, to see how many are right.")
  private @Nullable Path labels;

  @Option(names = "--out", paramLabel = "FILE", description = "Where to write. Default: standard output.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Write one JSON object, with notes and scores.")
  private boolean json;

  private Predict() {}

  @Override
  public Integer call() {
    if (data == null && values.isEmpty()) {
      throw wrong("Missing required parameter: 'DATA', a file to predict, or --set with the values of one row");
    }
    if (data != null && !values.isEmpty()) {
      throw wrong("--set gives the only row, so that DATA has no place; leave one of them out");
    }
    Request request =
        new Request(model, Optional.ofNullable(data), values, Optional.ofNullable(labels), csv.format(this::wrong), json);
    PredictionJob job = new PredictionJob(request, main.console());
    if (out == null) {
      job.print();
    } else {
      job.save(out);
    }
    return 0;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
