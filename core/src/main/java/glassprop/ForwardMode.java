package glassprop;

import static glassprop.op.Terms.ZERO;

import glassprop.array.NdArray;
import glassprop.op.Op;
import glassprop.op.Program;
import glassprop.op.Site;
import glassprop.op.Term;
import glassprop.rule.Derivatives;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Forward mode: tensors carry tangents along, and nothing is recorded, so that memory does not grow with depth.
 *
 * <p>Passes may be nested, and a backward pass may run inside a forward pass. An op is differentiated for the innermost pass of its
 * operands first; what that needs is computed with tensors that still carry the tangents of passes further out. Tangents of
 * different passes so never mix (Siskind and Pearlmutter, Perturbation Confusion, 2005).
 */
final class ForwardMode {

  private ForwardMode() {}

  /**
   * The value of a function, and the rate at which it changes when its inputs change at the given rates.
   *
   * @param what the derivative function that asks, for messages
   */
  static Autodiff.ValueAndTangent run(Function<List<Tensor>, Tensor> f, List<Tensor> xs, List<Tensor> tangents, String what) {
    try (Pass pass = new Pass()) {
      List<Tensor> inputs = new ArrayList<>();
      for (int i = 0; i < xs.size(); i++) {
        Tensor x = xs.get(i);
        if (!x.type().equals(tangents.get(i).type())) {
          throw new GraphException(
              String.format(Locale.ROOT, "%s: the tangent of %s is %s, expected %s", what, x.describe(), tangents.get(i).type(), x.type()));
        }
        inputs.add(pass.input(x, tangents.get(i)));
      }
      Autodiff.ValueAndTangent found = pass.run(
          () -> {
            Tensor y = Given.by(what + ": the function", f.apply(inputs));
            Dual dual = y.dual();
            if (dual != null && dual.pass().isInside(pass)) {
              throw unrelated();
            }
            return dual != null && dual.pass() == pass
                ? new Autodiff.ValueAndTangent(pass.settled(dual.primal()), pass.settled(dual.tangent()))
                : new Autodiff.ValueAndTangent(pass.settled(y), zeros(y));
          });
      return new Autodiff.ValueAndTangent(Owned.copy(found.value()), Owned.copy(found.tangent()));
    }
  }

  /** The innermost pass of which an operand carries a tangent; null if none does. */
  static @Nullable Pass innermost(Tensor... operands) {
    Pass innermost = null;
    for (Tensor operand : operands) {
      Dual dual = operand.dual();
      if (dual != null && dual.pass() != innermost) {
        innermost = innermost == null ? dual.pass() : inner(innermost, dual.pass());
      }
    }
    return innermost;
  }

  private static Pass inner(Pass a, Pass b) {
    if (a.isInside(b)) {
      return a;
    }
    if (b.isInside(a)) {
      return b;
    }
    throw unrelated();
  }

  private static GraphException unrelated() {
    return new GraphException(
        "forward mode: two derivatives meet of which neither is taken inside the other: a tensor that carries a tangent was handed to another"
            + " thread; take the inner derivative on the thread of the outer one, or hand over numbers alone, with detach()");
  }

  /** The dual of the output of an op, differentiated for one pass. */
  static Dual apply(Op op, List<Tensor> operands, Pass pass) {
    List<Tensor> primals = operands.stream().map(operand -> primal(operand, pass)).toList();
    Tensor y = Tensor.apply(op, primals.toArray(Tensor[]::new));
    Site site = new Site(operands.stream().map(Tensor::type).toList(), y.type());
    @Nullable Tensor[] tangents = new @Nullable Tensor[operands.size()];
    Arrays.setAll(tangents, slot -> tangent(operands.get(slot), pass));
    Program forward = Derivatives.forward(op, site);
    List<Tensor> parts = new ArrayList<>();
    forward.evaluate(
        TensorAlgebra.TENSORS,
        symbol -> meaning(symbol, primals, y, tangents),
        y.dtype(),
        slot -> tangents[slot] != null && !forward.term(slot).equals(ZERO),
        (_, part) -> parts.add(part));
    return new Dual(pass, y, parts.stream().reduce(Tensor::plus).orElseGet(() -> zeros(y)));
  }

  private static Tensor meaning(Term.Symbol symbol, List<Tensor> primals, Tensor y, @Nullable Tensor[] tangents) {
    return switch (symbol.role()) {
      case INPUT -> primals.get(symbol.slot());
      case OUTPUT -> y;
      case TANGENT -> Objects.requireNonNull(tangents[symbol.slot()]);
      case COTANGENT -> throw new IllegalStateException("a pushforward mentions a cotangent");
    };
  }

  /** The tensor without its tangent of a pass. */
  static Tensor primal(Tensor x, Pass pass) {
    Dual dual = x.dual();
    return dual != null && dual.pass() == pass ? dual.primal() : x;
  }

  /** The tangent of a pass, if the tensor carries one. */
  static @Nullable Tensor tangent(Tensor x, Pass pass) {
    Dual dual = x.dual();
    return dual != null && dual.pass() == pass ? dual.tangent() : null;
  }

  /** The tangent of a pass; zeros if the tensor carries none. */
  static Tensor tangentOrZero(Tensor x, Pass pass) {
    Tensor tangent = tangent(x, pass);
    return tangent == null ? zeros(x) : tangent;
  }

  private static Tensor zeros(Tensor y) {
    return Tensor.of(NdArray.full(y.type(), 0));
  }
}
