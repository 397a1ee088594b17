package glassprop;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A function with its own derivative rule, given as code: for what is not made of ops, or where a better rule is known.
 *
 * <p>Its rule prints as its name. Written with tensors, it can be differentiated again. An op that states its rule as a term, as the
 * built-in ones do, is worth more: see {@link glassprop.op.Op}.
 *
 * @param name the name in drawings and error messages
 * @param forward the function; what it computes inside is not recorded
 * @param backward its rule in reverse mode
 * @param pushforward its rule in forward mode, if it has one
 */
public record CustomFunction(
    String name, Function<List<Tensor>, Tensor> forward, Pullback backward, Optional<Pushforward> pushforward) {

  /** A function with a rule for reverse mode; forward mode through it is an error that names it. */
  public static CustomFunction of(String name, Function<List<Tensor>, Tensor> forward, Pullback backward) {
    return new CustomFunction(name, forward, backward, Optional.empty());
  }

  /** This function with a rule for forward mode. */
  public CustomFunction withPushforward(Pushforward rule) {
    return new CustomFunction(name, forward, backward, Optional.of(rule));
  }

  /** Applies the function, and records it if an input is tracked. */
  public Tensor apply(Tensor... inputs) {
    List<Tensor> operands = List.of(inputs);
    Pass pass = ForwardMode.innermost(inputs);
    Dual dual = pass == null ? null : dual(operands, pass);
    Tensor value =
        dual == null
            ? Autodiff.noGrad(() -> forward.apply(operands.stream().map(Tensor::detach).toList())).detach()
            : dual.primal();
    boolean recorded = operands.stream().anyMatch(Tensor::isTracked) && Autodiff.isRecording();
    List<Node> nodes = Arrays.asList(operands.stream().map(Tensor::node).toArray(Node[]::new));
    return recorded
        ? Step.recordCode(name, operands, nodes, value.array(), dual, backward)
        : new Tensor(value.array(), null, "", dual);
  }

  private Dual dual(List<Tensor> operands, Pass pass) {
    Pushforward rule =
        pushforward.orElseThrow(
            () ->
                new GraphException(
                    "forward mode: " + name + " has a rule for reverse mode only; give it one with withPushforward(…)"));
    List<Tensor> primals = operands.stream().map(operand -> ForwardMode.primal(operand, pass)).toList();
    Tensor y = apply(primals.toArray(Tensor[]::new));
    Tensor tangent =
        rule.tangent(primals, y, operands.stream().map(operand -> ForwardMode.tangentOrZero(operand, pass)).toList());
    if (!tangent.type().equals(y.type())) {
      throw new GraphException(
          "forward mode: the rule of %s gave %s for its output, which is %s".formatted(name, tangent.type(), y.type()));
    }
    return new Dual(pass, y, tangent);
  }
}
