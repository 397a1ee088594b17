package glassprop.nn.network;

import glassprop.Autodiff;
import glassprop.Tensor;
import glassprop.nn.Initializer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A place of a network with numbers. All places are made once; outside of training none of them changes, and threads may share them. */
final class WorkingScope extends Scope {
  private final Map<String, Slot> slots;
  private final Map<String, WorkingScope> places;
  private final Hooks hooks;
  private final @Nullable Training training;

  /** A parameter or a buffer, and while the network learns what the buffer will be after this step. */
  static final class Slot {
    private final Entry entry;
    private final Tensor tensor;
    private final @Nullable Tensor next;
    private boolean updated;

    private Slot(Entry entry, Tensor tensor, boolean training) {
      this.entry = entry;
      this.tensor = tensor;
      this.next = training && entry.kind() == Kind.BUFFER ? tensor.copy().keep() : null;
    }

    private Tensor current() {
      return updated && next != null ? next : tensor;
    }
  }

  private WorkingScope(
      String path, Map<String, Slot> slots, Map<String, WorkingScope> places, Hooks hooks, @Nullable Training training) {
    super(path);
    this.slots = Map.copyOf(slots);
    this.places = Map.copyOf(places);
    this.hooks = hooks;
    this.training = training;
  }

  /** A place and all within it. */
  static WorkingScope of(Place place, Network network, @Nullable Training training) {
    Map<String, Slot> slots = new LinkedHashMap<>();
    place.entries().forEach((name, entry) ->
        slots.put(name, new Slot(entry, network.given(entry.path()), training != null)));
    Map<String, WorkingScope> places = new LinkedHashMap<>();
    place.places().forEach((name, within) -> places.put(name, of(within, network, training)));
    return new WorkingScope(place.path(), slots, places, network.hooks().at(place.path()), training);
  }

  @Override
  public Tensor parameter(String name, Kind kind, Initializer initializer, int... sizes) {
    return slot(name, sizes).tensor;
  }

  @Override
  public Tensor buffer(String name, double start, int... sizes) {
    return slot(name, sizes).current();
  }

  private Slot slot(String name, int[] sizes) {
    Slot slot = slots.get(name);
    if (slot == null) {
      throw unknown(name);
    }
    if (!hasSizes(slot.entry.type().shape(), sizes)) {
      throw new NetworkException(pathOf(name) + ": the network has the shape " + slot.entry.type().shape() + ", and " + words(sizes)
          + " is asked for; was the input of another shape than the examples for which the network was made?");
    }
    return slot;
  }

  private NetworkException unknown(String name) {
    return new NetworkException(pathOf(name) + " is asked for, and was not when the network was described; what a layer asks for may depend on"
        + " the shape of one example, but not on numbers or on earlier calls");
  }

  @Override
  public void update(String buffer, Tensor value) {
    Slot slot = slots.get(buffer);
    if (slot == null) {
      throw unknown(buffer);
    }
    if (slot.next == null) {
      return;
    }
    DescribingScope.requireType(slot.entry, value);
    slot.next.updateInPlace(array -> array.copyFrom(value.array())); // which a part that runs again does not do again
    slot.updated = true;
  }

  @Override
  public Tensor dropout(Tensor x, double rate) {
    requireRate(rate);
    return training == null || rate == 0 ? x : x.times(Dropped.scales(x, rate, training.nextChoice(this)));
  }

  @Override
  public boolean isTraining() {
    return training != null;
  }

  @Override
  public WorkingScope child(String name) {
    WorkingScope place = places.get(Objects.requireNonNull(name, "scope: expected a name, came null"));
    if (place == null) {
      throw unknown(name);
    }
    return place;
  }

  @Override
  public Scope again() {
    return this;
  }

  @Override
  public Tensor recomputed(Function<List<Tensor>, Tensor> computation, List<Tensor> inputs) {
    return Autodiff.checkpoint(training == null ? computation : training.repeatable(computation), inputs);
  }

  @Override
  Tensor applied(Layer layer, Tensor x) {
    return hooks.isEmpty() ? output(layer, x) : hooks.around(new Part(this, layer), x);
  }

  // ---- what a step leaves

  /** This place and those within that have buffers. */
  void holders(List<WorkingScope> found) {
    if (slots.values().stream().anyMatch(slot -> slot.next != null)) {
      found.add(this);
    }
    places.values().forEach(place -> place.holders(found));
  }

  /** The new numbers of the buffers here, by path, if all of them are finite. */
  void collect(Map<String, Tensor> updates) {
    if (slots.values().stream().allMatch(slot -> slot.next == null || !slot.updated || slot.next.array().isFinite())) {
      slots.values().forEach(slot -> {
        if (slot.updated && slot.next != null) {
          updates.put(slot.entry.path(), slot.next);
        }
      });
    }
  }

  /** Forgets the new numbers of the buffers here. */
  void forget() {
    slots.values().forEach(slot -> slot.updated = false);
  }
}
