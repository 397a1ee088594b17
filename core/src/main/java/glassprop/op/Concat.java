package glassprop.op;

import static glassprop.op.Terms.YBAR;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tensors joined end to end along one axis; their other sizes are equal. Each receives its part of the cotangent. */
public record Concat(int axis) implements Op {

  @Override
  public String mnemonic() {
    return "concat";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    if (inputs.isEmpty()) {
      throw new OperandException("expected at least one tensor");
    }
    TensorType first = inputs.getFirst();
    OperandException.requireAxis(inputs, 0, axis);
    long total = 0;
    for (int i = 0; i < inputs.size(); i++) {
      OperandException.requireSameDType(inputs, 0, i);
      Shape shape = inputs.get(i).shape();
      if (shape.rank() != first.shape().rank() || !shape.with(axis, 0).equals(first.shape().with(axis, 0))) {
        throw new OperandException("{0} and {" + i + "} differ elsewhere than along axis " + axis);
      }
      total += shape.get(axis);
    }
    return first.withShape(first.shape().with(axis, Shape.axisSize("concat", total)));
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    NdArray out = NdArray.zeros(type);
    int at = 0;
    for (NdArray x : inputs) {
      int count = x.shape().get(axis);
      out.slice(axis, at, count, 1).fillFrom(x);
      at += count;
    }
    return out;
  }

  @Override
  public Rule rule(Site site) {
    List<Term> parts = new ArrayList<>();
    int at = 0;
    for (TensorType x : site.inputs()) {
      int count = x.shape().get(axis);
      parts.add(x.dtype().isFloat() ? Term.of(new Slice(axis, at, count, 1), YBAR) : Terms.ZERO);
      at += count;
    }
    return new Rule.Pullback(parts);
  }

  @Override
  public Optional<Op> batched(Site site, int items) {
    return Optional.of(new Concat(axis + 1));
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    int[] at = index.clone();
    for (Reading x : inputs) {
      if (at[axis] < x.shape().get(axis)) {
        return x.at(at);
      }
      at[axis] -= x.shape().get(axis);
    }
    throw new AssertionError("an index within the output is within an input");
  }

  /** Inputs for the laws. */
  public static List<Specimen> specimens() {
    return List.of(
        Specimen.reals(new Concat(0), Shape.of(2), Shape.of(3)),
        Specimen.reals(new Concat(1), Shape.of(2, 1), Shape.of(2, 3), Shape.of(2, 2)),
        Specimen.reals(new Concat(0), Shape.of(2, 3)),
        Specimen.reals(new Concat(0), Shape.of(0, 3), Shape.of(2, 3)));
  }
}
