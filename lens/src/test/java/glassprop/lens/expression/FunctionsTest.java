package glassprop.lens.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.op.catalogue.Ops;
import glassprop.op.convolution.Slide;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each function of the language does what the tensor's method does. */
class FunctionsTest {
  private static final Tensor X = Tensor.of(new double[][] {{0.5, -1.25, 2}, {3, 0.25, -0.75}});
  private static final Tensor V = Tensor.of(0.5, -1.5, 0.25, 2);
  private static final Tensor S = Tensor.normal(new SplittableRandom(1), 2, 3, 3);
  private static final Tensor IMAGES = Tensor.normal(new SplittableRandom(2), 2, 2, 5, 5);
  private static final Tensor KERNELS = Tensor.normal(new SplittableRandom(3), 3, 2, 2, 2);
  private static final Tensor SERIES = Tensor.normal(new SplittableRandom(4), 2, 2, 6);
  private static final Tensor FILTERS = Tensor.normal(new SplittableRandom(5), 3, 2, 3);

  private static Tensor value(String text) {
    return value(text, X);
  }

  private static Tensor value(String text, Tensor x) {
    Program program = Program.parse(text);
    var values = new java.util.HashMap<>(java.util.Map.of(
        "x", x, "v", V, "s", S, "images", IMAGES, "kernels", KERNELS, "series", SERIES, "filters", FILTERS));
    values.keySet().retainAll(program.free());
    return program.evaluate(values).result();
  }

  private static Arguments row(String text, Function<Tensor, Tensor> method) {
    return Arguments.of(text, method);
  }

