package glassprop.cli;

import java.nio.file.Path;
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

/** {@code glassprop predict}: predictions as CSV, from a saved model alone. */
@Command(
    name = "predict",
    description = "Predicts the rows of a CSV file, or the images of an IDX file, with a saved model. Writes CSV.",
    sortOptions = false)
final class Predict implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ParentCommand private Main main;
  @Mixin private CsvOptions csv;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A model.safetensors that train saved, or its folder.")
  private Path model;

  @Parameters(index = "1", paramLabel = "DATA",
      description = "A file with the columns that the model was trained with; the target may be among them.")
  private Path data;

  @Option(names = "--labels", paramLabel = "FILE", description = "The labels of images, to see how many are right.")
  private @Nullable Path labels;

  @Option(names = "--out", paramLabel = "FILE", description = "Where to write. Default: standard output.")
  private @Nullable Path out;

  private Predict() {}

  @Override
  public Integer call() {
    PredictionJob job = new PredictionJob(model, data, labels,
        csv.format(message -> new ParameterException(spec.commandLine(), message)), main.console());
    if (out == null) {
      job.print();
    } else {
      job.save(out);
    }
    return 0;
  }
}
