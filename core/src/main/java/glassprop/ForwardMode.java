package glassprop;

import static glassprop.op.Terms.ZERO;

import glassprop.array.NdArray;
import glassprop.op.Op;
import glassprop.op.Site;
import glassprop.op.Term;
import glassprop.rule.Derivatives;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Forward mode: tensors carry tangents along, and nothing is recorded, so that memory does not grow with depth.
 *
 * <p>Passes may be nested, and a backward pass may run inside a forward pass. Each pass has a level, and an op is differentiated at the
 * innermost level of its operands first; what that needs is computed with tensors that still carry the outer levels. Tangents of
 * different passes so never mix (Siskind and Pearlmutter, Perturbation Confusion, 2005).
 */
final class ForwardMode {
  private static final ScopedValue<Integer> LEVEL = ScopedValue.newInstance();

  private ForwardMode() {}

  /** The value of a function, and the rate at which it changes when its inputs change at the given rates. */
  static Autodiff.ValueAndTangent run(Function<List<Tensor>, Tensor> f, List<Tensor> xs, List<Tensor> tangents) {
    int level = LEVEL.isBound() ? LEVEL.get() + 1 : 1;
    List<Tensor> duals = new ArrayList<>();
    for (int i = 0; i < xs.size(); i++) {
      Tensor x = xs.get(i);
      if (!x.type().equals(tangents.get(i).type())) {
        throw new GraphException(
            "jvp: the tangent of %s is %s, expected %s".formatted(x.describe(), tangents.get(i).type(), x.type()));
      }
      duals.add(new Tensor(x.array(), null, x.label(), new Dual(level, x, tangents.get(i))));
    }
    Tensor y = ScopedValue.where(LEVEL, level).call(() -> f.apply(duals));
    Dual dual = y.dual();
    return dual != null && dual.level() == level
        ? new Autodiff.ValueAndTangent(dual.primal(), dual.tangent())
        : new Autodiff.ValueAndTangent(y, zeros(y));
  }

  /** The innermost level of which an operand carries a tangent; 0 if none does. */
  static int level(Tensor... operands) {
    int level = 0;
    for (Tensor operand : operands) {
      Dual dual = operand.dual();
      if (dual != null) {
        level = Math.max(level, dual.level());
      }
    }
    return level;
  }

  /** The dual of the output of an op, differentiated at one level. */
  static Dual apply(Op op, List<Tensor> operands, int level) {
    List<Tensor> primals = operands.stream().map(operand -> primal(operand, level)).toList();
    Tensor y = Tensor.apply(op, primals.toArray(Tensor[]::new));
    Site site = new Site(operands.stream().map(Tensor::type).toList(), y.type());
    Tensor total = null;
    for (int slot = 0; slot < operands.size(); slot++) {
      Tensor tangent = tangent(operands.get(slot), level);
      if (tangent != null && Derivatives.exists(op, site, slot)) {
        Term term = Derivatives.pushforward(op, site, slot);
        if (!term.equals(ZERO)) {
          Tensor part =
              term.evaluate(TensorAlgebra.TENSORS, symbol -> meaning(symbol, primals, y, tangent), y.dtype());
          total = total == null ? part : total.plus(part);
        }
      }
    }
    return new Dual(level, y, total == null ? zeros(y) : total);
  }

  private static Tensor meaning(Term.Symbol symbol, List<Tensor> primals, Tensor y, Tensor tangent) {
    return switch (symbol.role()) {
      case INPUT -> primals.get(symbol.slot());
      case OUTPUT -> y;
      case TANGENT -> tangent;
      case COTANGENT -> throw new IllegalStateException("a pushforward mentions a cotangent");
    };
  }

  /** The tensor without its tangent of a level. */
  static Tensor primal(Tensor x, int level) {
    Dual dual = x.dual();
    return dual != null && dual.level() == level ? dual.primal() : x;
  }

  /** The tangent of a level, if the tensor carries one. */
  static @Nullable Tensor tangent(Tensor x, int level) {
    Dual dual = x.dual();
    return dual != null && dual.level() == level ? dual.tangent() : null;
  }

  /** The tangent of a level; zeros if the tensor carries none. */
  static Tensor tangentOrZero(Tensor x, int level) {
    Tensor tangent = tangent(x, level);
    return tangent == null ? zeros(x) : tangent;
  }

  private static Tensor zeros(Tensor y) {
    return Tensor.of(NdArray.full(y.type(), 0));
  }
}
