package glassprop.op.catalogue;

import static glassprop.op.Terms.X;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.kernel.RealKernels;
import glassprop.op.Integers;
import glassprop.op.Notation;
import glassprop.op.Op;
import glassprop.op.Reading;
import glassprop.op.Reduction;
import glassprop.op.ReductionLoops;
import glassprop.op.ReductionOp;
import glassprop.op.Reshape;
import glassprop.op.Rule;
import glassprop.op.Site;
import glassprop.op.Slice;
import glassprop.op.Specimen;
import glassprop.op.Term;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The product along axes; 1 of no elements. Each element receives the true product of the others, also where some are zero.
 */
public record Product(Reduction along) implements ReductionOp {

  @Override
  public String mnemonic() {
    return "prod";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    return along.typeOfNumbers(inputs);
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    if (type.dtype() == DType.I64) {
      return Integers.reduce(this, along, inputs.getFirst(), type, Integers::product);
    }
    return ReductionLoops.rows(kernels, along.rows(inputs.getFirst()), type, RealKernels::product);
  }

  /** The last of the cumulative products over one axis that holds all the elements to combine. */
  @Override
  public Rule rule(Site site) {
    if (!site.output().dtype().isFloat()) {
      return new Rule.None();
    }
    Shape rows = along.rowsShape(site.shape(0));
    int last = rows.rank() - 1;
    Term products = CumulativeProduct.fromOne(along.rows(X, site.shape(0)), rows, last);
    Term whole = Term.of(new Slice(last, rows.get(last), 1, 1), products);
    return new Rule.Composite(Term.of(new Reshape(site.output().shape()), whole));
  }

  @Override
  public Notation written(String axes) {
    return new Notation(
        Reduction.textual("Π", axes) + " #0", Reduction.latex("\\prod", axes) + " #0", Notation.Precedence.REDUCTION,
        List.of(Notation.Precedence.POWER));
  }

  @Override
  public Op along(Reduction axes) {
    return new Product(axes);
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    return DoubleStream.of(along.elements(inputs.getFirst(), index)).reduce(1, (a, b) -> a * b);
  }

  static List<Specimen> specimens() {
    return Reduction.specimens(Product::new);
  }
}
