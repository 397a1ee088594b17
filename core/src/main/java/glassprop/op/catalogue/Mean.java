package glassprop.op.catalogue;

import static glassprop.op.Terms.YBAR;

import glassprop.array.NdArray;
import glassprop.array.Shape;
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
import glassprop.op.Sum;
import glassprop.op.Term;
import java.util.List;
import java.util.stream.DoubleStream;

/** The arithmetic mean along axes; NaN of no elements. */
public record Mean(Reduction along) implements Multilinear, ReductionOp {

  @Override
  public String mnemonic() {
    return "mean";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    return along.type(inputs);
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    NdArray sum = new Sum(along).value(kernels, inputs, type);
    NdArray count = NdArray.full(new TensorType(Shape.SCALAR, type.dtype()), along.count(inputs.getFirst().shape()));
    return ElementwiseLoops.binary(kernels, BinaryFunction.DIVIDE, sum, count, type);
  }

  @Override
  public List<Term> adjoints(Site site) {
    return List.of(along.repeat(YBAR.dividedBy(along.count(site.shape(0))), site.shape(0)));
  }

  @Override
  public Notation written(String axes) {
    return new Notation(
        Reduction.textual("mean", axes) + "(#0)", Reduction.latex("\\operatorname{mean}", axes) + "\\left(#0\\right)",
        Precedence.ATOM, List.of(Precedence.RELATION));
  }

  @Override
  public Op along(Reduction axes) {
    return new Mean(axes);
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    double[] elements = along.elements(inputs.getFirst(), index);
    return DoubleStream.of(elements).sum() / elements.length;
  }

  static List<Specimen> specimens() {
    return Reduction.specimens(Mean::new);
  }
}
