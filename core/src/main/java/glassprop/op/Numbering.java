package glassprop.op;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Numbers the parts of terms, operands before what they are operands of, and equal parts once. It needs no recursion, however deep the terms are. */
final class Numbering {
  private final Map<Term, Integer> numbers = new HashMap<>();
  private final IdentityHashMap<Term, Integer> seen = new IdentityHashMap<>(); // no need to compare what is the same object
  private final List<Term> parts = new ArrayList<>();
  private final List<int[]> operands = new ArrayList<>();

  /** The number of a term, whose parts are numbered before it. */
  int number(Term root) {
    Deque<Term> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Term term = open.peek();
      List<Term> needed = term instanceof Term.Apply(Op _, List<Term> inside) ? inside : List.of();
      if (!seen.containsKey(term) && !open(needed, open)) {
        seen.put(term, known(term, needed));
      }
      if (seen.containsKey(term)) {
        open.pop();
      }
    }
    return numberOf(root);
  }

  /** Puts what has no number yet onto the stack, the first on top; whether there is any. */
  private boolean open(List<Term> needed, Deque<Term> open) {
    boolean any = false;
    for (int i = needed.size() - 1; i >= 0; i--) {
      if (!seen.containsKey(needed.get(i))) {
        open.push(needed.get(i));
        any = true;
      }
    }
    return any;
  }

  private int known(Term term, List<Term> needed) {
    Integer known = numbers.putIfAbsent(term, parts.size());
    if (known != null) {
      return known;
    }
    parts.add(term);
    operands.add(needed.stream().mapToInt(this::numberOf).toArray());
    return parts.size() - 1;
  }

  private int numberOf(Term term) {
    Integer number = seen.get(term);
    if (number == null) {
      throw new IllegalStateException("an operand comes before what it is an operand of");
    }
    return number;
  }

  /** The parts in order. */
  Term[] parts() {
    return parts.toArray(Term[]::new);
  }

  /** The numbers of the operands of each part. */
  int[][] operands() {
    return operands.toArray(int[][]::new);
  }
}
