package glassprop.op.catalogue;

import static glassprop.op.Terms.X;
import static glassprop.op.Terms.Y;
import static glassprop.op.Terms.YBAR;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.BinaryFunction;
import glassprop.kernel.Kernels;
import glassprop.kernel.RealKernels;
import glassprop.op.Integers;
import glassprop.op.Notation.Precedence;
import glassprop.op.Notation;
import glassprop.op.Op;
import glassprop.op.OperandException;
import glassprop.op.Reading;
import glassprop.op.Reduction;
import glassprop.op.ReductionLoops;
import glassprop.op.ReductionOp;
import glassprop.op.Rule;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.Sum;
import glassprop.op.Term;
import glassprop.op.Terms;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The largest or smallest element along axes; NaN if any is NaN. The cotangent is spread evenly over the elements that equal the
 * extremum, and over the NaNs if it is one, as {@code amax} does in PyTorch.
 */
public record Extremum(boolean largest, Reduction along) implements ReductionOp {

  @Override
  public String mnemonic() {
    return largest ? "max" : "min";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    TensorType type = along.typeOfNumbers(inputs);
    if (along.count(inputs.getFirst().shape()) == 0 && type.shape().size() > 0) {
      throw new OperandException("no elements to choose from along axes " + along.axes() + " of {0}");
    }
    return type;
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    if (type.dtype() == DType.I64) {
      return Integers.reduce(this, along, inputs.getFirst(), type, largest ? Integers::largest : Integers::smallest);
    }
    return largest
        ? ReductionLoops.extremes(kernels, along, inputs.getFirst(), type, BinaryFunction.MAXIMUM, RealKernels::max)
        : ReductionLoops.extremes(kernels, along, inputs.getFirst(), type, BinaryFunction.MINIMUM, RealKernels::min);
  }

  @Override
  public Rule rule(Site site) {
    if (!site.output().dtype().isFloat()) {
      return new Rule.None();
    }
    Shape shape = site.shape(0);
    Term extremum = along.repeat(Y, shape);
    Term chosen = X.equalTo(extremum).where(Terms.ONE, isNan(X));
    Term share = YBAR.dividedBy(Term.of(new Sum(along), chosen));
    return new Rule.Pullback(List.of(chosen.times(along.repeat(share, shape))));
  }

  /** 1 where a term is NaN, else 0. Where the extremum is a number no element is NaN. */
  private static Term isNan(Term x) {
    return x.notEqualTo(x).where(Terms.ONE, Terms.ZERO);
  }

  @Override
  public Notation written(String axes) {
    return new Notation(
        Reduction.textual(mnemonic(), axes) + "(#0)", Reduction.latex("\\" + mnemonic(), axes) + "\\left(#0\\right)",
        Precedence.ATOM, List.of(Precedence.RELATION));
  }

  @Override
  public Op along(Reduction axes) {
    return new Extremum(largest, axes);
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    DoubleStream elements = DoubleStream.of(along.elements(inputs.getFirst(), index));
    return largest
        ? elements.reduce(Double.NEGATIVE_INFINITY, Math::max)
        : elements.reduce(Double.POSITIVE_INFINITY, Math::min);
  }

  static List<Specimen> specimens(boolean largest) {
    return Reduction.specimens(along -> new Extremum(largest, along));
  }
}
