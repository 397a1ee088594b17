package glassprop;

import static glassprop.op.Terms.ZERO;

import glassprop.array.NdArray;
import glassprop.array.TensorType;
import glassprop.kernel.ComputationInterruptedException;
import glassprop.kernel.Interruption;
import glassprop.op.Binary;
import glassprop.op.Expand;
import glassprop.op.Fused;
import glassprop.op.Numerics;
import glassprop.op.Program;
import glassprop.op.Term;
import glassprop.op.Terms;
import glassprop.text.Counted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The reverse sweep: visits the nodes below a root from the highest level down, so that every contribution to a node has arrived
 * when its turn comes, and carries cotangents from each step to its inputs.
 *
 * <p>Generic in what is carried, and free of recursion. The queue and the map hold only the frontier: a chain of any length keeps
 * one entry. Order is by level, then by arrival, so sums are formed in the same order in every run.
 *
 * @param <V> what a cotangent is: numbers, tracked tensors, terms
 */
final class ReverseSweep<V> {
  private final Carrier<V> carrier;
  private final Context here = Context.current();
  private final PriorityQueue<Arrival<V>> queue = new PriorityQueue<>();
  private final List<Arrival<V>> leaves = new ArrayList<>();
  private final Map<Node, Arrival<V>> elsewhere = new HashMap<>(); // arrivals at nodes that another sweep has claimed
  private long arrivals;

  /**
   * What a sweep is for.
   *
   * @param wanted the nodes whose cotangents are asked for
   * @param lowest no node below this level is wanted
   * @param ends whether the sweep ends at a wanted node: what lies below it is no concern of whoever asks
   */
  record Target(Predicate<Node> wanted, int lowest, boolean ends) {
    /** The inputs of a function. */
    static Target inputs(Collection<Node> nodes) {
      return new Target(Set.copyOf(nodes)::contains, lowest(nodes), true);
    }

    /** Some nodes, of which one may lie below another. */
    static Target nodes(Collection<Node> nodes) {
      return new Target(Set.copyOf(nodes)::contains, lowest(nodes), false);
    }

    private static int lowest(Collection<Node> nodes) {
      return nodes.stream().mapToInt(Node::level).min().orElse(Integer.MAX_VALUE);
    }
  }

  /** A node that has received a cotangent. */
  static final class Arrival<V> implements Comparable<Arrival<V>> {
    private final ReverseSweep<V> sweep;
    private final Node node;
    private final int level;
    private final long order;
    private V cotangent;
    private boolean owned; // whether the cotangent is used by nothing but this sweep

    Arrival(ReverseSweep<V> sweep, Node node, V cotangent, boolean owned) {
      this.sweep = sweep;
      this.node = node;
      this.level = node.level();
      this.order = sweep.arrivals++;
      this.cotangent = cotangent;
      this.owned = owned;
    }

    Node node() {
      return node;
    }

    V cotangent() {
      return cotangent;
    }

    /** Whether nothing else uses the cotangent. */
    boolean isOwned() {
      return owned;
    }

    @Override
    public int compareTo(Arrival<V> other) {
      return level != other.level ? Integer.compare(other.level, level) : Long.compare(order, other.order);
    }
  }

  /** A sweep that carries what the carrier says. */
  ReverseSweep(Carrier<V> carrier) {
    this.carrier = carrier;
  }

  /**
   * The cotangents of the wanted nodes that lie below some roots.
   *
   * @param seeds the cotangents of the roots
   * @param free whether steps are freed as the sweep passes them
   */
  List<Arrival<V>> run(List<Node> roots, List<V> seeds, Target target, boolean free) {
    int lowest = target.lowest();
    List<Arrival<V>> found = new ArrayList<>();
    try {
      for (int i = 0; i < roots.size(); i++) {
        receive(roots.get(i), seeds.get(i), false);
      }
      for (Arrival<V> next = queue.poll(); next != null; next = queue.poll()) {
        Interruption.check();
        forget(next);
        Step step = (Step) next.node;
        callHooks(next, step.hooksOrNull());
        boolean kept = target.wanted().test(step);
        if (kept) {
          found.add(next);
        }
        if (step.level() > lowest && !(kept && target.ends()) && !step.isInputHere()) {
          pass(step, next, kept, lowest);
          if (free) {
            step.free();
          }
        }
      }
      for (Arrival<V> leaf : leaves) {
        callHooks(leaf, ((Leaf) leaf.node).hooksOrNull());
        if (target.wanted().test(leaf.node)) {
          found.add(leaf);
        }
      }
      return found;
    } catch (ComputationInterruptedException e) {
      throw new GraphException("backward: the thread was interrupted; no gradient has reached a leaf", e);
    } finally {
      leaves.forEach(this::forget);
      queue.forEach(this::forget);
    }
  }

