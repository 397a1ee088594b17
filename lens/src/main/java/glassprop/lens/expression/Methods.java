package glassprop.lens.expression;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.ShapeException;
import glassprop.op.catalogue.Affine;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The functions that are no single op of the catalogue, or whose parameters want defaults: what tensors do by a method, with
 * the method's meaning. One line each: how it is called, and what it does.
 */
final class Methods {
  private Methods() {}

  /** A function of the language that calls a method. */
  record Method(Signature signature, Function<Call, Tensor> body) implements glassprop.lens.expression.Function {
    @Override
    public boolean takes(int values) {
      return signature.takes(values);
    }

    @Override
    public String usage() {
      return signature.line();
    }

    @Override
    public List<String> options() {
      return signature.options();
    }

    @Override
    public boolean takesText() {
      return signature.takesText();
    }

    @Override
    public Tensor of(Arguments arguments) {
      return body.apply(signature.bind(arguments)).to(DType.F64);
    }
  }

  static Method method(String signature, Function<Call, Tensor> body) {
    return new Method(Signature.of(signature), body);
  }

  static List<Method> all() {
    return List.of(
        // functions of numbers
        method("square(x)", in -> in.x().square()),
        method("gelu(x)", in -> in.x().gelu()),
        method("gelu_tanh(x)", in -> in.x().geluTanh()),
        method("silu(x)", in -> in.x().silu()),
        method("swish(x)", in -> in.x().silu()),
        method("selu(x)", in -> in.x().selu()),
        method("log_sigmoid(x)", in -> in.x().logSigmoid()),
        method("logsigmoid(x)", in -> in.x().logSigmoid()),
        method("mish(x)", in -> in.x().mish()),
        method("hardswish(x)", in -> in.x().hardSwish()),
        method("entr(x)", in -> in.x().entropy()),
        method("elu(x, alpha=1)", in -> in.x().elu(in.number("alpha"))),
        method("leaky_relu(x, fraction=0.01)", in -> in.x().leakyRelu(in.number("fraction"))),
        method("relu6(x)", in -> in.x().relu6()),
        method("clamp(x, low, high)", in -> in.x().clamp(in.number("low"), in.number("high"))),
        method("masked_fill(x, mask, number)",
            in -> in.x().maskedFill(Call.condition(in.tensor("mask")), in.number("number"))),
        method("masked_select(x, mask)", in -> in.x().maskedSelect(Call.condition(in.tensor("mask")))),
        // products
        method("matmul(x, other)", in -> in.x().matmul(in.tensor("other"))),
        method("bmm(x, other)", in -> in.x().bmm(in.tensor("other"))),
        method("outer(x, other)", in -> in.x().outer(in.tensor("other"))),
        method("einsum(\"equation\", x…)", in -> Tensor.einsum(in.text(), in.rest().toArray(Tensor[]::new))),
        method("affine(x, weights, bias)", in -> affine(in, Affine.Activation.NONE)),
        method("affine_relu(x, weights, bias)", in -> affine(in, Affine.Activation.RELU)),
        method("affine_sigmoid(x, weights, bias)", in -> affine(in, Affine.Activation.SIGMOID)),
        method("affine_tanh(x, weights, bias)", in -> affine(in, Affine.Activation.TANH)),
        // along axes
        method("var(x, *, axis?, keep=0, correction=1)",
            in -> in.reductions().var(in.whole("correction"), in.axes())),
        method("std(x, *, axis?, keep=0, correction=1)",
            in -> in.reductions().std(in.whole("correction"), in.axes())),
        method("norm(x, p=2, *, axis?, keep=0)", in -> in.reductions().norm(in.number("p"), in.axes())),
        method("cumsum(x, *, axis=-1)", in -> in.x().cumsum(in.axis())),
        method("glu(x, *, axis=-1)", in -> in.x().glu(in.axis())),
        method("log_softmax(x, *, axis=-1)", in -> in.x().logSoftmax(in.axis())),
        method("cross_entropy(logits, target)", in -> crossEntropy(in, in.tensor("logits"), in.tensor("target"))),
        // order and choice
        method("argmax(x, *, axis=-1, keep=0)", in -> in.reductions().argmax(in.axis())),
        method("argmin(x, *, axis=-1, keep=0)", in -> in.reductions().argmin(in.axis())),
        method("sort(x, *, axis=-1, descending=0)", in -> in.x().sort(in.axis(), in.flag("descending")).values()),
        method("argsort(x, *, axis=-1, descending=0)", in -> in.x().argsort(in.axis(), in.flag("descending"))),
        method("topk(x, k, *, axis=-1)", in -> in.x().topk(in.axis(), in.whole("k")).values()),
        method("index_select(x, index, *, axis=0)", in -> in.x().indexSelect(in.axis(), in.index("index"))),
        method("index_add(x, index, source, *, axis=0)",
            in -> in.x().indexAdd(in.axis(), in.index("index"), in.tensor("source"))),
        method("scatter(x, index, source, *, axis=-1)",
            in -> in.x().scatter(in.axis(), in.index("index"), in.tensor("source"))),
        method("scatter_add(x, index, source, *, axis=-1)",
            in -> in.x().scatterAdd(in.axis(), in.index("index"), in.tensor("source"))),
        method("embedding(x, index)", in -> in.x().embedding(in.index("index"))),
        method("one_hot(index, classes)", in -> in.index("index").oneHot(in.size("classes"), DType.F64)),
        // arrangement
        method("transpose(x)", in -> in.x().transpose()),
        method("permute(x, order)", in -> in.x().permute(in.wholes("order"))),
        method("reshape(x, shape)", in -> in.x().reshape(in.sizes("shape"))),
        method("expand(x, shape)", in -> in.x().expand(in.sizes("shape"))),
        method("repeat(x, times)", in -> in.x().repeat(in.sizes("times"))),
        method("squeeze(x, axis)", in -> in.x().squeeze(in.axis())),
        method("unsqueeze(x, axis)", in -> in.x().unsqueeze(in.axis())),
        method("slice(x, start, end, step=1, *, axis=-1)",
            in -> in.x().slice(in.axis(), in.whole("start"), in.whole("end"), in.whole("step"))),
        method("concat(x…, *, axis=0)", in -> Tensor.concat(in.axis(), in.rest().toArray(Tensor[]::new))),
        method("cat(x…, *, axis=0)", in -> Tensor.concat(in.axis(), in.rest().toArray(Tensor[]::new))),
        method("stack(x…, *, axis=0)", in -> Tensor.stack(in.axis(), in.rest().toArray(Tensor[]::new))),
        method("flip(x, *, axis?)", in -> in.x().flip(in.axes())),
        method("roll(x, shift, *, axis=-1)", in -> in.x().roll(in.axis(), in.whole("shift"))),
        method("pad(x, before, after?, number=0)", Methods::pad),
        method("tril(x, diagonal=0)", in -> in.x().tril(in.whole("diagonal"))),
        method("triu(x, diagonal=0)", in -> in.x().triu(in.whole("diagonal"))),
        method("diagonal(x)", in -> in.x().diagonal()),
        method("diagonal_matrix(x)", in -> in.x().diagonalMatrix()));
  }

