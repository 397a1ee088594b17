package glassprop.parity.pytorch;

import glassprop.op.Binary;
import glassprop.op.Clamp;
import glassprop.op.Comparison;
import glassprop.op.Concat;
import glassprop.op.Elu;
import glassprop.op.Expand;
import glassprop.op.LeakyRelu;
import glassprop.op.MatMul;
import glassprop.op.Pad;
import glassprop.op.Permute;
import glassprop.op.Power;
import glassprop.op.PowerDerivative;
import glassprop.op.Reduction;
import glassprop.op.Reshape;
import glassprop.op.Slice;
import glassprop.op.Sum;
import glassprop.op.Unary;
import glassprop.op.Where;
import glassprop.op.catalogue.Affine;
import glassprop.op.catalogue.ArgMax;
import glassprop.op.catalogue.ArgSort;
import glassprop.op.catalogue.Cast;
import glassprop.op.catalogue.Center;
import glassprop.op.catalogue.CrossEntropy;
import glassprop.op.catalogue.CumulativeProduct;
import glassprop.op.catalogue.EmbeddingLookup;
import glassprop.op.catalogue.Extremum;
import glassprop.op.catalogue.Flip;
import glassprop.op.catalogue.Gather;
import glassprop.op.catalogue.LogSumExp;
import glassprop.op.catalogue.Mean;
import glassprop.op.catalogue.Norm;
import glassprop.op.catalogue.OneHot;
import glassprop.op.catalogue.Position;
import glassprop.op.catalogue.Product;
import glassprop.op.catalogue.Recurrence;
import glassprop.op.catalogue.Scatter;
import glassprop.op.catalogue.ScatterAdd;
import glassprop.op.catalogue.SignedPower;
import glassprop.op.catalogue.Softmax;
import glassprop.op.catalogue.Triangle;
import glassprop.op.convolution.Convolution;
import glassprop.op.convolution.Unfold;
import glassprop.parity.oracle.Vocabulary;
import java.util.List;
import java.util.function.BiFunction;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** How PyTorch says each op. Where it has a function of the same meaning, that one is taken, not one built from others. */
final class TorchVocabulary {
  private final Vocabulary<Tensor> rows = new Vocabulary<>();

  private TorchVocabulary() {}

  static Vocabulary<Tensor> rows() {
    TorchVocabulary all = new TorchVocabulary();
    all.functions();
    all.reductions();
    all.structure();
    all.images();
    all.fused();
    TorchPeers.add(all.rows);
    return all.rows;
  }

