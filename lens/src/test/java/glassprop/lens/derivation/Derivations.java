package glassprop.lens.derivation;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.lens.expression.Bindings;
import glassprop.lens.expression.Program;
import glassprop.lens.typeset.Numerals;
import glassprop.lens.typeset.TextWriter;
import glassprop.op.Numerics;
import glassprop.op.Term;
import java.util.List;
import java.util.Map;

/** Derivations of texts, and what tests ask of them. */
public final class Derivations {
  private static final int WIDTH = 98;

  private Derivations() {}

  public static Derivation of(String program, String at, String... wrt) {
    Bindings bindings = Bindings.parse(at.isEmpty() ? List.of() : List.of(at));
    return Derivation.of(Program.parse(program), bindings.values(), List.of(wrt));
  }

  /** In symbols of these shapes. */
  public static Derivation inSymbols(String program, String shapes, String... wrt) {
    return Derivation.of(Program.parse(program), Map.of(), Bindings.parse(List.of(), List.of(shapes)).shapes(), List.of(wrt));
  }

  public static Quantity quantity(Derivation derivation, String name) {
    return derivation.quantities().stream().filter(q -> q.name().equals(name)).findFirst().orElseThrow();
  }

  /** The closed form of the gradient with respect to a name. */
  public static String closedForm(Derivation derivation, String name) {
    return text(derivation, derivation.closedForm(quantity(derivation, name).slot()).orElseThrow().term());
  }

  public static double gradient(Derivation derivation, String name) {
    return derivation.gradient(quantity(derivation, name).slot()).orElseThrow().value().item();
  }

  public static String text(Derivation derivation, Term term) {
    return new TextWriter(derivation, new Numerals(17), WIDTH).formula(term);
  }

  public static NdArray value(Derivation derivation, Term term) {
    return term.evaluate(Numerics.NUMBERS, symbol -> derivation.value(symbol).array(), DType.F64);
  }
}
