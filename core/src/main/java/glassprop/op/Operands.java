package glassprop.op;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The operands of a term, which is often a part of several terms, or of one in several places: a term is a graph without cycles, not a tree. Comparing two of
 * them takes no more steps than they have parts, and no recursion: the hash is computed once, when the parts have theirs, and two lists that were found to
 * be equal share their elements from then on, so that no part is compared twice.
 */
final class Operands extends AbstractList<Term> implements RandomAccess {
  private final int hash;
  private Elements elements; // of one of several equal lists; whichever a thread reads, it is right

  /** The terms, in a final field: a thread that sees another's elements without any order between them sees them whole. */
  private static final class Elements {
    private final Term[] terms;

    Elements(Term[] terms) {
      this.terms = terms;
    }
  }

  private Operands(Term[] terms) {
    this.elements = new Elements(terms);
    this.hash = hash(terms);
  }

  /** Bits are mixed at each level (finalizer of MurmurHash3): a sum of multiples would be the same number at all depths of t ← tanh(t)·t. */
  private static int hash(Term[] terms) {
    int hash = terms.length;
    for (Term term : terms) {
      hash = 31 * hash + term.hashCode();
      hash = (hash ^ hash >>> 16) * 0x85ebca6b;
      hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
      hash ^= hash >>> 16;
    }
    return hash;
  }

  /** These operands. */
  static Operands of(List<Term> terms) {
    return terms instanceof Operands made ? made : new Operands(terms.toArray(Term[]::new));
  }

  @Override
  public Term get(int place) {
    return elements.terms[place];
  }

  @Override
  public int size() {
    return elements.terms.length;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Operands list ? isEqual(list) : super.equals(other);
  }

  private boolean isEqual(Operands other) {
    if (shares(other)) {
      return true;
    }
    if (hash != other.hash || size() != other.size()) {
      return false;
    }
    if (!isEqualAtFirstSight(other)) {
      Numbering parts = new Numbering(); // compares what is inside first
      forEach(parts::number);
      other.forEach(parts::number);
    }
    boolean equal = isEqualAtFirstSight(other);
    elements = equal ? other.elements : elements;
    return equal;
  }

  @SuppressWarnings("ReferenceEquality") // the same elements, not equal ones
  private boolean shares(Operands other) {
    return elements == other.elements;
  }

  /** Whether the lists are equal, as far as can be told without looking into operands of operands that were never compared. */
  private boolean isEqualAtFirstSight(Operands other) {
    for (int i = 0; i < size(); i++) {
      Term a = get(i);
      Term b = other.get(i);
      boolean equal = (a instanceof Term.Apply(Op op, Operands inside) && b instanceof Term.Apply(Op otherOp, Operands otherInside))
          ? (inside.shares(otherInside) && op.equals(otherOp))
          : a.equals(b);
      if (!equal) {
        return false;
      }
    }
    return true;
  }
}
