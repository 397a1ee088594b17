package glassprop.op;

import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import java.util.List;
import java.util.stream.Stream;

/** An op with inputs to try it on: shapes, and the domains to sample them from. */
public record Specimen(Op op, List<Input> inputs) {

  /** One input: a shape, and where its elements come from. */
  public record Input(Shape shape, Domain domain) {

    /** The input's type, where numbers are of the given precision. */
    public TensorType type(DType precision) {
      return new TensorType(
          shape,
          switch (domain) {
            case Domain.Reals reals -> precision;
            case Domain.Indices indices -> DType.I64;
            case Domain.Places places -> DType.I64;
            case Domain.Booleans booleans -> DType.BOOL;
          });
    }
  }

  /** A specimen with these inputs. */
  public static Specimen of(Op op, Input... inputs) {
    return new Specimen(op, List.of(inputs));
  }

  /** A specimen whose inputs may be any real numbers. */
  public static Specimen reals(Op op, Shape... shapes) {
    return new Specimen(op, Stream.of(shapes).map(Specimen::real).toList());
  }

  /** An input of any real numbers. */
  public static Input real(Shape shape) {
    return new Input(shape, Domain.everywhere());
  }

  /** The site of this specimen in a precision. */
  public Site site(DType precision) {
    return Site.of(op, inputs.stream().map(input -> input.type(precision)).toList());
  }
}