  static Stream<Arguments> functions() {
    return Stream.of(
        row("gelu(x)", x -> x.gelu()), row("gelu_tanh(x)", x -> x.geluTanh()), row("silu(x)", x -> x.silu()),
        row("swish(x)", x -> x.silu()), row("selu(x)", x -> x.selu()), row("elu(x)", x -> x.elu(1)),
        row("elu(x, 0.5)", x -> x.elu(0.5)), row("elu(x, alpha=0.5)", x -> x.elu(0.5)),
        row("leaky_relu(x)", x -> x.leakyRelu(0.01)), row("leaky_relu(x, fraction=1/4)", x -> x.leakyRelu(0.25)),
        row("log_sigmoid(x)", x -> x.logSigmoid()), row("logsigmoid(x)", x -> x.logSigmoid()), row("mish(x)", x -> x.mish()),
        row("hardswish(2x)", x -> x.times(2).hardSwish()), row("softsign(x)", x -> x.softsign()),
        row("glu(v)", x -> V.glu(0)), row("glu(x, axis=0)", x -> x.glu(0)), row("entropy(abs(x))", x -> x.abs().entropy()),
        row("entr(x^2)", x -> x.square().entropy()), row("xlogy(x, x^2)", x -> x.xlogy(x.square())),
        row("xlogy(0, 0)", x -> Tensor.scalar(0)), row("xdivy(x, 2)", x -> x.dividedBy(2)),
        row("relu6(3x)", x -> x.times(3).relu6()), row("clamp(x, -1, 1)", x -> x.clamp(-1, 1)),
        row("clamp(x, high=1, low=0)", x -> x.clamp(0, 1)), row("masked_fill(x, x < 0, -7)", x -> x.maskedFill(x.lessThan(0), -7)),
        row("masked_select(x, x < 0)", x -> x.maskedSelect(x.lessThan(0))),
        row("floor_divide(x, 0.75)", x -> x.floorDividedBy(0.75)), row("remainder(x, 0.75)", x -> x.remainder(0.75)),
        row("hypot(x, 2)", x -> x.hypot(x.literal(2))), row("atan2(x, 2)", x -> x.atan2(x.literal(2))),
        row("logaddexp(x, 2)", x -> x.logAddExp(x.literal(2))), row("erf(x)", x -> x.erf()),
        row("erfc(x)", x -> x.erfc()), row("log1p(x^2)", x -> x.square().log1p()), row("expm1(x)", x -> x.expm1()),
        row("softplus(x)", x -> x.softplus()), row("sign(x)", x -> x.sign()), row("step(x)", x -> x.step()),
        row("maximum(x, 0.3)", x -> x.maximum(x.literal(0.3))), row("where(x > 0, x, 2x)", x -> x.greaterThan(0).where(x, x.times(2))),
        row("outer(v, v)", x -> V.outer(V)), row("bmm(s, s)", x -> S.bmm(S)), row("matmul(x, x')", x -> x.matmul(x.transpose())),
        row("einsum(\"ij,kj->ik\", x, x)", x -> x.matmul(x.transpose())), row("einsum('ij->j', x)", x -> x.sum(0)),
        row("einsum('...ij,...jk', s, s)", x -> S.matmul(S)), row("einsum('ii', s[0])", x -> S.select(0, 0).diagonal().sum()),
        row("var(x)", x -> x.var(1)), row("var(x, axis=0)", x -> x.var(1, 0)),
        row("var(x, axis=1, correction=0, keep=1)", x -> x.var(0, 1).unsqueeze(1)),
        row("std(x, axis=-1)", x -> x.std(1, 1)), row("norm(x)", x -> x.norm(2)), row("norm(x, 1, axis=0)", x -> x.norm(1, 0)),
        row("norm(x, p=3, axis=[0,1], keep=1)", x -> x.norm(3).reshape(1, 1)), row("prod(x, axis=1)", x -> x.prod(1)),
        row("logsumexp(x, axis=1)", x -> x.logSumExp(1)), row("cumsum(x)", x -> x.cumsum(1)),
        row("cumsum(x, axis=0)", x -> x.cumsum(0)), row("cumprod(x)", x -> x.cumprod(1)), row("softmax(x, axis=0)", x -> x.softmax(0)),
        row("log_softmax(x)", x -> x.logSoftmax(1)), row("max(x, axis=1)", x -> x.max(1)), row("mean(x, axis=1, keep=1)", x -> x.keepAxes().mean(1)),
        row("argmax(x)", x -> x.argmax(1).to(DType.F64)), row("argmax(x, axis=0, keep=1)", x -> x.keepAxes().argmax(0).to(DType.F64)),
        row("argmin(x, keep=1)", x -> x.keepAxes().argmin(1).to(DType.F64)), row("argmin(x, axis=0)", x -> x.argmin(0).to(DType.F64)),
        row("sort(x)", x -> x.sort(1, false).values()), row("sort(x, axis=0, descending=1)", x -> x.sort(0, true).values()),
        row("argsort(v)", x -> V.argsort(0, false).to(DType.F64)), row("topk(x, 2)", x -> x.topk(1, 2).values()),
        row("topk(x, k=1, axis=0)", x -> x.topk(0, 1).values()), row("gather(x, [[0],[2]])", x -> Tensor.of(new double[][] {{0.5}, {-0.75}})),
        row("index_select(x, [2,0], axis=1)", x -> x.indexSelect(1, Tensor.indices(2, 0))),
        row("index_add(v, [3,3], [1,2])", x -> V.plus(Tensor.of(0, 0, 0, 3))), row("scatter(v, [1], 9)", x -> Tensor.of(0.5, 9, 0.25, 2)),
        row("scatter_add(v, [1,1], [9,1])", x -> Tensor.of(0.5, 8.5, 0.25, 2)), row("embedding(x, [1,1])", x -> x.indexSelect(0, Tensor.indices(1, 1))),
        row("one_hot([0,2], 3)", x -> Tensor.of(new double[][] {{1, 0, 0}, {0, 0, 1}})),
        row("transpose(x)", x -> x.transpose()), row("permute(s, [2,0,1])", x -> S.permute(2, 0, 1)),
        row("reshape(x, [3,-1])", x -> x.reshape(3, 2)), row("reshape(x, 6)", x -> x.reshape(6)), row("expand(v, [2,4])", x -> V.expand(2, 4)),
        row("repeat(x, [2,1])", x -> x.repeat(2, 1)), row("squeeze(unsqueeze(x, 1), 1)", x -> x), row("unsqueeze(x, -1)", x -> x.unsqueeze(-1)),
        row("slice(x, 0, 2)", x -> x.slice(1, 0, 2)), row("slice(v, 0, 4, 2)", x -> V.slice(0, 0, 4, 2)),
        row("concat(x, 2x)", x -> Tensor.concat(0, x, x.times(2))), row("cat(x, x, x, axis=1)", x -> Tensor.concat(1, x, x, x)),
        row("stack(x, x)", x -> Tensor.stack(0, x, x)), row("stack(v, v, axis=-1)", x -> Tensor.stack(-1, V, V)),
        row("flip(x)", x -> x.flip()), row("flip(x, axis=1)", x -> x.flip(1)), row("roll(x, 1)", x -> x.roll(1, 1)),
        row("roll(x, -1, axis=0)", x -> x.roll(0, -1)), row("pad(x, 1)", x -> x.pad(new int[] {1, 1}, new int[] {1, 1}, 0)),
        row("pad(x, [0,1], [0,2], number=5)", x -> x.pad(new int[] {0, 1}, new int[] {0, 2}, 5)), row("tril(x)", x -> x.tril(0)),
        row("triu(x, 1)", x -> x.triu(1)), row("diagonal(s)", x -> S.diagonal()), row("diagonal_matrix(v)", x -> V.diagonalMatrix()),
        row("conv1d(series, filters)", x -> SERIES.conv1d(FILTERS, 1, 0, 1, 1)),
        row("conv2d(images, kernels, stride=2, padding=1)", x -> IMAGES.conv2d(KERNELS, 2, 1, 1, 1)),
        row("max_pool1d(series, 2)", x -> SERIES.maxPool1d(2, 2, 0)), row("max_pool2d(images, 2, stride=1)", x -> IMAGES.maxPool2d(2, 1, 0)),
        row("avg_pool1d(series, 3)", x -> SERIES.avgPool1d(3, 3, 0)), row("avg_pool2d(images, window=2)", x -> IMAGES.avgPool2d(2, 2, 0)),
        row("conv1d(series, filters, padding=[2,0])", x -> SERIES.conv1d(FILTERS, Slide.by(1).padded(2, 0), 1)),
        row("conv2d(images, kernels, stride=[2,1], padding=[0,1,2,0], dilation=[1,2])",
            x -> IMAGES.conv2d(KERNELS, Slide.by(2).padded(0, 1), Slide.by(1).padded(2, 0).dilated(2), 1)),
        row("conv2d(images, kernels, padding=[1,0])", x -> IMAGES.conv2d(KERNELS, Slide.by(1).padded(1), Slide.by(1), 1)),
        row("max_pool2d(images, [2,3], dilation=2, padding=1)",
            x -> IMAGES.maxPool2d(2, 3, Slide.by(2).padded(1).dilated(2), Slide.by(3).padded(1).dilated(2))),
        row("max_pool1d(series, 4, ceil=1)", x -> SERIES.maxPool1d(4, Slide.by(4).partially())),
        row("avg_pool1d(series, 3, padding=[1,0], count_padding=0)", x -> SERIES.avgPool1d(3, Slide.by(3).padded(1, 0), false)),
        row("avg_pool2d(images, [3,2], stride=2, padding=1, ceil=1, count_padding=0)",
            x -> IMAGES.avgPool2d(3, 2, Slide.by(2).padded(1).partially(), Slide.by(2).padded(1).partially(), false)),
        row("unfold(images, [1,2], stride=[1,2])", x -> IMAGES.unfold(1, 2, Slide.by(1), Slide.by(2))),
        row("unfold(images, 2)", x -> IMAGES.unfold(2, 1, 0, 1)),
        row("cross_entropy(x, [2,0])", x -> x.logSoftmax(1).gather(1, Tensor.indices(2, 0).unsqueeze(1)).mean().negate()),
        row("cross_entropy(x, [[0,0,1],[0.5,0.5,0]])",
            x -> x.logSoftmax(1).times(Tensor.of(new double[][] {{0, 0, 1}, {0.5, 0.5, 0}})).sum(1).mean().negate()),
        row("cross_entropy(v, 1)", x -> V.logSoftmax(0).select(0, 1).negate()));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionIsTheMethod(String text, Function<Tensor, Tensor> method) {
    Tensor value = value(text);
    Tensor expected = method.apply(X);
    assertThat(value.shape()).as(text).isEqualTo(expected.shape());
    assertThat(value.dtype()).isEqualTo(DType.F64);
    assertThat(value.toDoubles()).as(text).containsExactly(expected.toDoubles(), within(1e-14));
  }

  @Test
  void aWindowIsSaidInOneNumberOrInOneForEachAxis() {
    assertThatThrownBy(() -> value("max_pool2d(images, [2,2,2])")).hasMessageContaining("window is one number or two, for rows and for columns, came 3");
    assertThatThrownBy(() -> value("conv2d(images, kernels, padding=[1,2,3])")).hasMessageContaining("or 4, for each end, came 3");
    assertThatThrownBy(() -> value("conv1d(series, filters, stride=[1,2])")).hasMessageContaining("conv1d: stride is one number, came 2");
  }

  /** The parts of rules, and conversions, which the language has no use for. */
  private static final Set<String> WITHOUT_A_NAME =
      Set.of("to", "embedding_add", "fold", "recurrence_back", "position", "conv2d_weights", "conv2d_images", "pow_derivative");

  @Test
  void everyOpOfTheCatalogueCanBeCalledByItsName() {
    Set<String> missing =
        Ops.all().stream().map(specimen -> specimen.op().mnemonic()).filter(name -> !Functions.has(name))
            .filter(name -> !WITHOUT_A_NAME.contains(name)).collect(Collectors.toSet());
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"leaky_relu(v, x)", "clamp(v, 0, x)", "norm(v, p=x)", "elu(v, alpha=x)", "pad(v, 1, number=x)"})
  void aGradientIsNeverLostInAFixedNumber(String text) {
    Tensor x = Tensor.scalar(1.5);
    assertThat(value(text, x).shape().rank()).isNotNegative();
    assertThatThrownBy(() -> value(text, x.tracked().named("x")))
        .isInstanceOf(ExpressionException.class).hasMessageContaining("the scalar x, which is differentiated");
  }

