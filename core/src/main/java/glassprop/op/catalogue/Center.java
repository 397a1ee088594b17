package glassprop.op.catalogue;

import static glassprop.op.Terms.YBAR;

import glassprop.array.NdArray;
import glassprop.array.TensorType;
import glassprop.kernel.BinaryFunction;
import glassprop.kernel.Kernels;
import glassprop.op.ElementwiseLoops;
import glassprop.op.Multilinear;
import glassprop.op.Notation.Precedence;
import glassprop.op.Notation;
import glassprop.op.Op;
import glassprop.op.Reading;
import glassprop.op.Reduction;
import glassprop.op.ReductionOp;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.Term;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The deviations from the mean along axes, x − mean(x); its own adjoint, since it is a projection.
 *
 * <p>An op of its own, since a mean is rounded to the format of x: where the numbers are large beside their deviations, as 10⁶ ± 1 in float32,
 * that rounding is an error as large as the deviations, in each of them and always the same. So what is left of the mean is taken off once more
 * (the corrected two-pass algorithm: Chan, Golub and LeVeque, Algorithms for Computing the Sample Variance, 1983).
 *
 * @param along the axes, whose sizes stay
 */
public record Center(Reduction along) implements Multilinear, ReductionOp {
  /** Takes axes with their sizes kept. */
  public Center {
    along = new Reduction(along.axes(), true);
  }

  @Override
  public String mnemonic() {
    return "center";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    along.type(inputs);
    return inputs.getFirst();
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    NdArray x = inputs.getFirst();
    NdArray deviations = minus(kernels, x, mean(kernels, x));
    return minus(kernels, deviations, finite(mean(kernels, deviations)));
  }

  private NdArray mean(Kernels kernels, NdArray x) {
    return new Mean(along).value(kernels, List.of(x), along.type(List.of(x.type())));
  }

  private static NdArray minus(Kernels kernels, NdArray x, NdArray mean) {
    return ElementwiseLoops.binary(kernels, BinaryFunction.SUBTRACT, x, mean.expand(x.shape()), x.type());
  }

  /** The same means with 0 for those that say nothing, as beside an infinite number. */
  private static NdArray finite(NdArray means) {
    double[] numbers = means.toDoubles();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Double.isFinite(numbers[i]) ? numbers[i] : 0;
    }
    return NdArray.over(numbers, means.shape()).to(means.dtype());
  }

  @Override
  public List<Term> adjoints(Site site) {
    return List.of(Term.of(this, YBAR));
  }

  @Override
  public Notation written(String axes) {
    return new Notation(
        Reduction.textual("center", axes) + "(#0)", Reduction.latex("\\operatorname{center}", axes) + "\\left(#0\\right)",
        Precedence.ATOM, List.of(Precedence.RELATION));
  }

  @Override
  public Op along(Reduction axes) {
    return new Center(axes);
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    Reading x = inputs.getFirst();
    int[] ofMean = index.clone();
    along.axes().forEach(axis -> ofMean[axis] = 0);
    double[] elements = along.elements(x, ofMean);
    return x.at(index) - DoubleStream.of(elements).sum() / elements.length;
  }

  static List<Specimen> specimens() {
    return Reduction.specimens(Center::new);
  }
}