  private void functions() {
    rows.unary(Unary.NEGATE, Tensor::neg)
        .unary(Unary.ABS, Tensor::abs)
        .unary(Unary.SIGN, Tensor::sign)
        .unary(Unary.STEP, x -> torch.heaviside(x.detach(), torch.zeros_like(x))) // it has no derivative there
        .unary(Unary.RECIPROCAL, Tensor::reciprocal)
        .unary(Unary.SQRT, Tensor::sqrt)
        .unary(Unary.EXP, Tensor::exp)
        .unary(Unary.LOG, Tensor::log)
        .unary(Unary.SIN, Tensor::sin)
        .unary(Unary.COS, Tensor::cos)
        .unary(Unary.TANH, Tensor::tanh)
        .unary(Unary.SIGMOID, Tensor::sigmoid)
        .unary(Unary.SOFTPLUS, x -> torch.softplus(x))
        .unary(Unary.RELU, Tensor::relu)
        .unary(Unary.LOG1P, Tensor::log1p)
        .unary(Unary.EXPM1, Tensor::expm1)
        .unary(Unary.ERF, Tensor::erf)
        .unary(Unary.ERFC, Tensor::erfc)
        .unary(Unary.TAN, Tensor::tan)
        .unary(Unary.ASIN, Tensor::asin)
        .unary(Unary.ACOS, Tensor::acos)
        .unary(Unary.ATAN, Tensor::atan)
        .unary(Unary.SOFTSIGN, x -> x.div(x.abs().add(new Scalar(1.0)))) // as its Python library writes it
        .unary(Unary.ENTROPY, torch::special_entr)
        .unary(Unary.FLOOR, Tensor::floor)
        .unary(Unary.CEIL, Tensor::ceil)
        .unary(Unary.ROUND, Tensor::round)
        .binary(Binary.ADD, Tensor::add)
        .binary(Binary.SUBTRACT, Tensor::sub)
        .binary(Binary.MULTIPLY, Tensor::mul)
        .binary(Binary.DIVIDE, Tensor::div)
        .binary(Binary.RATIO, Tensor::div)
        .binary(Binary.FLOOR_DIVIDE, (x, y) -> x.detach().floor_divide(y.detach())) // it has no derivative there
        .binary(Binary.REMAINDER, Tensor::remainder)
        .binary(Binary.POWER, Tensor::pow)
        .binary(Binary.MAXIMUM, Tensor::maximum)
        .binary(Binary.MINIMUM, Tensor::minimum)
        .binary(Binary.HYPOT, Tensor::hypot)
        .binary(Binary.ATAN2, Tensor::atan2)
        .binary(Binary.LOG_ADD_EXP, Tensor::logaddexp)
        .binary(Binary.XLOGY, Tensor::xlogy)
        .binary(Binary.XDIVY, TorchVocabulary::xdivy)
        .binary(Comparison.EQUAL, Tensor::eq)
        .binary(Comparison.NOT_EQUAL, Tensor::ne)
        .binary(Comparison.LESS, Tensor::lt)
        .binary(Comparison.AT_MOST, Tensor::le)
        .binary(Comparison.GREATER, Tensor::gt)
        .binary(Comparison.AT_LEAST, Tensor::ge)
        .row(Power.class, (op, x) -> x.getFirst().pow(new Scalar(op.exponent())))
        .row(SignedPower.class, (op, x) -> signedPower(op, x.getFirst()))
        .row(PowerDerivative.class, (op, x) -> powerDerivative(op, x.get(0), x.get(1)))
        .row(LeakyRelu.class, (op, x) -> torch.leaky_relu(x.getFirst(), new Scalar(op.fraction())))
        .row(Elu.class, (op, x) -> torch.elu(x.getFirst(), new Scalar(op.alpha()), new Scalar(1.0), new Scalar(1.0)))
        .row(
            Clamp.class,
            (op, x) ->
                op.slopeAtBounds()
                    ? torch.clamp(
                        x.getFirst(), new ScalarOptional(new Scalar(op.low())), new ScalarOptional(new Scalar(op.high())))
                    : torch.hardtanh(x.getFirst(), new Scalar(op.low()), new Scalar(op.high())))
        .row(Where.class, (op, x) -> torch.where(x.get(0), x.get(1), x.get(2)));
  }

  /** PyTorch has none. */
  private static Tensor xdivy(Tensor x, Tensor y) {
    return torch.where(x.eq(new Scalar(0.0)).logical_and(y.eq(y)), x.mul(new Scalar(0.0)), x.div(y));
  }

  private static Tensor signedPower(SignedPower op, Tensor x) {
    Tensor power = x.abs().pow(new Scalar(op.exponent()));
    return op.odd() ? x.sign().mul(power) : power;
  }

  /** Leibniz' rule for xʸ⁻ᵏ·q(y)·(ln x)ⁿ, where q is the product y·(y − 1)⋯(y − k + 1). */
  private static Tensor powerDerivative(PowerDerivative op, Tensor x, Tensor y) {
    Tensor[] q = new Tensor[op.exponent() + 1];
    for (int j = 0; j < q.length; j++) {
      q[j] = j == 0 ? torch.ones_like(y) : torch.zeros_like(y);
    }
    for (int i = 0; i < op.base(); i++) {
      for (int j = op.exponent(); j >= 0; j--) {
        Tensor product = q[j].mul(y.sub(new Scalar(i)));
        q[j] = j == 0 ? product : product.add(q[j - 1].mul(new Scalar(j)));
      }
    }
    Tensor sum = q[0];
    double binomial = 1;
    for (int j = 1; j < q.length; j++) {
      binomial = binomial * (op.exponent() - j + 1) / j;
      sum = sum.mul(x.log()).add(q[j].mul(new Scalar(binomial)));
    }
    return sum.mul(x.pow(y.sub(new Scalar(op.base()))));
  }

