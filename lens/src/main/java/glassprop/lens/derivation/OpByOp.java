package glassprop.lens.derivation;

import glassprop.Tape;
import glassprop.array.NdArray;
import glassprop.array.TensorType;
import glassprop.op.Binary;
import glassprop.op.Numerics;
import glassprop.op.Term;
import glassprop.op.Terms;
import glassprop.rule.Derivatives;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The backward pass of a run in numbers alone, op by op, as the engine's: what a derivation says of gradients is held to it.
 *
 * <p>A derivation passes through whole formulas, where a slope of 0 ends a path. Here its 0 is carried on, and meets what is not a number: the
 * gradient of sign(√x) at −1 is NaN.
 */
final class OpByOp {
  private OpByOp() {}

  /**
   * The gradients of the sum of an array's elements.
   *
   * @param inputs what they are taken by, and anything else
   * @param replaced what was computed, for arrays that were given in its place: they move as it moves
   * @return the gradient at each array that the result depends on and that depends on an input, the inputs included; none at others
   */
  static IdentityHashMap<NdArray, NdArray> gradients(
      List<Tape.Entry> entries, NdArray result, Set<NdArray> inputs, IdentityHashMap<NdArray, NdArray> replaced) {
    Set<NdArray> active = Collections.newSetFromMap(new IdentityHashMap<>());
    active.addAll(inputs);
    for (Tape.Entry entry : entries) {
      if (entry.inputs().stream().anyMatch(input -> active.contains(input.array()))) {
        active.add(entry.output().array());
      }
    }
    IdentityHashMap<NdArray, NdArray> gradients = new IdentityHashMap<>();
    gradients.put(result, NdArray.full(result.type(), 1));
    for (Tape.Entry entry : entries.reversed()) {
      NdArray arrived = gradients.get(entry.output().array());
      NdArray computed = replaced.get(entry.output().array());
      if (computed != null) {
        if (arrived != null) {
          gradients.merge(computed, arrived, OpByOp::sum);
        }
        continue;
      }
      for (int slot = 0; arrived != null && slot < entry.inputs().size(); slot++) {
        NdArray input = entry.inputs().get(slot).array();
        boolean same = input == entry.output().array(); // an op that changed nothing
        if (!same && active.contains(input) && Derivatives.exists(entry.op(), entry.site(), slot)) {
          gradients.merge(input, contribution(entry, slot, arrived), OpByOp::sum);
        }
      }
    }
    return gradients;
  }

  private static NdArray sum(NdArray a, NdArray b) {
    return Numerics.NUMBERS.apply(Binary.ADD, List.of(a, b));
  }

  private static NdArray contribution(Tape.Entry entry, int slot, NdArray arrived) {
    Term pullback = Derivatives.pullback(entry.op(), entry.site(), slot);
    TensorType type = entry.inputs().get(slot).type();
    return pullback.equals(Terms.ZERO)
        ? NdArray.zeros(type)
        : pullback.evaluate(Numerics.NUMBERS, symbol -> meaning(symbol, entry, arrived), type.dtype());
  }

  private static NdArray meaning(Term.Symbol symbol, Tape.Entry entry, NdArray arrived) {
    return switch (symbol.role()) {
      case INPUT -> entry.inputs().get(symbol.slot()).array();
      case OUTPUT -> entry.output().array();
      case COTANGENT -> arrived;
      case TANGENT -> throw new IllegalStateException("a pullback mentions a tangent: " + entry.op());
    };
  }
}
