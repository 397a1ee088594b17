package glassprop.op;

import static glassprop.op.Terms.X;
import static glassprop.op.Terms.YBAR;
import static glassprop.op.Terms.ZERO;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Interruption;
import glassprop.kernel.Kernels;
import java.util.List;
import java.util.Optional;

/** Of two tensors, the elements of the first where a mask is true and of the second where it is false; all three broadcast. */
public record Where() implements Op {
  @Override
  public String mnemonic() {
    return "where";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 3);
    if (inputs.getFirst().dtype() != DType.BOOL) {
      throw new OperandException("the mask must be BOOL, came {0:type}; compare it with something");
    }
    OperandException.requireSameDType(inputs, 1, 2);
    return Elementwise.broadcast(inputs, inputs.get(1).dtype());
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    NdArray mask = inputs.get(0).expand(type.shape()).contiguous();
    NdArray out = inputs.get(2).expand(type.shape()).copy();
    NdArray chosen = inputs.get(1).expand(type.shape()).contiguous();
    Interruption.inParts(out.size(), (start, end) -> choose(mask, chosen, out, start, end));
    return out;
  }

  /** Writes what was chosen over what stands there otherwise. */
  private static void choose(NdArray mask, NdArray chosen, NdArray out, int start, int end) {
    out.dtype().cells().choose(
        mask.booleans(), mask.offset() + start, chosen.numbers(), chosen.offset() + start, out.numbers(), start, end - start);
  }

  @Override
  public Rule rule(Site site) {
    if (!site.output().dtype().isFloat()) {
      return new Rule.None();
    }
    Shape shape = site.output().shape();
    return new Rule.Pullback(
        List.of(
            ZERO,
            Broadcasting.reduceTo(X.where(YBAR, ZERO), shape, site.shape(1)),
            Broadcasting.reduceTo(X.where(ZERO, YBAR), shape, site.shape(2))));
  }

  @Override
  public Notation notation(Optional<Site> site, List<Term> operands) {
    boolean bracket = isRepeated(operands.get(1), Terms.ONE) && isRepeated(operands.get(2), ZERO);
    return bracket
        ? new Notation("[#0]", "\\left[#0\\right]", Notation.Precedence.ATOM, List.of(Notation.Precedence.RELATION))
        : notation();
  }

  private static boolean isRepeated(Term term, Term number) {
    return (term instanceof Term.Apply(Op op, List<Term> operands) && op.notation().isUnwritten())
        ? isRepeated(operands.getFirst(), number)
        : term.equals(number);
  }

  @Override
  public Optional<Op> batched(Site site, int items) {
    return Optional.of(this);
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    return inputs.get(0).broadcastAt(index) != 0 ? inputs.get(1).broadcastAt(index) : inputs.get(2).broadcastAt(index);
  }

  /** A choice between two zeros is zero. */
  @Override
  public Term on(List<Term> operands) {
    return operands.get(1).equals(ZERO) && operands.get(2).equals(ZERO) ? ZERO : new Term.Apply(this, operands);
  }

  /** Inputs for the laws. */
  public static List<Specimen> specimens() {
    return Broadcasting.samples(3).stream()
        .map(
            shapes ->
                Specimen.of(
                    new Where(), new Specimen.Input(shapes[0], new Domain.Booleans()), Specimen.real(shapes[1]),
                    Specimen.real(shapes[2])))
        .toList();
  }
}