  private void reductions() {
    ScalarTypeOptional same = new ScalarTypeOptional();
    rows.row(Sum.class, (op, x) -> along(op.along(), x, (t, axes) -> t.sum(axes, op.along().keep(), same)))
        .row(Mean.class, (op, x) -> along(op.along(), x, (t, axes) -> t.mean(axes, op.along().keep(), same)))
        .row(Center.class, (op, x) -> x.getFirst().sub(along(op.along(), x, (t, axes) -> t.mean(axes, true, same))))
        .row(Extremum.class, (op, x) -> along(op.along(), x, (t, axes) -> extremum(op, t, axes)))
        .row(LogSumExp.class, (op, x) -> along(op.along(), x, (t, axes) -> t.logsumexp(axes, op.along().keep())))
        .row(Product.class, (op, x) -> along(op.along(), x, (t, axes) -> product(t, op.along())))
        .row(
            Norm.class,
            (op, x) ->
                along(
                    op.along(), List.of(op.along().axes().isEmpty() ? x.getFirst().abs() : x.getFirst()),
                    (t, axes) -> torch.linalg_vector_norm(t, new Scalar(op.p()), axes, op.along().keep(), same)))
        .row(Softmax.class, (op, x) -> op.log() ? x.getFirst().log_softmax(op.axis()) : x.getFirst().softmax(op.axis()))
        .row(CumulativeProduct.class, (op, x) -> x.getFirst().cumprod(op.axis()))
        .row(Recurrence.class, (op, x) -> recurrence(op, x.get(0), x.get(1)))
        .row(ArgMax.class, (op, x) -> x.getFirst().argmax(new LongOptional(op.axis()), false))
        .row(ArgSort.class, (op, x) -> x.getFirst().argsort(true, op.axis(), op.descending()));
  }

  /** Over no axes a reduction is the number itself; PyTorch would take all. */
  private static Tensor along(Reduction along, List<Tensor> x, BiFunction<Tensor, long[], Tensor> reduced) {
    return along.axes().isEmpty() ? x.getFirst() : reduced.apply(x.getFirst(), longs(along.axes()));
  }

  /** Over everything it has another function than along axes, which differs at NaN. */
  private static Tensor extremum(Extremum op, Tensor x, long[] axes) {
    boolean keep = op.along().keep();
    if (axes.length < x.dim() || keep) {
      return op.largest() ? x.amax(axes, keep) : x.amin(axes, keep);
    }
    return op.largest() ? x.max() : x.min();
  }

  /** PyTorch's product takes one axis at a time. */
  private static Tensor product(Tensor x, Reduction along) {
    Tensor product = x;
    for (int axis : along.axes().reversed()) {
      product = product.prod(axis, along.keep(), new ScalarTypeOptional());
    }
    return product;
  }

  /** PyTorch has no such scan: step by step. */
  private static Tensor recurrence(Recurrence op, Tensor a, Tensor b) {
    int size = (int) a.size(op.axis());
    if (size == 0) {
      return b;
    }
    Tensor[] steps = new Tensor[size];
    for (int i = 0; i < size; i++) {
      int at = op.backward() ? size - 1 - i : i;
      Tensor fresh = b.select(op.axis(), at);
      int before = op.backward() ? at + 1 : at - 1;
      steps[at] = i == 0 ? fresh : a.select(op.axis(), at).mul(steps[before]).add(fresh);
    }
    return torch.stack(new TensorVector(steps), op.axis());
  }

