package glassprop.op.catalogue;

import static glassprop.op.Terms.ONE;
import static glassprop.op.Terms.X;
import static glassprop.op.Terms.Y;
import static glassprop.op.Terms.YBAR;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Interruption;
import glassprop.kernel.Kernels;
import glassprop.kernel.RealKernels;
import glassprop.op.Identity;
import glassprop.op.Notation;
import glassprop.op.Op;
import glassprop.op.Permute;
import glassprop.op.OperandException;
import glassprop.op.Reading;
import glassprop.op.Reduction;
import glassprop.op.Rule;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.Sum;
import glassprop.op.Term;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * eˣ / Σ eˣ along one axis, or its logarithm, without overflow; NaN where all x are −∞.
 *
 * <p>Pullbacks: y ⊙ (ȳ − Σ ȳ⊙y) for the softmax; ȳ − eʸ Σ ȳ for its logarithm.
 *
 * @param axis counted from the front
 * @param log whether the logarithm is given
 */
public record Softmax(int axis, boolean log) implements Op {

  @Override
  public String mnemonic() {
    return log ? "logsoftmax" : "softmax";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 1);
    OperandException.requireFloat(inputs, 0);
    OperandException.requireAxis(inputs, 0, axis);
    return inputs.getFirst();
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    int[] order = Permute.lastAxisSwapped(type.shape().rank(), axis);
    NdArray x = inputs.getFirst().permute(order).contiguous();
    NdArray out = NdArray.zeros(x.type());
    RealKernels<Object> loops = x.kernels(kernels);
    int n = type.shape().get(axis);
    for (int i = 0, row = 0; row < out.size(); i++, row += n) {
      Interruption.check(i, n);
      int at = x.offset() + row;
      if (log) {
        loops.logSoftmax(x.numbers(), at, out.numbers(), row, n);
      } else {
        loops.softmax(x.numbers(), at, out.numbers(), row, n);
      }
    }
    return out.permute(order);
  }

  @Override
  public Rule rule(Site site) {
    Sum sum = new Sum(new Reduction(List.of(axis), true));
    Shape shape = site.shape(0);
    return new Rule.Pullback(
        List.of(
            log
                ? YBAR.minus(Y.exp().times(sum.along().repeat(Term.of(sum, YBAR), shape)))
                : Y.times(YBAR.minus(sum.along().repeat(Term.of(sum, YBAR.times(Y)), shape)))));
  }

  @Override
  public List<Identity> identities(Site site) {
    Term softmax = Term.of(new Softmax(axis, false), X);
    return log
        ? List.of(Identity.always(Term.of(this, X).exp(), softmax))
        : List.of(
            Identity.always(Term.of(new Sum(new Reduction(List.of(axis), true)), softmax), ONE),
            Identity.always(Term.of(new Sum(new Reduction(List.of(axis), false)), softmax), ONE));
  }

  @Override
  public Notation notation() {
    return notation("");
  }

  /** Of a vector there is one axis; of others it is named. */
  @Override
  public Notation notation(Site site) {
    return notation(new Reduction(List.of(axis), true).subscript(site.shape(0)));
  }

  private Notation notation(String axis) {
    String latex = Reduction.latex("\\operatorname{softmax}", axis);
    return Notation.call(Reduction.textual(log ? "ln softmax" : "softmax", axis), (log ? "\\ln " : "") + latex);
  }

  @Override
  public Optional<Op> batched(Site site, int items) {
    return Optional.of(new Softmax(axis + 1, log));
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    double[] row = new Reduction(List.of(axis), true).elements(inputs.getFirst(), index);
    double max = DoubleStream.of(row).reduce(Double.NEGATIVE_INFINITY, Math::max);
    double sum = DoubleStream.of(row).map(x -> Math.exp(x - max)).sum();
    double shifted = inputs.getFirst().at(index) - max;
    return log ? shifted - Math.log(sum) : Math.exp(shifted) / sum;
  }

  static List<Specimen> specimens(boolean log) {
    return List.of(
        Specimen.reals(new Softmax(0, log), Shape.of(5)),
        Specimen.reals(new Softmax(1, log), Shape.of(3, 4)),
        Specimen.reals(new Softmax(0, log), Shape.of(3, 4)),
        Specimen.reals(new Softmax(1, log), Shape.of(2, 3, 4)),
        Specimen.reals(new Softmax(1, log), Shape.of(3, 1)),
        Specimen.reals(new Softmax(1, log), Shape.of(0, 3)),
        Specimen.reals(new Softmax(0, log), Shape.of(0, 3)));
  }
}
