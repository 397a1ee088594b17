package glassprop.op.catalogue;

import static glassprop.op.Terms.X;
import static glassprop.op.Terms.YBAR;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.kernel.RealKernels;
import glassprop.op.Notation.Precedence;
import glassprop.op.Notation;
import glassprop.op.Op;
import glassprop.op.Reading;
import glassprop.op.Reduction;
import glassprop.op.ReductionLoops;
import glassprop.op.ReductionOp;
import glassprop.op.Rule;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.Term;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * ln Σ eˣ along axes, without overflow; −∞ of no elements and of −∞ alone. Its gradient is the softmax.
 *
 * <p>That is eˣ⁻ʸ, but is not computed so: where y is large, its rounding takes digits of the difference, and so of the power.
 */
public record LogSumExp(Reduction along) implements ReductionOp {

  @Override
  public String mnemonic() {
    return "logsumexp";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    return along.type(inputs);
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    return ReductionLoops.rows(kernels, along.rows(inputs.getFirst()), type, RealKernels::logSumExp);
  }

  @Override
  public Rule rule(Site site) {
    Shape shape = site.shape(0);
    Term softmax =
        along.axes().size() == 1
            ? Term.of(new Softmax(along.axes().getFirst(), false), X)
            : along.fromRows(Term.of(new Softmax(along.rowsShape(shape).rank() - 1, false), along.rows(X, shape)), shape);
    return new Rule.Pullback(List.of(along.repeat(YBAR, shape).times(softmax)));
  }

  @Override
  public Notation written(String axes) {
    return new Notation(
        Reduction.textual("ln Σ", axes) + " exp(#0)", "\\ln " + Reduction.latex("\\sum", axes) + " \\exp\\left(#0\\right)",
        Precedence.REDUCTION, List.of(Precedence.RELATION));
  }

  @Override
  public Op along(Reduction axes) {
    return new LogSumExp(axes);
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    double[] elements = along.elements(inputs.getFirst(), index);
    double max = DoubleStream.of(elements).reduce(Double.NEGATIVE_INFINITY, Math::max);
    return max + surplus(elements, max);
  }

  /** ln Σ eˣ⁻ᵐᵃˣ: what the logarithm of the sum has above the largest number, which says all where it is infinite. */
  static double surplus(double[] elements, double max) {
    return Double.isInfinite(max) ? 0 : Math.log(DoubleStream.of(elements).map(x -> Math.exp(x - max)).sum());
  }

  static List<Specimen> specimens() {
    return Reduction.specimens(LogSumExp::new);
  }
}
