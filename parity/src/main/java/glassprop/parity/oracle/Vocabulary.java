package glassprop.parity.oracle;

import glassprop.array.DType;
import glassprop.op.Op;
import glassprop.op.Rule;
import glassprop.op.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * How an oracle says each of our ops: a row for an op, or for a class of ops, or the reason why there is none.
 *
 * <p>An op without a row that is defined in other ops is done as these. A test requires a row, a definition or a reason for every op of
 * the catalogue.
 *
 * @param <V> the oracle's tensors
 */
public final class Vocabulary<V> {
  private final Map<Object, Phrase<Op, V>> rows = new LinkedHashMap<>();
  private final Map<Class<?>, Peer<Object, V>> peers = new LinkedHashMap<>();
  private final List<Note> gaps = new ArrayList<>();
  private final List<Note> valuesAlone = new ArrayList<>();

  /**
   * Something that can not be compared.
   *
   * @param what in words
   * @param ops which ops it is about
   */
  public record Note(String what, Predicate<Op> ops, String reason) {}

  /** An op in the oracle's words. */
  @FunctionalInterface
  public interface Phrase<O extends Op, V> {
    /** Applies the oracle's counterpart of an op. */
    V say(O op, List<V> operands);
  }

  /** A layer or a loss in the oracle's words. */
  @FunctionalInterface
  public interface Peer<C, V> {
    /** The oracle's own function of the same meaning. */
    V say(C component, List<V> inputs);
  }

  /** A row for all layers or losses of a class. */
  public <C> Vocabulary<V> peer(Class<C> components, Peer<C, V> peer) {
    peers.put(components, (component, inputs) -> peer.say(components.cast(component), inputs));
    return this;
  }

  /** A layer or a loss by the oracle's own function; empty if there is no row. */
  public Optional<V> peer(Object component, List<V> inputs) {
    return Optional.ofNullable(peers.get(component.getClass())).map(peer -> peer.say(component, inputs));
  }

  /** Whether the oracle has a function of its own for a component. */
  public boolean hasPeer(Object component) {
    return peers.containsKey(component.getClass());
  }

  /** A row for all ops of a class. */
  public <O extends Op> Vocabulary<V> row(Class<O> ops, Phrase<O, V> phrase) {
    rows.put(ops, (op, operands) -> phrase.say(ops.cast(op), operands));
    return this;
  }

  /** A row for a function of one operand. */
  public Vocabulary<V> unary(Op op, UnaryOperator<V> phrase) {
    rows.put(op, (same, operands) -> phrase.apply(operands.getFirst()));
    return this;
  }

  /** A row for a function of two operands. */
  public Vocabulary<V> binary(Op op, BinaryOperator<V> phrase) {
    rows.put(op, (same, operands) -> phrase.apply(operands.get(0), operands.get(1)));
    return this;
  }

  /** Says why some ops have no row. */
  public Vocabulary<V> gap(String what, Predicate<Op> ops, String reason) {
    gaps.add(new Note(what, ops, reason));
    return this;
  }

  /** Says why some ops with a row have a value alone to compare. */
  public Vocabulary<V> valueAlone(String what, Predicate<Op> ops, String reason) {
    valuesAlone.add(new Note(what, ops, reason));
    return this;
  }

  /** Whether there is a row for an op. */
  public boolean has(Op op) {
    return rows.containsKey(op) || rows.containsKey(op.getClass());
  }

  /** What has no row. */
  public List<Note> gaps() {
    return List.copyOf(gaps);
  }

  /** What has a value alone to compare. */
  public List<Note> valuesAlone() {
    return List.copyOf(valuesAlone);
  }

  /**
   * Applies an op.
   *
   * @throws OracleException if there is neither a row nor a definition in other ops
   */
  public V apply(Interpreter<V> system, Op op, List<V> operands) {
    Phrase<Op, V> phrase = rows.getOrDefault(op, rows.get(op.getClass()));
    if (phrase != null) {
      return phrase.say(op, operands);
    }
    Site site = Site.of(op, operands.stream().map(system::type).toList());
    if (op.rule(site) instanceof Rule.Composite(var definition, _)) {
      return definition.evaluate(system, symbol -> operands.get(symbol.slot()), DType.F64);
    }
    throw new OracleException("no row for " + op.mnemonic() + " (" + op + ")");
  }
}
