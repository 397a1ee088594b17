package glassprop;

import static glassprop.op.Terms.ZERO;

import glassprop.array.DType;
import glassprop.array.TensorType;
import glassprop.op.Binary;
import glassprop.op.Expand;
import glassprop.op.Term;
import glassprop.op.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;

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
  private final PriorityQueue<Arrival<V>> queue = new PriorityQueue<>();
  private final Map<Node, Arrival<V>> pending = new HashMap<>();
  private long arrivals;

  /** A node that has received a cotangent and waits for its turn. */
  private static final class Arrival<V> implements Comparable<Arrival<V>> {
    final Node node;
    final long order;
    V cotangent;

    Arrival(Node node, long order, V cotangent) {
      this.node = node;
      this.order = order;
      this.cotangent = cotangent;
    }

    @Override
    public int compareTo(Arrival<V> other) {
      int byLevel = Integer.compare(other.node.level(), node.level());
      return byLevel != 0 ? byLevel : Long.compare(order, other.order);
    }
  }

  /** A sweep that carries what the carrier says. */
  ReverseSweep(Carrier<V> carrier) {
    this.carrier = carrier;
  }

  /**
   * The cotangents of the wanted nodes that lie below a root.
   *
   * @param seed the cotangent of the root
   * @param lowest no node below this level is wanted
   * @param free whether steps are freed as the sweep passes them
   */
  Map<Node, V> run(Node root, V seed, Predicate<Node> wanted, int lowest, boolean free) {
    Map<Node, V> found = new HashMap<>();
    receive(root, seed);
    for (Arrival<V> next = queue.poll(); next != null; next = queue.poll()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new GraphException("backward: the thread was interrupted; no gradient has reached a leaf");
      }
      pending.remove(next.node);
      V cotangent = hooked(next.node, next.cotangent);
      if (wanted.test(next.node)) {
        found.put(next.node, cotangent);
      }
      if (next.node instanceof Step step && step.level() > lowest) {
        pass(step, cotangent, lowest);
        if (free) {
          step.free();
        }
      }
    }
    return found;
  }

  private V hooked(Node node, V cotangent) {
    Hooks hooks =
        switch (node) {
          case Leaf leaf -> leaf.hooks();
          case Step step -> step.hooks();
        };
    return hooks.isEmpty() ? cotangent : carrier.value(hooks.apply(node, carrier.tensor(cotangent)));
  }

  /** Carries a step's cotangent to its inputs. */
  private void pass(Step step, V cotangent, int lowest) {
    Pullback code = step.code();
    List<Tensor> coded = code == null ? List.of() : coded(step, code, carrier.tensor(cotangent));
    for (int slot = 0; slot < step.inputCount(); slot++) {
      Node input = step.inputOrNull(slot);
      if (input != null && input.level() >= lowest) {
        V contribution = code == null ? contribution(step, slot, cotangent) : carrier.value(coded.get(slot));
        TensorType type = carrier.type(contribution);
        if (!type.equals(step.site().input(slot))) {
          throw new GraphException(
              "backward: the rule of %s gave %s for input %d, which is %s"
                  .formatted(step, type, slot, step.site().input(slot)));
        }
        if (Anomaly.isTracing()) {
          Anomaly.checkBackward(step, slot, carrier.tensor(cotangent), carrier.tensor(contribution));
        }
        receive(input, contribution);
      }
    }
  }

  /** The contributions of a step whose rule is code. */
  private List<Tensor> coded(Step step, Pullback code, Tensor cotangent) {
    int count = step.inputCount();
    List<Tensor> inputs = new ArrayList<>();
    for (int slot = 0; slot < count; slot++) {
      inputs.add(kept(step, Term.input(slot)));
    }
    List<Tensor> cotangents;
    try {
      cotangents = carrier.run(() -> code.cotangents(inputs, kept(step, Terms.Y), cotangent));
    } catch (GraphException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new GraphException("backward: the rule of " + step + " failed: " + e.getMessage(), e);
    }
    if (cotangents == null || cotangents.size() != count) {
      throw new GraphException(
          "backward: the rule of %s gave %s gradients for its %d inputs"
              .formatted(step, cotangents == null ? "no" : cotangents.size(), count));
    }
    return cotangents;
  }

  private V contribution(Step step, int slot, V cotangent) {
    Term pullback = step.pullback(slot);
    DType dtype = step.site().output().dtype();
    if (pullback.equals(ZERO)) {
      TensorType type = step.site().input(slot);
      return carrier.algebra().apply(new Expand(type.shape()), List.of(carrier.algebra().literal(0, type.dtype())));
    }
    return pullback.evaluate(
        carrier.algebra(),
        symbol -> symbol.role() == Term.Role.COTANGENT ? cotangent : value(step, symbol),
        dtype);
  }

  private V value(Step step, Term.Symbol symbol) {
    return carrier.value(kept(step, symbol));
  }

  private static Tensor kept(Step step, Term.Symbol symbol) {
    Tensor kept = step.savedTensor(symbol);
    if (kept == null) {
      throw new IllegalStateException(step + " did not keep " + symbol + ", which its rule mentions");
    }
    return kept;
  }

  private void receive(Node node, V contribution) {
    Arrival<V> arrival = pending.get(node);
    if (arrival == null) {
      arrival = new Arrival<>(node, arrivals++, contribution);
      pending.put(node, arrival);
      queue.add(arrival);
    } else {
      arrival.cotangent = carrier.algebra().apply(Binary.ADD, List.of(arrival.cotangent, contribution));
    }
  }
}
