package glassprop.op;

import java.util.List;

/**
 * An op that is linear in each input that has a gradient, the others held: sums, views, products.
 *
 * <p>It states its adjoints. A zero in any such input makes the result zero, which keeps derived rules small.
 */
public interface Multilinear extends Op {

  /**
   * The adjoints: for each input x̄ᵢ in ȳ and the other inputs, {@link Terms#ZERO} for an index or a mask.
   */
  List<Term> adjoints(Site site);

  @Override
  default Rule rule(Site site) {
    return new Rule.Multilinear(adjoints(site));
  }

  @Override
  default Term on(List<Term> operands) {
    return operands.contains(Terms.ZERO) ? Terms.ZERO : new Term.Apply(this, operands);
  }
}
