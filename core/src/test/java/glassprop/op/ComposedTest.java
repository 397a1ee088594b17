package glassprop.op;

import glassprop.Autodiff;
import glassprop.BackwardOption;
import glassprop.Tensor;
import glassprop.array.Shape;
import glassprop.check.GradCheck;
import glassprop.op.convolution.Slide;
import glassprop.op.vocabulary.Arrangements;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is composed has no rule of its own, so no law sees it: finite differences at orders one and two, away from ties. */
class ComposedTest {

  private static final Slide UNEVEN = Slide.by(3).padded(1, 2).dilated(2);

  private record Composed(String name, UnaryOperator<Tensor> of, Shape shape) {
    Composed(String name, UnaryOperator<Tensor> of, int... sizes) {
      this(name, of, Shape.of(sizes));
    }
  }

  @TestFactory
  Stream<DynamicTest> gradientsAndTheirGradientsAgreeWithFiniteDifferences() {
    return Stream.of(
            new Composed("gelu", Tensor::gelu, 5),
            new Composed("geluTanh", Tensor::geluTanh, 5),
            new Composed("silu", Tensor::silu, 5),
            new Composed("selu", Tensor::selu, 5),
            new Composed("logSigmoid", Tensor::logSigmoid, 5),
            new Composed("mish", Tensor::mish, 5),
            new Composed("hardSwish", x -> x.times(3).hardSwish(), 5),
            new Composed("glu", x -> x.glu(1), 2, 4),
            new Composed("cumsum", x -> x.cumsum(1), 2, 3),
            new Composed("var", x -> x.var(1, 1), 2, 4),
            new Composed("std", x -> x.std(1, 0), 4, 2),
            new Composed("norm 1", x -> x.norm(1, 1), 2, 3),
            new Composed("norm ∞", x -> x.norm(Double.POSITIVE_INFINITY, 1), 2, 3),
            new Composed("max with index", x -> x.maxWithIndex(0).values(), 3, 2),
            new Composed("sort", x -> x.sort(1, true).values(), 2, 3),
            new Composed("topk", x -> x.topk(0, 2).values(), 3, 2),
            new Composed("indexAdd", x -> x.indexAdd(0, Tensor.indices(1, 1), x.slice(0, 0, 2).square()), 3, 2),
            new Composed("at", x -> x.at(Tensor.indices(2, 0, 2), Tensor.indices(-1)), 3, 2),
            new Composed("at rows", x -> x.at(Tensor.indices(1, 1).unsqueeze(1), Tensor.indices(0, 2)), 2, 3, 2),
            new Composed("maskedSelect", x -> x.maskedSelect(Tensor.mask(new boolean[][] {{true, false}, {true, true}})), 2, 2),
            new Composed("maskedSelect rows", x -> x.maskedSelect(Tensor.mask(true, false, true)), 3, 2),
            new Composed("1 − x", x -> x.subtractedFrom(1), 3),
            new Composed("1 / x", x -> x.divisorOf(1), 3),
            new Composed("2ˣ", x -> x.exponentOf(2), 3),
            new Composed("maximum", x -> x.maximum(0.25), 4),
            new Composed("minimum", x -> x.minimum(0.25), 4),
            new Composed("stack", x -> Arrangements.stack(1, List.of(x, x.square())), 2, 3),
            new Composed("chunk", x -> x.chunk(0, 2).getLast(), 3, 2),
            new Composed("roll", x -> x.roll(0, 2), 3, 2),
            new Composed("repeat", x -> x.repeat(2, 3), 1, 2),
            new Composed("pad", x -> x.pad(new int[] {1, 0}, new int[] {0, 2}, 3), 2, 2),
            new Composed("diagonal", Tensor::diagonal, 2, 3, 2),
            new Composed("diagonalMatrix", Tensor::diagonalMatrix, 2, 3),
            new Composed("outer", x -> x.outer(x), 3),
            new Composed("conv1d", x -> x.conv1d(x.slice(2, 0, 2), 2, 1, 1, 1), 2, 2, 5),
            new Composed("maxPool2d", x -> x.maxPool2d(2, 2, 1), 1, 2, 3, 4),
            new Composed("maxPool1d", x -> x.maxPool1d(3, 2, 1), 1, 2, 5),
            new Composed("avgPool2d", x -> x.avgPool2d(2, 1, 1), 1, 1, 3, 2),
            new Composed("maxPool2d, uneven", x -> x.maxPool2d(2, 3, UNEVEN, Slide.by(2).partially()), 1, 2, 4, 4),
            new Composed("avgPool2d, uneven", x -> x.avgPool2d(2, 1, UNEVEN, Slide.by(2), false), 1, 1, 4, 3),
            new Composed("conv2d, uneven", x -> x.conv2d(x.slice(2, 0, 2), UNEVEN, Slide.by(2).padded(2, 0), 1), 1, 2, 4, 3),
            new Composed("avgPool1d", x -> x.avgPool1d(2, 2, 0), 2, 1, 4))
        .map(composed -> DynamicTest.dynamicTest(composed.name, () -> holds(composed)));
  }

  private static void holds(Composed composed) {
    SplittableRandom random = new SplittableRandom(7);
    Tensor at = Tensor.normal(random, composed.shape.toArray());
    Tensor weights = Tensor.normal(random, composed.of.apply(at).shape().toArray());
    Tensor direction = Tensor.normal(random, composed.shape.toArray());
    GradCheck check = GradCheck.strict().withTolerance(1e-8, 1e-8);
    check.check(xs -> composed.of.apply(xs.getFirst()).times(weights).sum(), List.of(at)).requireOk();
    check
        .check(
            xs -> {
              Tensor first = composed.of.apply(xs.getFirst()).square().times(weights).sum();
              return Autodiff.grad(first, xs, BackwardOption.CREATE_GRAPH).getFirst().times(direction).sum();
            },
            List.of(at))
        .requireOk();
  }
}
