package glassprop.op;

import glassprop.array.ShapeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sums of products that an equation names by the letters of axes: {@code "ij,jk->ik"} is the matrix product.
 *
 * <p>A letter that is missing on the right is summed over; one that is repeated within an operand takes its diagonal. Without an
 * arrow the result has the letters that occur once, in alphabetical order, as in NumPy. Operands are contracted from left to right;
 * what two share and is not needed later is contracted by one matrix product.
 */
public final class Einsum {
  private final String equation;
  private final Map<Character, Integer> sizes = new LinkedHashMap<>();

  private Einsum(String equation) {
    this.equation = equation;
  }

  /** An operand and the letters of its axes. */
  private record Labelled<T>(T operand, List<Character> letters) {}

  /**
   * The value of an equation.
   *
   * @throws ShapeException naming the equation, if it is not well formed or the operands do not fit it
   */
  public static <T extends ShapedOperand<T>> T of(String equation, List<T> operands) {
    return new Einsum(equation).evaluate(operands);
  }

  private <T extends ShapedOperand<T>> T evaluate(List<T> operands) {
    String[] sides = equation.replace(" ", "").split("->", -1);
    String[] inputs = sides[0].split(",", -1);
    require(sides.length <= 2, "has more than one arrow");
    require(inputs.length == operands.size(), "names " + inputs.length + " operands, but " + operands.size() + " came");
    List<Character> output = sides.length == 2 ? letters(sides[1]) : once(sides[0]);
    require(Set.copyOf(output).size() == output.size(), "repeats a letter on the right");
    List<Labelled<T>> labelled = new ArrayList<>();
    for (int i = 0; i < inputs.length; i++) {
      labelled.add(labelled(operands.get(i), letters(inputs[i])));
    }
    output.forEach(letter -> require(sizes.containsKey(letter), "has " + letter + " on the right, but not on the left"));
    Labelled<T> joint = labelled.getFirst();
    for (int next = 1; next < labelled.size(); next++) {
      joint = summed(joint, neededFrom(labelled, next, output));
      joint = product(joint, labelled.get(next), neededFrom(labelled, next + 1, output));
    }
    return ordered(summed(joint, Set.copyOf(output)), output);
  }

  /** The letters of the result and of the operands that are still to come. */
  private static <T> Set<Character> neededFrom(List<Labelled<T>> labelled, int next, List<Character> output) {
    Set<Character> needed = new LinkedHashSet<>(output);
    labelled.subList(next, labelled.size()).forEach(later -> needed.addAll(later.letters));
    return needed;
  }

  private void require(boolean holds, String what) {
    if (!holds) {
      throw new ShapeException("einsum \"" + equation + "\" " + what);
    }
  }

  private List<Character> letters(String text) {
    require(text.chars().allMatch(c -> c < 128 && Character.isLetter(c)), "has \"" + text + "\", which is not letters alone");
    return text.chars().mapToObj(c -> (char) c).toList();
  }

  private static List<Character> once(String inputs) {
    return inputs
        .chars()
        .filter(c -> Character.isLetter(c) && inputs.indexOf(c) == inputs.lastIndexOf(c))
        .sorted()
        .mapToObj(c -> (char) c)
        .toList();
  }

  /** An operand whose letters are all different: of a repeated one the diagonal is taken. */
  private <T extends ShapedOperand<T>> Labelled<T> labelled(T operand, List<Character> letters) {
    require(
        letters.size() == operand.shape().rank(), "names %d axes of %s".formatted(letters.size(), operand.describe()));
    for (int axis = 0; axis < letters.size(); axis++) {
      char letter = letters.get(axis);
      int size = operand.shape().get(axis);
      Integer known = sizes.putIfAbsent(letter, size);
      require(known == null || known == size, "gives %s the sizes %s and %d".formatted(letter, known, size));
    }
    T x = operand;
    List<Character> open = new ArrayList<>(letters);
    for (char letter : new LinkedHashSet<>(letters)) {
      while (open.indexOf(letter) != open.lastIndexOf(letter)) {
        int first = open.indexOf(letter);
        int second = open.lastIndexOf(letter);
        List<Integer> order = new ArrayList<>(IntStream.range(0, open.size()).boxed().toList());
        order.removeAll(List.of(first, second));
        order.addAll(List.of(first, second));
        x = x.apply(new Permute(order), List.of()).diagonal();
        open.remove(second);
        open.remove(first);
        open.add(letter);
      }
    }
    return new Labelled<>(x, List.copyOf(open));
  }

  /** Summed over the letters that are not needed any more. */
  private static <T extends ShapedOperand<T>> Labelled<T> summed(Labelled<T> x, Set<Character> needed) {
    int[] axes = IntStream.range(0, x.letters.size()).filter(axis -> !needed.contains(x.letters.get(axis))).toArray();
    List<Character> left = x.letters.stream().filter(needed::contains).toList();
    return axes.length == 0 ? x : new Labelled<>(x.operand.sum(axes), left);
  }

  private <T extends ShapedOperand<T>> Labelled<T> product(Labelled<T> left, Labelled<T> right, Set<Character> needed) {
    Set<Character> here = new LinkedHashSet<>(needed);
    here.addAll(left.letters);
    Labelled<T> b = summed(right, here);
    List<Character> shared = left.letters.stream().filter(b.letters::contains).toList();
    List<Character> batch = shared.stream().filter(needed::contains).toList();
    List<Character> contracted = shared.stream().filter(letter -> !needed.contains(letter)).toList();
    List<Character> rows = left.letters.stream().filter(letter -> !shared.contains(letter)).toList();
    List<Character> columns = b.letters.stream().filter(letter -> !shared.contains(letter)).toList();
    T x = grouped(left, batch, rows, contracted);
    T y = grouped(b, batch, contracted, columns);
    T xy = contracted.isEmpty() ? x.times(y) : x.matmul(y); // without a sum, (…, rows, 1) times (…, 1, columns)
    List<Character> result = joined(batch, rows, columns);
    return new Labelled<>(xy.reshape(result.stream().mapToInt(sizes::get).toArray()), result);
  }

  /** With its axes in three groups, each but the first one axis. */
  private <T extends ShapedOperand<T>> T grouped(
      Labelled<T> x, List<Character> batch, List<Character> second, List<Character> third) {
    List<Integer> shape = new ArrayList<>(batch.stream().map(sizes::get).toList());
    shape.add(second.stream().mapToInt(sizes::get).reduce(1, Math::multiplyExact));
    shape.add(third.stream().mapToInt(sizes::get).reduce(1, Math::multiplyExact));
    return ordered(x, joined(batch, second, third)).reshape(shape.stream().mapToInt(Integer::intValue).toArray());
  }

  private static <T extends ShapedOperand<T>> T ordered(Labelled<T> x, List<Character> order) {
    return order.equals(x.letters)
        ? x.operand
        : x.operand.apply(new Permute(order.stream().map(x.letters::indexOf).toList()), List.of());
  }

  private static List<Character> joined(List<Character> a, List<Character> b, List<Character> c) {
    return Stream.of(a, b, c).flatMap(List::stream).toList();
  }
}