  private void callHooks(Arrival<V> arrival, @Nullable Hooks hooks) {
    if (hooks != null && !hooks.isEmpty()) {
      arrival.cotangent =
          carrier.through(arrival.cotangent, gradient -> List.of(hooks.apply(arrival.node, gradient))).getFirst();
      arrival.owned = false;
    }
  }

  /** Carries the cotangent that has arrived at a step to its inputs. */
  private void pass(Step step, Arrival<V> arrival, boolean kept, int lowest) {
    NdArray numbers = step.op() instanceof Fused ? carrier.plainNumbers(arrival.cotangent) : null;
    if (numbers != null && step.op() instanceof Fused fused) {
      passFused(step, fused, numbers, lowest);
      if (!kept) {
        recycle(arrival);
      }
    } else {
      pass(step, arrival.cotangent, lowest);
    }
  }

  private void passFused(Step step, Fused op, NdArray cotangent, int lowest) {
    op.pullback(
        Numerics.NUMBERS.kernels(),
        new Fused.Passage() {
          @Override
          public NdArray input(int slot) {
            return kept(step, slot).array();
          }

          @Override
          public NdArray output() {
            return kept(step, step.inputCount()).array();
          }

          @Override
          public NdArray byProduct() {
            return step.byProduct();
          }

          @Override
          public NdArray cotangent() {
            return cotangent;
          }

          @Override
          public boolean wants(int slot) {
            Node input = step.inputOrNull(slot);
            return input != null && input.level() >= lowest;
          }

          @Override
          public void give(int slot, NdArray contribution) {
            hand(step, slot, carrier.value(cotangent), carrier.value(contribution), true);
          }
        });
  }

  /** Carries a step's cotangent to its inputs. */
  private void pass(Step step, V cotangent, int lowest) {
    switch (step.code()) {
      case null -> passByRule(step, cotangent, lowest);
      case Code.Rule(Pullback rule) -> {
        List<V> coded = carrier.through(cotangent, gradient -> coded(step, rule, gradient));
        for (int slot = 0; slot < coded.size(); slot++) {
          if (isWanted(step, slot, lowest)) {
            hand(step, slot, cotangent, coded.get(slot), false);
          }
        }
      }
      case Checkpoint checkpoint -> {
        Tensor again = ofCode(step, () -> checkpoint.again(step, inputs(step), kept(step, Terms.Y)));
        receive(BackwardPass.tracked(again, "checkpoint"), cotangent, false); // and the sweep goes on from there
      }
    }
  }

  private static boolean isWanted(Step step, int slot, int lowest) {
    Node input = step.inputOrNull(slot);
    return input != null && input.level() >= lowest;
  }

  /**
   * What a step's rule gives for one input.
   *
   * @param owned whether nothing else uses it
   */
  private record Contribution<V>(int slot, V value, boolean owned) {}

  /** What the rule of a step computes is known as a part of it, where that is traced. */
  private void passByRule(Step step, V cotangent, int lowest) {
    List<Contribution<V>> contributions = here.tracing()
        ? Anomaly.inRuleOf(step, () -> contributions(step, cotangent, lowest))
        : contributions(step, cotangent, lowest);
    for (Contribution<V> contribution : contributions) {
      hand(step, contribution.slot, cotangent, contribution.value, contribution.owned);
    }
  }

  private List<Contribution<V>> contributions(Step step, V cotangent, int lowest) {
    List<Contribution<V>> contributions = new ArrayList<>(step.inputCount());
    Program pullbacks = step.pullbacks();
    pullbacks.evaluate(
        carrier.algebra(),
        symbol -> symbol.role() == Term.Role.COTANGENT ? cotangent : value(step, symbol),
        step.site().output().dtype(),
        slot -> isWanted(step, slot, lowest),
        (slot, value) -> {
          V given = pullbacks.term(slot).equals(ZERO) ? zeros(step.site().input(slot)) : value;
          contributions.add(new Contribution<>(slot, given, pullbacks.isApart(slot) && carrier.isNew(given, cotangent)));
        });
    return contributions;
  }

  private V zeros(TensorType type) {
    return carrier.algebra().apply(new Expand(type.shape()), List.of(carrier.algebra().literal(0, type.dtype())));
  }

  /** Hands a contribution to the input in a slot. */
  private void hand(Step step, int slot, V cotangent, V contribution, boolean owned) {
    requireType(step, slot, carrier.type(contribution));
    if (here.tracing()) {
      Anomaly.checkBackward(step, slot, carrier.tensor(cotangent), carrier.tensor(contribution));
    }
    Node input = step.inputOrNull(slot);
    if (input != null) {
      receive(input, contribution, owned);
    }
  }

