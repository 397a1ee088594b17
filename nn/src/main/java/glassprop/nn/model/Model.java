package glassprop.nn.model;

import glassprop.Autodiff;
import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.kernel.Heap;
import glassprop.nn.data.Classes;
import glassprop.nn.data.Encoded;
import glassprop.nn.data.Encoder;
import glassprop.nn.data.ImageEncoder;
import glassprop.nn.data.Images;
import glassprop.nn.data.Quantity;
import glassprop.nn.data.Table;
import glassprop.nn.data.TableEncoder;
import glassprop.nn.data.Target;
import glassprop.nn.form.LayerKinds;
import glassprop.nn.network.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A network with the preprocessing that it was trained with: all that is needed to predict.
 *
 * @param network what it computes, from an example's numbers to its outputs
 * @param encoder turns data into the network's inputs, and its outputs into predictions
 * @param facts of the run that made it, for people: nothing depends on them
 */
public record Model(Network network, Encoder encoder, SortedMap<String, String> facts) {
  private static final int ROWS_AT_ONCE = 1024;

  /** Requires a network that fits the encoder, and copies the facts. */
  public Model {
    Objects.requireNonNull(network, "model: expected a network, came null");
    facts = new TreeMap<>(Objects.requireNonNull(facts, "model: expected facts, came null"));
    Shape inputs = network.architecture().example().shape();
    Shape rows = network.description().output().shape();
    int outputs = outputs(encoder.target());
    if (!inputs.equals(Shape.of(encoder.width())) || rows.rank() != 2 || rows.get(1) != outputs) {
      throw new ModelException("a network from " + inputs + " to " + rows.with(0, 1) + " of one example, but data of " + encoder.width()
          + " inputs and " + outputs + " outputs");
    }
  }

  /** A model with these facts. */
  public Model(Network network, Encoder encoder, Map<String, String> facts) {
    this(network, encoder, new TreeMap<>(Objects.requireNonNull(facts, "model: expected facts, came null")));
  }

  /** How many outputs a network has for a target: a logit for each class, or one number. */
  public static int outputs(Target target) {
    return switch (Objects.requireNonNull(target, "model: expected a target, came null")) {
      case Classes classes -> classes.names().size();
      case Quantity _ -> 1;
    };
  }

  /**
   * Saves everything in one safetensors file, whole or not at all. The same model makes the same bytes.
   *
   * @throws ModelException if a layer has no form in writing, so that the file could not be read again
   * @throws glassprop.nn.io.ModelFileException if that isn't possible; an old file is untouched then
   */
  public void save(Path file) {
    save(file, LayerKinds.standard());
  }

  /** Saves everything, with layers of one's own kinds among them: see {@link #save(Path)}. */
  public void save(Path file, LayerKinds kinds) {
    ModelFile.write(this, file, kinds);
  }

  /**
   * Reads a model.
   *
   * @throws glassprop.nn.io.ModelFileException if the file can't be read or is damaged
   * @throws ModelException if it holds no model, or one of another version
   */
  public static Model load(Path file) {
    return load(file, LayerKinds.standard());
  }

  /** Reads a model that may have layers of one's own kinds: see {@link #load(Path)}. */
  public static Model load(Path file, LayerKinds kinds) {
    return ModelFile.read(file, kinds);
  }

  /**
   * Predicts every row of a table.
   *
   * @throws glassprop.nn.data.DataException if a column is missing or of another kind
   * @throws ModelException if this is a model for images
   */
  public Prediction predict(Table table) {
    return switch (encoder) {
      case TableEncoder rows -> {
        Encoded encoded = rows.encode(table);
        Tensor inputs = Tensor.of(NdArray.over(encoded.values(), Shape.of(encoded.rows(), encoded.width())));
        yield decoded(outputs(encoded.rows(), (from, to) -> inputs.slice(0, from, to)), encoded.notes());
      }
      case ImageEncoder _ -> throw new ModelException(
          table.file() + ": this model is for images; expected an IDX file, found a table");
    };
  }

  /**
   * Predicts every image.
   *
   * @throws glassprop.nn.data.DataException if the images have another size than in training
   * @throws ModelException if this is a model for tables
   */
  public Prediction predict(Images images) {
    return switch (encoder) {
      case ImageEncoder pixels -> decoded(outputs(images.count(), (from, to) -> {
        float[] inputs = pixels.encodeFloats(images, IntStream.range(from, to).toArray());
        return Tensor.of(NdArray.over(inputs, Shape.of(to - from, pixels.width())));
      }), List.of());
      case TableEncoder _ -> throw new ModelException(
          images.file() + ": this model is for tables; expected a CSV file, found images");
    };
  }

  /**
   * Predicts rows that are encoded already.
   *
   * @param inputs (rows, inputs), as the encoder makes them
   */
  public Prediction predict(Tensor inputs) {
    return decoded(outputs(inputs.shape().get(0), (from, to) -> inputs.slice(0, from, to)), List.of());
  }

  /** The inputs of the rows from one index to another, exclusive. */
  private interface Batch {
    Tensor inputs(int from, int to);
  }

  /**
   * The network's outputs in float64, computed some rows at a time: memory then doesn't grow with the hidden layers.
   */
  private Tensor outputs(int rows, Batch batch) {
    int width = outputs(encoder.target());
    Shape shape = Shape.of(rows, width);
    double[] all = Heap.doubles(shape.size(), "the outputs of " + rows + " examples");
    for (int from = 0; from < rows; from += ROWS_AT_ONCE) {
      Tensor inputs = batch.inputs(from, Math.min(rows, from + ROWS_AT_ONCE)).to(network.architecture().example().dtype());
      double[] part = Autodiff.noGrad(() -> network.apply(inputs)).toDoubles();
      System.arraycopy(part, 0, all, from * width, part.length);
    }
    return Tensor.of(NdArray.over(all, shape));
  }

  private Prediction decoded(Tensor outputs, List<String> notes) {
    return switch (encoder.target()) {
      case Classes classes -> new Prediction.OfClasses(classes, outputs.softmax(1), outputs.logSoftmax(1), notes);
      case Quantity quantity -> new Prediction.OfQuantity(
          quantity, outputs.squeeze(1).times(quantity.standardDeviation()).plus(quantity.mean()), notes);
    };
  }
}