  private static Tensor affine(Call in, Affine.Activation activation) {
    return Tensor.apply(new Affine(activation), in.x(), in.tensor("weights"), in.tensor("bias"));
  }

  /** One number stands for all axes, and what is before stands for what is after if that is left out. */
  private static Tensor pad(Call in) {
    int rank = in.x().shape().rank();
    int[] before = forAll(in.sizes("before"), rank);
    return in.x().pad(before, in.has("after") ? forAll(in.sizes("after"), rank) : before, in.number("number"));
  }

  private static int[] forAll(int[] numbers, int rank) {
    int[] all = new int[rank];
    Arrays.fill(all, numbers[0]);
    return numbers.length == 1 ? all : numbers;
  }

  /** The mean over rows of −ln softmax at the target: class labels, or a distribution for each row. */
  private static Tensor crossEntropy(Call in, Tensor logits, Tensor target) {
    int rank = logits.shape().rank();
    if (rank == 0 || (target.shape().rank() != rank - 1 && !target.shape().equals(logits.shape()))) {
      throw new ShapeException(
          "cross_entropy: expected a class label for each row of logits, or a distribution over its elements; came "
              + logits.describe() + " and " + target.describe());
    }
    if (target.shape().rank() == rank) {
      return target.times(logits.logSoftmax(-1)).sum(-1).negate().mean();
    }
    return logits.logSoftmax(-1).gather(-1, in.index("target").unsqueeze(-1)).squeeze(-1).negate().mean();
  }
}
