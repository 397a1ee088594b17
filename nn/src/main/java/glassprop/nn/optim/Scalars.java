package glassprop.nn.optim;

import glassprop.op.Elementwise;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The numbers of a step that are the same for all numbers of a parameter, such as 1 − β₁ᵗ: computed in double precision. */
final class Scalars {
  private final List<Integer> wanted = new ArrayList<>();
  private final Values values;
  private int[] given = {};
  private int[] applied = {};
  private Elementwise[] ops = {};
  private int[][] operands = {};

  Scalars(Values values) {
    this.values = values;
  }

  /** The place of a value among the scalars that are wanted. */
  int place(int value) {
    if (!wanted.contains(value)) {
      wanted.add(value);
    }
    return wanted.indexOf(value);
  }

  /** No more will be wanted. */
  void end() {
    Set<Integer> needed = new TreeSet<>();
    wanted.forEach(value -> values.reach(value, needed));
    given = needed.stream().filter(value -> !values.isApplied(value)).mapToInt(Integer::intValue).toArray();
    applied = needed.stream().filter(values::isApplied).mapToInt(Integer::intValue).toArray();
    ops = new Elementwise[applied.length];
    operands = new int[applied.length][];
    for (int i = 0; i < applied.length; i++) {
      ops[i] = values.op(applied[i]);
      operands[i] = values.operands(applied[i]).stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /** How many are wanted. */
  int count() {
    return wanted.size();
  }

  /** What one of them is, in symbols. */
  String text(int place) {
    return values.text(wanted.get(place));
  }

  /** Those that are wanted, at a step of a parameter, which counts from 1. */
  double[] at(int step, double rate) {
    double[] known = new double[values.count()];
    for (int value : given) {
      known[value] = values.given(value, step, rate);
    }
    for (int i = 0; i < applied.length; i++) {
      double[] x = new double[operands[i].length];
      for (int slot = 0; slot < x.length; slot++) {
        x[slot] = known[operands[i][slot]];
      }
      known[applied[i]] = ops[i].of(x);
    }
    double[] numbers = new double[wanted.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = known[wanted.get(i)];
    }
    return numbers;
  }
}