  private void structure() {
    rows.row(MatMul.class, (op, x) -> x.get(0).matmul(x.get(1)))
        .row(Reshape.class, (op, x) -> x.getFirst().reshape(TorchTensors.sizes(op.shape())))
        .row(Permute.class, (op, x) -> x.getFirst().permute(longs(op.order())))
        .row(Expand.class, (op, x) -> x.getFirst().expand(TorchTensors.sizes(op.shape())))
        .row(
            Slice.class,
            (op, x) ->
                x.getFirst().slice(op.axis(), new LongOptional(op.start()), end(op.start(), op.count(), op.step()), op.step()))
        .row(Pad.class, (op, x) -> pad(op, x.getFirst()))
        .row(Concat.class, (op, x) -> torch.cat(new TensorVector(x.toArray(Tensor[]::new)), op.axis()))
        .row(Gather.class, (op, x) -> x.get(0).gather(op.axis(), x.get(1)))
        .row(
            ScatterAdd.class,
            (op, x) -> zeros(x.get(0), op.axis(), op.size()).scatter_add(op.axis(), x.get(1), x.get(0)))
        .row(Scatter.class, (op, x) -> scatter(op, x.get(0), x.get(1), x.get(2)))
        .row(Cast.class, (op, x) -> x.getFirst().to(TorchTensors.scalarType(op.dtype())))
        .row(
            OneHot.class, (op, x) -> torch.one_hot(x.getFirst(), op.classes()).to(TorchTensors.scalarType(op.dtype())))
        .row(Flip.class, (op, x) -> x.getFirst().flip(op.axis()))
        .row(
            Triangle.class,
            (op, x) -> op.upper() ? x.getFirst().triu(op.diagonal()) : x.getFirst().tril(op.diagonal()))
        .row(Position.class, (op, x) -> position(op, x))
        .row(EmbeddingLookup.class, (op, x) -> op.adjoint() ? addedRows(op, x) : torch.embedding(x.get(0), x.get(1)));
  }

  /** PyTorch counts places only inside its own indexing: axis by axis. */
  private static Tensor position(Position op, List<Tensor> indices) {
    Tensor places = torch.zeros_like(indices.getFirst());
    for (int axis = 0; axis < indices.size(); axis++) {
      Scalar size = new Scalar(op.sizes().get(axis));
      places = places.mul(size).add(indices.get(axis).remainder(size)); // from the front
    }
    return places;
  }

  private static LongOptional end(int start, int count, int step) {
    return new LongOptional(count == 0 ? start : start + (count - 1L) * step + 1);
  }

  private static Tensor pad(Pad op, Tensor x) {
    int count = (int) x.size(op.axis());
    return zeros(x, op.axis(), op.size())
        .slice_scatter(x, op.axis(), new LongOptional(op.start()), end(op.start(), count, op.step()), op.step());
  }

  /** Zeros of a tensor's shape with another size along one axis. */
  private static Tensor zeros(Tensor x, int axis, int size) {
    return torch.zeros(TorchTensors.sizes(TorchTensors.shape(x).with(axis, size)), x.options());
  }

  private static Tensor addedRows(EmbeddingLookup op, List<Tensor> x) {
    long width = x.get(0).size(x.get(0).dim() - 1);
    Tensor table = torch.zeros(new long[] {op.count(), width}, x.get(0).options());
    return table.index_add(0, x.get(1).reshape(-1), x.get(0).reshape(-1, width));
  }

  /** Its own takes one number for all places too, but does not differentiate by it. */
  private static Tensor scatter(Scatter op, Tensor x, Tensor index, Tensor source) {
    return x.scatter(op.axis(), index, source.expand_as(index));
  }

  private void fused() {
    rows.row(Affine.class, (op, x) -> activated(op, torch.linear(x.get(0), x.get(1).transpose(0, 1), new TensorOptional(x.get(2)))))
        .row(
            CrossEntropy.class,
            (op, x) ->
                torch.cross_entropy_loss(
                    x.get(0), x.get(1), new TensorOptional(), op.mean() ? TorchPeers.MEAN : TorchPeers.SUM,
                    TorchPeers.NO_LABEL, 0));
  }

  private static Tensor activated(Affine op, Tensor z) {
    return switch (op.activation()) {
      case NONE -> z;
      case RELU -> z.relu();
      case SIGMOID -> z.sigmoid();
      case TANH -> z.tanh();
    };
  }

  private void images() {
    rows.row(Convolution.class, (op, x) -> TorchImages.convolution(op, x.get(0), x.get(1)))
        .row(Unfold.class, (op, x) -> TorchImages.unfold(op, x.getFirst()));
  }

  private static long[] longs(List<Integer> numbers) {
    return numbers.stream().mapToLong(Integer::longValue).toArray();
  }
}
