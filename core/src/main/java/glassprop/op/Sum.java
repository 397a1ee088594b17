package glassprop.op;

import static glassprop.op.Terms.YBAR;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.op.Notation.Precedence;
import java.util.List;
import java.util.stream.DoubleStream;

/** The sum along axes; 0 of no elements. Each element receives the cotangent of the sum that it is part of. */
public record Sum(Reduction along) implements Multilinear, ReductionOp {

  @Override
  public String mnemonic() {
    return "sum";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    return along.typeOfNumbers(inputs);
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    if (type.dtype() == DType.I64) {
      return Integers.reduce(this, along, inputs.getFirst(), type, Integers::sum);
    }
    return ReductionLoops.sum(kernels, along, inputs.getFirst(), type);
  }

  @Override
  public List<Term> adjoints(Site site) {
    return List.of(along.repeat(YBAR, site.shape(0)));
  }

  @Override
  public Notation written(String axes) {
    return new Notation(
        Reduction.textual("Σ", axes) + " #0", Reduction.latex("\\sum", axes) + " #0", Precedence.REDUCTION,
        List.of(Precedence.ENTRYWISE));
  }

  @Override
  public Op along(Reduction axes) {
    return new Sum(axes);
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    return DoubleStream.of(along.elements(inputs.getFirst(), index)).sum();
  }

  /** Inputs for the laws. */
  public static List<Specimen> specimens() {
    return Reduction.specimens(Sum::new);
  }
}
