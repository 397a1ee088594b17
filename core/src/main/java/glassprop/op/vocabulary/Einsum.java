package glassprop.op.vocabulary;

import glassprop.array.Shape;
import glassprop.array.ShapeException;
import glassprop.op.Permute;
import glassprop.op.Told;
import glassprop.text.Counted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sums of products that an equation names by the letters of axes: {@code "ij,jk->ik"} is the matrix product.
 *
 * <p>A letter that is missing on the right is summed over; one that is repeated within an operand takes its diagonal. An ellipsis
 * stands for the axes that no letter names, {@code "...ij,...jk->...ik"}; they are matched from the back, as in broadcasting, and
 * summed over if the right has no ellipsis. An axis of size 1 is repeated to fit the others of its letter. Without an arrow the result
 * has the axes of the ellipsis and then the letters that occur once, in alphabetical order, as in NumPy. Operands are contracted from
 * left to right; what two share and is not needed later is contracted by one matrix product.
 */
public final class Einsum {
  private static final String ELLIPSIS = "...";
  private static final char FIRST_UNNAMED = '\uE000'; // of private use, so no letter: the axes of an ellipsis

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
    return Told.by("einsum", () -> new Einsum(equation).evaluate(operands));
  }

  private <T extends ShapedOperand<T>> T evaluate(List<T> operands) {
    String[] sides = equation.replace(" ", "").split("->", -1);
    String[] inputs = sides[0].split(",", -1);
    require(sides.length <= 2, "has more than one arrow");
    require(inputs.length == operands.size(), "names " + Counted.of(inputs.length, "operand") + ", but " + operands.size() + " came");
    List<List<Character>> letters = new ArrayList<>();
    for (int i = 0; i < inputs.length; i++) {
      letters.add(letters(inputs[i], operands.get(i)));
      measure(letters.get(i), operands.get(i));
    }
    int unnamed = (int) sizes.keySet().stream().filter(letter -> letter >= FIRST_UNNAMED).count();
    List<Character> output = sides.length == 2 ? letters(sides[1], unnamed) : once(sides[0], unnamed);
    require(Set.copyOf(output).size() == output.size(), "repeats a letter on the right");
    output.forEach(letter -> require(sizes.containsKey(letter), "has " + letter + " on the right, but not on the left"));
    List<Labelled<T>> labelled = new ArrayList<>();
    for (int i = 0; i < inputs.length; i++) {
      labelled.add(labelled(operands.get(i), letters.get(i)));
    }
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
      throw new ShapeException("einsum: \"" + equation + "\" " + what);
    }
  }

  /** The letters of an operand's axes; those of an ellipsis are numbered from the back, the last one 0. */
  private List<Character> letters(String text, ShapedOperand<?> operand) {
    int named = text.replace(ELLIPSIS, "").length();
    int rank = operand.shape().rank();
    List<Character> letters = letters(text, Math.max(0, rank - named));
    require(letters.size() == rank, String.format(Locale.ROOT, "names %s of %s", Counted.of(letters.size(), "axis"), operand.describe()));
    return letters;
  }

  private List<Character> letters(String text, int unnamed) {
    int dots = text.indexOf(ELLIPSIS);
    String named = dots < 0 ? text : text.substring(0, dots) + text.substring(dots + ELLIPSIS.length());
    require(
        named.chars().allMatch(c -> c < 128 && Character.isLetter(c)),
        "has \"" + text + "\", which is not letters and at most one ellipsis");
    List<Character> letters = new ArrayList<>(named.chars().mapToObj(c -> (char) c).toList());
    letters.addAll(Math.max(0, dots), dots < 0 ? List.of() : unnamed(unnamed));
    return letters;
  }

  private static List<Character> unnamed(int count) {
    return IntStream.range(0, count).mapToObj(i -> (char) (FIRST_UNNAMED + count - 1 - i)).toList();
  }

  private static List<Character> once(String inputs, int unnamed) {
    List<Character> once = new ArrayList<>(unnamed(unnamed));
    inputs
        .chars()
        .filter(c -> Character.isLetter(c) && inputs.indexOf(c) == inputs.lastIndexOf(c))
        .sorted()
        .forEach(c -> once.add((char) c));
    return once;
  }

  /** Notes the sizes that an operand gives to its letters; a size of 1 gives way to any other. */
  private void measure(List<Character> letters, ShapedOperand<?> operand) {
    for (int axis = 0; axis < letters.size(); axis++) {
      char letter = letters.get(axis);
      int size = operand.shape().get(axis);
      boolean diagonal = letters.indexOf(letter) < axis;
      int known = diagonal ? operand.shape().get(letters.indexOf(letter)) : sizes.getOrDefault(letter, 1);
      require(
          known == size || (!diagonal && (known == 1 || size == 1)),
          String.format(Locale.ROOT, "gives %s the sizes %d and %d", letter >= FIRST_UNNAMED ? "an axis of the ellipsis" : letter, known, size));
      if (size != 1) {
        sizes.put(letter, size);
      } else {
        sizes.putIfAbsent(letter, 1);
      }
    }
  }

  /** An operand whose letters are all different: of a repeated one the diagonal is taken, and one that is to be repeated is left out. */
  private <T extends ShapedOperand<T>> Labelled<T> labelled(T operand, List<Character> letters) {
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
    for (int axis = open.size() - 1; axis >= 0; axis--) {
      if (x.shape().get(axis) == 1 && sizes.getOrDefault(open.get(axis), 1) != 1) {
        x = x.squeeze(axis);
        open.remove(axis);
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
    shape.add(Shape.of(second.stream().map(sizes::get).toList()).size());
    shape.add(Shape.of(third.stream().map(sizes::get).toList()).size());
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
