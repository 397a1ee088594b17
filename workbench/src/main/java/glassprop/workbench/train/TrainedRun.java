package glassprop.workbench.train;

import glassprop.nn.data.Csv;
import glassprop.nn.data.Generated;
import glassprop.nn.io.AtomicFile;
import glassprop.nn.model.Model;
import glassprop.text.Visible;
import glassprop.workbench.OutFolder;
import glassprop.workbench.RunFiles;
import glassprop.workbench.WorkbenchException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A run that is over: a model, and what it is worth.
 *
 * @param model with the parameters of the best epoch
 * @param outcome its scores, beside the baseline's
 */
public record TrainedRun(TrainingRun run, Model model, Outcome outcome) {

  /**
   * What was saved.
   *
   * @param files the model, the record of the run, and generated data, in this order
   * @param replaced whether the model took the place of another
   * @param json the run as one JSON object on one line
   */
  public record Saved(List<Path> files, boolean replaced, String json) {
    /** Copies the list. */
    public Saved {
      files = List.copyOf(files);
    }
  }

  /**
   * Saves the model and the record of the run, each whole or not at all.
   *
   * @throws glassprop.nn.io.ModelFileException if the model can't be written
   */
  public Saved save(OutFolder folder) {
    Path file = folder.file(RunFiles.MODEL);
    boolean replaced = Files.exists(file);
    RunRecord record = RunRecord.of(run.data(), run.plan(), outcome, file);
    model.save(file); // first: without it the rest is of no use
    AtomicFile.write(folder.file(RunFiles.RECORD), record.file(run.settings(), run.data(), run.plan(), outcome, checksum(file)));
    List<Path> files = new ArrayList<>(List.of(file, folder.file(RunFiles.RECORD)));
    if (run.data().generated()) {
      Path csv = folder.file(TrainingRun.GENERATED);
      AtomicFile.write(csv, generated());
      files.add(csv);
    }
    return new Saved(files, replaced, record.json());
  }

  private static String checksum(Path file) {
    try {
      return RunFiles.checksum(file);
    } catch (IOException e) {
      throw WorkbenchException.ofRun(Visible.escaped(file.toString()) + " was saved, but can't be read again: " + e.getMessage());
    }
  }

  /** The generated data as a file that predictions can be tried with. */
  private byte[] generated() {
    StringWriter csv = new StringWriter();
    try {
      Csv.write(Generated.spirals(Seeds.of(run.settings().seed()).generation(), Datasets.POINTS_PER_ARM), csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has none
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }
}
