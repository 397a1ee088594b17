package glassprop.nn.network;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.array.TensorType;
import glassprop.nn.Initializer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** A place while a network is described: it writes down what is asked for, and gives described tensors. */
final class DescribingScope extends Scope {
  private final Notes notes;
  private final Place place;
  private final Set<String> taken = new HashSet<>(); // by the code that runs here now

  /** What one pass over a network writes down. */
  record Notes(DType precision, boolean training, Map<String, Entry> entries, List<Description.Use> uses) {
    Notes(DType precision, boolean training) {
      this(precision, training, new LinkedHashMap<>(), new ArrayList<>());
    }
  }

  DescribingScope(Notes notes, Place place) {
    super(place.path());
    this.notes = notes;
    this.place = place;
  }

  @Override
  public Tensor parameter(String name, Kind kind, Initializer initializer, int... sizes) {
    if (kind == Kind.BUFFER) {
      throw new NetworkException(pathOf(name) + ": expected a kind of parameter, came BUFFER; what is not learned is asked for with buffer(…)");
    }
    if (sizes.length < kind.rank()) {
      throw new NetworkException(pathOf(name) + " " + words(sizes) + ": expected at least " + kind.rank() + " axes of " + kind);
    }
    return described(name, kind, initializer, sizes);
  }

  @Override
  public Tensor buffer(String name, double start, int... sizes) {
    return described(name, Kind.BUFFER, Initializer.constant(start), sizes);
  }

  private Tensor described(String name, Kind kind, Initializer initializer, int[] sizes) {
    String path = taken(name);
    Entry entry = new Entry(path, kind, kind != Kind.BUFFER, initializer, type(path, sizes));
    Entry before = notes.entries.putIfAbsent(path, entry);
    if (place.places().containsKey(name)) {
      throw new NetworkException(path + " is asked for as numbers here, and as a place before; use two names");
    }
    if (before != null && !before.equals(entry)) {
      throw new NetworkException("two parameters of one name: " + before + " and " + entry
          + (before.type().equals(entry.type()) ? ", of other kinds or beginnings" : "") + "; where code runs again it asks for the same, else use two names");
    }
    place.entries().put(name, entry);
    return Tensor.described(entry.type()).named(path);
  }

  private TensorType type(String path, int[] sizes) {
    try {
      return new TensorType(Shape.of(sizes), notes.precision);
    } catch (ShapeException e) {
      throw new NetworkException(path + ": " + e.getMessage(), e);
    }
  }

  private String taken(String name) {
    Objects.requireNonNull(name, "scope: expected a name, came null");
    if (!name.matches("[\\p{Alnum}_-]+")) {
      throw new NetworkException("the name '" + name + "' at " + shownPath() + ": expected letters, digits, _ and -; a dot stands between names");
    }
    if (!taken.add(name)) {
      throw new NetworkException("two parts of one name: " + pathOf(name) + " is asked for twice by the code that runs at " + shownPath()
          + "; use two names, keep what was given the first time, or, where code runs again to use the same parameters, give it scope.again()");
    }
    return pathOf(name);
  }

  private String shownPath() {
    return path().isEmpty() ? "the outermost place" : path();
  }

  @Override
  public void update(String buffer, Tensor value) {
    Entry entry = place.entries().get(buffer);
    if (entry == null || entry.kind() != Kind.BUFFER) {
      throw new NetworkException("update of " + pathOf(buffer) + ": there is no such buffer; ask for it with buffer(…) first");
    }
    requireType(entry, value);
  }

  static void requireType(Entry buffer, Tensor value) {
    if (!value.type().equals(buffer.type())) {
      throw new NetworkException("update of " + buffer + ": expected a value of this type, came " + value.type());
    }
  }

  @Override
  public Tensor dropout(Tensor x, double rate) {
    requireRate(rate);
    return x;
  }

  @Override
  public boolean isTraining() {
    return notes.training;
  }

  @Override
  public Scope child(String name) {
    String path = taken(name);
    if (place.entries().containsKey(name)) {
      throw new NetworkException(path + " is asked for as a place here, and as numbers before; use two names");
    }
    return new DescribingScope(notes, place.places().computeIfAbsent(name, _ -> new Place(path)));
  }

  @Override
  public Scope again() {
    return new DescribingScope(notes, place);
  }

  @Override
  public Tensor recomputed(Function<List<Tensor>, Tensor> computation, List<Tensor> inputs) {
    return Objects.requireNonNull(computation.apply(inputs), "recomputed: the computation gave null; expected a tensor");
  }

  @Override
  Tensor applied(Layer layer, Tensor x) {
    int row = notes.uses.size();
    notes.uses.add(new Description.Use(path(), layer, x.type(), x.type()));
    Tensor y = output(layer, x);
    notes.uses.set(row, new Description.Use(path(), layer, x.type(), y.type()));
    return y;
  }
}
