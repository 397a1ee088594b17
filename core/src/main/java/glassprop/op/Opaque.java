package glassprop.op;

import glassprop.array.TensorType;
import java.util.List;

/**
 * A function whose value and rule are code outside the language of rules: it has a name and a type, and prints as its name.
 *
 * @param mnemonic the name
 * @param output the type of the output
 */
public record Opaque(String mnemonic, TensorType output) implements Op {

  @Override
  public TensorType type(List<TensorType> inputs) {
    return output;
  }

  @Override
  public Rule rule(Site site) {
    return new Rule.None();
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    throw new IllegalStateException(mnemonic + " is code: it has no definition to refer to");
  }
}