  @Test
  void elementsArePickedOutAlongTheFirstAxes() {
    Tensor x = Tensor.normal(new SplittableRandom(1), 3, 4, 5);
    record Case(String text, Tensor expected) {}
    for (Case c : List.of(
        new Case("x[0]", x.select(0, 0)), new Case("x[-1]", x.select(0, 2)), new Case("x[1,2]", x.select(0, 1).select(0, 2)),
        new Case("x[1][2]", x.select(0, 1).select(0, 2)), new Case("x[1,2,-1]", Tensor.scalar(x.get(1, 2, 4))),
        new Case("x[1:3]", x.slice(0, 1, 3)), new Case("x[:,0]", x.select(1, 0)), new Case("x[:2, 1:]", x.slice(0, 0, 2).slice(1, 1, 4)),
        new Case("x[:]", x), new Case("x[::2]", x.slice(0, 0, 3, 2)), new Case("x[:, -3:-1]", x.slice(1, 1, 3)),
        new Case("x[[2,0]]", x.indexSelect(0, Tensor.indices(2, 0))), new Case("x[[-1], 0]", x.slice(0, 2, 3).select(1, 0)),
        new Case("x[0, [1,3], 2]", x.select(0, 0).indexSelect(0, Tensor.indices(1, 3)).select(1, 2)),
        new Case("x[1 + 1, argmax([1,3,2])]", x.select(0, 2).select(0, 1)), new Case("2x[0]^2", x.select(0, 0).square().times(2)),
        new Case("x[[2,0],[3,1]]", Tensor.stack(0, x.select(0, 2).select(0, 3), x.select(0, 0).select(0, 1))),
        new Case("x[[[0],[2]],[-1,1]]", x.indexSelect(0, Tensor.indices(0, 2)).indexSelect(1, Tensor.indices(3, 1))),
        new Case("x[:,[0,-1],[2,3]]", Tensor.stack(1, x.select(1, 0).select(1, 2), x.select(1, 3).select(1, 3))),
        new Case("x[1:,[0,1],2][0,1]", Tensor.scalar(x.get(1, 1, 2))),
        new Case("x[x > 0.5]", Tensor.of(Arrays.stream(x.toDoubles()).filter(number -> number > 0.5).toArray())),
        new Case("m = (x > 0) * (x < 1); x[m]", Tensor.of(Arrays.stream(x.toDoubles()).filter(number -> number > 0 && number < 1).toArray())),
        new Case("m = [1,0,1] > 0; k = m; x[k][1]", x.select(0, 2)), new Case("x[[1,0,1]][2]", x.select(0, 1)),
        new Case("x[0]'[1]", x.select(0, 0).transpose().select(0, 1)), new Case("(x + 1)[0]", x.plus(1).select(0, 0)),
        new Case("exp(x)[0,0,0]", Tensor.scalar(Math.exp(x.get(0, 0, 0)))))) {
      Tensor value = value(c.text, x);
      assertThat(value.shape()).as(c.text).isEqualTo(c.expected.shape());
      assertThat(value.toDoubles()).as(c.text).containsExactly(c.expected.toDoubles(), within(1e-15));
    }
    assertThat(value("[[1,2],[3,4]][1,0]").item()).isEqualTo(3);
    assertThat(value("[5,6,7][1:]").shape()).isEqualTo(Shape.of(2));
  }

  @Test
  void gradientsGoToTheElementsThatWerePicked() {
    Tensor x = Tensor.of(1, 2, 3).tracked();
    value("x[0] + 10 x[-1] + sum(x[[1,1]])", x).backward();
    assertThat(x.grad().toDoubles()).containsExactly(1, 2, 10);
  }
}
