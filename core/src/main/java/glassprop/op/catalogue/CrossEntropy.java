package glassprop.op.catalogue;

import static glassprop.op.Terms.X1;
import static glassprop.op.Terms.X;
import static glassprop.op.Terms.YBAR;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.BinaryFunction;
import glassprop.kernel.Heap;
import glassprop.kernel.Kernels;
import glassprop.kernel.RealKernels;
import glassprop.op.Fused;
import glassprop.op.Notation;
import glassprop.op.OperandException;
import glassprop.op.Reading;
import glassprop.op.Reduction;
import glassprop.op.Rule;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.Term;
import glassprop.op.Terms;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The cross-entropy of softmax(x), for rows x of logits (n, classes), with class labels t (n): Σ or mean of ln Σⱼ e^xⱼ − xₜ.
 *
 * <p>With m the largest number of a row, its loss is computed as ln Σⱼ e^(xⱼ − m) + (m − xₜ): where all logits are large, so is ln Σⱼ e^xⱼ, and its rounding
 * would be that of the loss.
 *
 * <p>Its gradient is softmax(x) − onehot(t), divided by n for the mean. Fused: the softmax is a by-product of the value.
 *
 * @param mean whether the mean over the rows is given, rather than their sum; NaN of no rows
 */
public record CrossEntropy(boolean mean) implements Fused {

  @Override
  public String mnemonic() {
    return mean ? "cross_entropy" : "cross_entropy_sum";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 2);
    OperandException.requireFloat(inputs, 0);
    OperandException.requireIndex(inputs, 1);
    Shape logits = inputs.get(0).shape();
    Shape labels = inputs.get(1).shape();
    if (logits.rank() != 2 || labels.rank() != 1 || logits.get(0) != labels.get(0)) {
      throw new OperandException("expected logits (rows, classes) and a vector of as many labels, came {0} and {1}");
    }
    return inputs.get(0).withShape(Shape.SCALAR);
  }

  @Override
  public Evaluation evaluate(Kernels kernels, List<NdArray> inputs, TensorType type) {
    NdArray x = inputs.get(0).contiguous();
    int rows = x.shape().get(0);
    int classes = x.shape().get(1);
    NdArray labels = requireWithin(inputs.get(1).contiguous(), classes);
    NdArray softmax = NdArray.room(x.type());
    RealKernels<Object> loops = x.kernels(kernels);
    Object parts = loops.take(2 * rows); // of each row's ln Σ eˣ: first the logarithms, then the largest numbers
    loops.softmaxRows(rows, classes, x.numbers(), x.offset(), softmax.numbers(), 0, parts, rows, parts, 0);
    double[] losses = Heap.doubles(rows, inputs.get(1).type());
    loops.surprisals(rows, classes, x.numbers(), x.offset(), labels.longs(), labels.offset(), parts, rows, parts, 0, losses);
    loops.giveBack(parts);
    double sum = kernels.doubles().sum(losses, 0, rows);
    return new Evaluation(NdArray.full(type, mean ? sum / rows : sum), softmax);
  }

  private static NdArray requireWithin(NdArray labels, int classes) {
    for (int row = 0; row < labels.size(); row++) {
      long label = labels.longs()[labels.offset() + row];
      if (label < 0 || label >= classes) {
        throw new IndexOutOfBoundsException(
            String.format(Locale.ROOT,
                "cross-entropy: the label of row %d is %d, but there are %d classes (0 to %d)",
                row, label, classes, classes - 1));
      }
    }
    return labels;
  }

  @Override
  public void pullback(Kernels kernels, Passage passage) {
    NdArray softmax = passage.byProduct();
    NdArray labels = passage.input(1).contiguous();
    int rows = softmax.shape().get(0);
    int classes = softmax.shape().get(1);
    double ybar = passage.cotangent().get();
    double scale = mean ? ybar / rows : ybar;
    NdArray gradient = NdArray.room(softmax.type());
    RealKernels<Object> loops = gradient.kernels(kernels);
    Object out = gradient.numbers();
    loops.binary(BinaryFunction.MULTIPLY, softmax.numbers(), 0, 1, loops.number(scale), 0, 0, out, 0, gradient.size());
    loops.addToLabels(rows, classes, -scale, labels.longs(), labels.offset(), out, 0);
    passage.give(0, gradient);
  }

  @Override
  public Rule rule(Site site) {
    Shape logits = site.shape(0);
    Term surplus =
        Term.of(new Softmax(1, false), X).minus(Term.of(new OneHot(logits.get(1), site.input(0).dtype()), X1));
    Term scale = mean ? YBAR.dividedBy(logits.get(0)) : YBAR;
    return new Rule.Pullback(List.of(scale.times(surplus), Terms.ZERO));
  }

  @Override
  public Notation notation() {
    return Notation.call("cross-entropy", "\\operatorname{CE}");
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    Reduction alongRow = new Reduction(List.of(1), false);
    int rows = site.shape(0).get(0);
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      double[] logits = alongRow.elements(inputs.get(0), row);
      double max = DoubleStream.of(logits).reduce(Double.NEGATIVE_INFINITY, Math::max);
      sum += LogSumExp.surplus(logits, max) + (max - logits[(int) inputs.get(1).at(row)]);
    }
    return mean ? sum / rows : sum;
  }

  /** Rows of awkward lengths; none at all only for the sum, since the mean of none is NaN. */
  static List<Specimen> specimens(boolean mean) {
    return Stream.of(new int[] {4, 3}, new int[] {1, 2}, new int[] {3, 37}, new int[] {3, 1}, new int[] {0, 3})
        .filter(size -> !(mean && size[0] == 0))
        .map(
            size ->
                Specimen.of(
                    new CrossEntropy(mean), Specimen.real(Shape.of(size)), Gather.index(size[1], Shape.of(size[0]))))
        .toList();
  }
}