  /** The contributions of a step whose rule is code. */
  private List<Tensor> coded(Step step, Pullback code, Tensor cotangent) {
    int count = step.inputCount();
    List<Tensor> inputs = inputs(step);
    List<Tensor> cotangents = ofCode(step, () -> carrier.run(() -> code.cotangents(inputs, kept(step, Terms.Y), cotangent)));
    if (cotangents == null || cotangents.size() != count) {
      throw new GraphException(
          String.format(Locale.ROOT,
              "backward: the rule of %s gave %s for its %s",
              step, cotangents == null ? "no gradients" : Counted.of(cotangents.size(), "gradient"), Counted.of(count, "input")));
    }
    for (int slot = 0; slot < count; slot++) {
      requireGiven(step, slot, cotangents.get(slot));
    }
    return cotangents;
  }

  private static List<Tensor> inputs(Step step) {
    List<Tensor> inputs = new ArrayList<>();
    for (int slot = 0; slot < step.inputCount(); slot++) {
      inputs.add(kept(step, Term.input(slot)));
    }
    return inputs;
  }

  /** Runs code that somebody wrote; what fails in it is the cause of an error that names the step. */
  private static <T> T ofCode(Step step, Supplier<T> code) {
    try {
      return code.get();
    } catch (GraphException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new GraphException("backward: the rule of " + step + " failed: " + e.getMessage(), e);
    }
  }

  /** What a rule that is code gave for an input, which may be null whatever its type says; its type matters if the input is tracked. */
  private static void requireGiven(Step step, int slot, @Nullable Tensor cotangent) {
    if (cotangent == null) {
      throw new GraphException(
          String.format(Locale.ROOT,
              "backward: the rule of %s gave null for input %d; expected %s, zeros if the output does not depend on it",
              step, slot, step.site().input(slot)));
    }
    if (step.inputOrNull(slot) != null) {
      requireType(step, slot, cotangent.type());
    }
  }

  private static void requireType(Step step, int slot, TensorType type) {
    if (!type.equals(step.site().input(slot))) {
      throw new GraphException(
          String.format(Locale.ROOT,
              "backward: the rule of %s gave %s for input %d, which is %s",
              step, type, slot, step.site().input(slot)));
    }
  }

  private V value(Step step, Term.Symbol symbol) {
    return carrier.value(kept(step, symbol));
  }

  private static Tensor kept(Step step, Term.Symbol symbol) {
    return required(step, step.savedTensor(symbol), symbol);
  }

  /** The value of the input in a slot or, after the inputs, of the output. */
  private static Tensor kept(Step step, int place) {
    return required(step, step.savedAt(place), place);
  }

  private static Tensor required(Step step, @Nullable Tensor kept, Object what) {
    if (kept == null) {
      throw new IllegalStateException(step + " did not keep " + what + ", which its rule mentions");
    }
    return kept;
  }

  private void receive(Node node, V contribution, boolean owned) {
    Arrival<V> arrival = new Arrival<>(this, node, contribution, owned);
    Arrival<V> earlier = find(node);
    if (earlier != null) {
      V sum = carrier.algebra().apply(Binary.ADD, List.of(earlier.cotangent, contribution));
      recycle(earlier);
      recycle(arrival);
      earlier.cotangent = sum;
      earlier.owned = true;
      return;
    }
    if (!((Claim) node).keep(arrival)) {
      elsewhere.put(node, arrival);
    }
    switch (node) {
      case Leaf leaf -> leaves.add(arrival);
      case Step step -> queue.add(arrival);
    }
  }

  /** Gives back the array of a cotangent that is done with, if nothing else uses it. */
  private void recycle(Arrival<V> done) {
    NdArray numbers = done.owned ? carrier.plainNumbers(done.cotangent) : null;
    if (numbers != null) {
      numbers.storage().end();
    }
  }

  /** What has arrived at a node in this sweep. */
  private @Nullable Arrival<V> find(Node node) {
    if (((Claim) node).kept() instanceof Arrival<?> arrival && arrival.sweep == this) {
      @SuppressWarnings("unchecked") // what this sweep keeps is of its own type
      Arrival<V> own = (Arrival<V>) arrival;
      return own;
    }
    return elsewhere.isEmpty() ? null : elsewhere.get(node);
  }

  private void forget(Arrival<V> arrival) {
    Claim claim = (Claim) arrival.node;
    if (claim.kept() == arrival) {
      claim.leave();
    } else {
      elsewhere.remove(arrival.node);
    }
  }
}
