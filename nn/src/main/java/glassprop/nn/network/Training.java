package glassprop.nn.network;

import glassprop.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A network as it learns: the same parameters and buffers, and what a step needs beside them. It belongs to one thread at a time.
 *
 * <p>Random choices follow from the run's seed, the step, the place, and how often it has chosen in this step, so that a resumed run makes those
 * of an unbroken one. Buffers get their new numbers when a step is committed, all at once: a step that fails leaves them as they were.
 *
 * <pre>{@code
 * Training learning = network.training(seed);
 * loss.of(learning.apply(x), y).backward();
 * optimizer.step();
 * learning.commit();
 * }</pre>
 */
public final class Training {
  private final Network network;
  private final Seed choices;
  private final WorkingScope places;
  private final List<WorkingScope> holders = new ArrayList<>(); // of buffers
  private long step = 1;
  private int share;
  private Map<WorkingScope, Integer> counts = new HashMap<>();

  Training(Network network, long seed) {
    this.network = network;
    this.choices = Seed.of(seed).with("choice");
    this.places = WorkingScope.of(network.found().root(), network, this);
    places.holders(holders);
  }

  /** The network that learns. */
  public Network network() {
    return network;
  }

  /** The output for a batch. */
  public Tensor apply(Tensor x) {
    return places.applied(network.architecture().layer(), Objects.requireNonNull(x, "training: expected a tensor, came null"));
  }

  /** What code gives that uses the parameters in another way than the layer as a whole. */
  public <R> R run(Function<Scope, R> code) {
    return code.apply(places);
  }

  /** The number of the step that is at work; the first is 1. */
  public long step() {
    return step;
  }

  /**
   * Begins a step, and forgets what another one left undone.
   *
   * @param number of the step, from 1 on
   * @param part which part of the step's batch is computed here, if others compute the others; 0 if it is the whole
   */
  public void begin(long number, int part) {
    if (number < 1 || part < 0) {
      throw new IllegalArgumentException("training: step " + number + ", part " + part + ": expected a step from 1 on and a part from 0 on");
    }
    step = number;
    share = part;
    counts.clear();
    for (WorkingScope holder : holders) {
      holder.forget();
    }
  }

  /**
   * The new numbers of the buffers that this step has changed so far, by path. Those of a place where one is not finite are left out: they would
   * spoil a running statistic for ever.
   */
  public Map<String, Tensor> pending() {
    Map<String, Tensor> updates = updates();
    updates.replaceAll((_, value) -> value.copy());
    return updates;
  }

  /** Gives the buffers their new numbers, and goes on to the next step. */
  public void commit() {
    commit(holders.isEmpty() ? Map.of() : updates());
  }

  private Map<String, Tensor> updates() {
    Map<String, Tensor> updates = new LinkedHashMap<>();
    holders.forEach(holder -> holder.collect(updates));
    return updates;
  }

  /**
   * Gives buffers these numbers, and goes on to the next step.
   *
   * @param updates by path: what is {@link #pending} here, or was made of what is pending at several workers
   */
  public void commit(Map<String, Tensor> updates) {
    updates.forEach((path, value) -> {
      Tensor buffer = network.tensor(path);
      if (buffer.isLeaf() || !buffer.type().equals(value.type())) {
        throw new NetworkException("commit of " + path + ": expected a buffer and its type " + buffer.type() + ", came "
            + (buffer.isLeaf() ? "a parameter" : value.type().toString()));
      }
    });
    updates.forEach((path, value) -> network.tensor(path).updateInPlace(array -> array.copyFrom(value.array())));
    begin(step + 1, share);
  }

  /** Where the next random choice at a place begins. */
  Seed nextChoice(WorkingScope place) {
    int count = counts.merge(place, 1, Integer::sum);
    return choices.with(step).with(share).with(place.path()).with(count);
  }

  /** A computation that makes the same choices whenever it runs, and after which those behind it are as if it had run once. */
  Function<List<Tensor>, Tensor> repeatable(Function<List<Tensor>, Tensor> computation) {
    Map<WorkingScope, Integer> before = new HashMap<>(counts);
    return inputs -> {
      Map<WorkingScope, Integer> outside = counts;
      counts = new HashMap<>(before);
      try {
        return computation.apply(inputs);
      } finally {
        counts.forEach((place, count) -> outside.merge(place, count, Math::max));
        counts = outside;
      }
    };
  }
}
