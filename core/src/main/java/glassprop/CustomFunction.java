package glassprop;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A function with its own derivative rule, given as code: for what is not made of ops, or where a better rule is known.
 *
 * <p>The rules get the inputs and the output themselves, which they read, and cotangents and tangents of their own, which they may keep. What a
 * rule gives is checked: null, a wrong count and a wrong type are errors that name the function.
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
  /** Requires all parts. */
  public CustomFunction {
    Objects.requireNonNull(name, "custom function: expected a name, came null");
    Objects.requireNonNull(forward, "custom function: expected a function, came null");
    Objects.requireNonNull(backward, "custom function: expected a rule for reverse mode, came null");
    Objects.requireNonNull(pushforward, "custom function: expected Optional.empty() for no rule of forward mode, came null");
  }


  /** A function with a rule for reverse mode; forward mode through it is an error that names it. */
  public static CustomFunction of(String name, Function<List<Tensor>, Tensor> forward, Pullback backward) {
    return new CustomFunction(name, forward, backward, Optional.empty());
  }

  /** This function with a rule for forward mode. */
  public CustomFunction withPushforward(Pushforward rule) {
    Objects.requireNonNull(rule, "custom function: expected a rule for forward mode, came null");
    return new CustomFunction(name, forward, backward, Optional.of(rule));
  }

  /** Applies the function, and records it if an input is tracked. */
  public Tensor apply(Tensor... inputs) {
    List<Tensor> operands = List.of(Objects.requireNonNull(inputs, "custom function: expected inputs, came null"));
    Pass pass = ForwardMode.innermost(inputs);
    Dual dual = pass == null ? null : dual(operands, pass);
    Tensor value =
        dual == null
            ? Scope.UNRECORDED_CODE.run(() -> value(operands.stream().map(Tensor::detach).toList()))
            : dual.primal();
    boolean recorded = value.dtype().isFloat() && operands.stream().anyMatch(Tensor::isTracked) && Autodiff.isRecording();
    List<Node> nodes = Arrays.asList(operands.stream().map(Tensor::node).toArray(Node[]::new));
    Tensor output =
        recorded
            ? Step.recordCode(name, operands, nodes, value.array(), dual, new Code.Rule(this::cotangents))
            : new Tensor(value.array(), null, "", dual);
    Reads.note(operands, output);
    return output;
  }

  private Tensor value(List<Tensor> operands) {
    int[] versions = versions(operands);
    Tensor value = Given.by("the function " + name, forward.apply(operands));
    if (!Arrays.equals(versions, versions(operands))) {
      throw new GraphException(
          "the function " + name + " changed an input in place, and what was computed from that before would be differentiated wrongly;"
              + " change a copy of it");
    }
    return value.detach();
  }

  private static int[] versions(List<Tensor> operands) {
    return operands.stream().mapToInt(operand -> operand.array().storage().version()).toArray();
  }

  private List<Tensor> cotangents(List<Tensor> inputs, Tensor output, Tensor cotangent) {
    return backward.cotangents(inputs, output, Owned.safe(cotangent));
  }

  private Dual dual(List<Tensor> operands, Pass pass) {
    Pushforward rule =
        pushforward.orElseThrow(
            () ->
                new GraphException(
                    "forward mode: " + name + " has a rule for reverse mode only; give it one with withPushforward(…)"));
    List<Tensor> primals = operands.stream().map(operand -> ForwardMode.primal(operand, pass)).toList();
    Tensor y = apply(primals.toArray(Tensor[]::new));
    List<Tensor> tangents = operands.stream().map(operand -> Owned.safe(ForwardMode.tangentOrZero(operand, pass))).toList();
    Tensor tangent = Given.by("forward mode: the rule of " + name, rule.tangent(primals, y, tangents));
    if (!tangent.type().equals(y.type())) {
      throw new GraphException(
          String.format(Locale.ROOT, "forward mode: the rule of %s gave %s for its output, which is %s", name, tangent.type(), y.type()));
    }
    return new Dual(pass, y, tangent);
  }
}
