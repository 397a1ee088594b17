package glassprop.nn.network;

import glassprop.Autodiff;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a network consists of, known without allocating any of it: the layer is run over {@linkplain Tensor#described described} tensors.
 *
 * @param entries parameters and buffers, in the order in which the layer asks for them
 * @param uses of layers, each before those within it; the first is the network as a whole
 */
public record Description(List<Entry> entries, List<Use> uses) {
  private static final int FEW = 2; // two batch sizes, so that what depends on it shows
  private static final int MORE = 3;

  /**
   * A layer at work.
   *
   * @param path where
   * @param input the type of its input, for a batch of two
   * @param output the type of its output, for a batch of two
   * @param outputShape the shape of its output in words, with n for the batch: {@code (n, 128)}
   */
  public record Use(String path, Layer layer, TensorType input, TensorType output, String outputShape) {
    Use(String path, Layer layer, TensorType input, TensorType output) {
      this(path, layer, input, output, "");
    }
  }

  /** Copies the lists. */
  public Description {
    entries = List.copyOf(entries);
    uses = List.copyOf(uses);
  }

  /**
   * Describes a layer, for two sizes of the batch, in training and out of it.
   *
   * @param precision the element type of parameters and buffers
   * @param example the type of an input without the batch axis
   * @throws NetworkException if parts do not fit together, or what the layer asks for depends on the batch, on numbers, or on whether it learns
   */
  public static Description of(Layer layer, DType precision, TensorType example) {
    return found(layer, precision, example).description();
  }

  /** What was found, with the places. */
  record Found(Description description, Place root) {}

  static Found found(Layer layer, DType precision, TensorType example) {
    Objects.requireNonNull(layer, "description: expected a layer, came null");
    Objects.requireNonNull(example, "description: expected the type of an example, came null");
    if (!precision.isFloat()) {
      throw new NetworkException("a network of " + precision + ": expected an element type with gradients, F32 or F64");
    }
    Place root = new Place("");
    DescribingScope.Notes few = noted(layer, precision, example, FEW, true, root);
    DescribingScope.Notes more = noted(layer, precision, example, MORE, false, new Place(""));
    requireSame(List.copyOf(few.entries().values()), List.copyOf(more.entries().values()));
    if (!few.uses().stream().map(Use::path).toList().equals(more.uses().stream().map(Use::path).toList())) {
      throw new NetworkException("the network has other parts for a batch of " + FEW + " in training than for a batch of " + MORE
          + " out of it; a part may depend on the shape of one example only");
    }
    List<Use> uses = new ArrayList<>();
    for (int i = 0; i < few.uses().size(); i++) {
      Use use = few.uses().get(i);
      uses.add(new Use(use.path, use.layer, use.input, use.output, shape(use.output, more.uses().get(i).output)));
    }
    return new Found(new Description(List.copyOf(few.entries().values()), uses), root);
  }

  private static DescribingScope.Notes noted(
      Layer layer, DType precision, TensorType example, int batch, boolean training, Place root) {
    DescribingScope.Notes notes = new DescribingScope.Notes(precision, training);
    Tensor x = Tensor.described(example.withShape(example.shape().batched(batch)));
    Autodiff.noGrad(() -> new DescribingScope(notes, root).applied(layer, x));
    return notes;
  }

  private static void requireSame(List<Entry> few, List<Entry> more) {
    for (int i = 0; i < Math.max(few.size(), more.size()); i++) {
      String one = i < few.size() ? few.get(i).toString() : "nothing more";
      String other = i < more.size() ? more.get(i).toString() : "nothing more";
      if (i >= few.size() || i >= more.size() || !few.get(i).equals(more.get(i))) {
        throw new NetworkException("what the network asks for depends on the batch, or on whether it learns: for a batch of " + FEW
            + " in training " + one + ", for a batch of " + MORE + " out of it " + other + "; sizes come from one example, so from axis 1 on");
      }
    }
  }

  /** The number of numbers that gradients change, or could. */
  public long parameterCount() {
    return entries.stream().filter(entry -> entry.kind() != Kind.BUFFER).mapToLong(Entry::size).sum();
  }

  /** The entry at a path. */
  public Optional<Entry> entry(String path) {
    Objects.requireNonNull(path, "description: expected a path, came null");
    return entries.stream().filter(entry -> entry.path().equals(path)).findFirst();
  }

  /** The paths of all places at which a layer works, each once. */
  public List<String> parts() {
    return uses.stream().map(Use::path).distinct().toList();
  }

  /** The type of the network's output, for a batch of two. */
  public TensorType output() {
    return uses.getFirst().output();
  }

  private static String shape(TensorType few, TensorType more) {
    StringBuilder text = new StringBuilder("(");
    for (int axis = 0; axis < few.shape().rank(); axis++) {
      int a = few.shape().get(axis);
      int b = axis < more.shape().rank() ? more.shape().get(axis) : a;
      text.append(axis > 0 ? ", " : "");
      int each = b - a;
      text.append(each == 0 ? String.valueOf(a) : a != each * FEW ? "?" : each == 1 ? "n" : each + "·n");
    }
    return text + ")";
  }
}
