package glassprop.lens.expression;

import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The inputs of a program of which some are symbols: they have a shape, and no value that anybody sees. Any numbers stand in for them, so that the
 * program can run and show its formulas and shapes.
 *
 * @param inputs all of them, those that the program brings along included
 * @param symbols the names without a value
 * @param numbers those of them that nobody gave a shape: they are taken for single numbers
 */
public record Placeholders(SequencedMap<String, Tensor> inputs, SequencedSet<String> symbols, SequencedSet<String> numbers) {
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2; // its multiples fill 0 … 1 evenly, and no two are the same (Knuth, volume 3, 6.4)
  private static final double SMALLEST = 0.2;
  private static final double LARGEST = 0.9;

  /** Keeps the collections from being changed. */
  public Placeholders {
    inputs = Collections.unmodifiableSequencedMap(inputs);
    symbols = Collections.unmodifiableSequencedSet(symbols);
    numbers = Collections.unmodifiableSequencedSet(numbers);
  }

  /**
   * The inputs for a program.
   *
   * @param values of its names; those that have neither value nor shape are taken for single numbers
   * @param shapes of its symbols
   * @throws ExpressionException if a word without either stands before a parenthesis: it is meant as a function
   */
  public static Placeholders of(Program program, Map<String, Tensor> values, Map<String, Shape> shapes) {
    SequencedMap<String, Tensor> inputs = new LinkedHashMap<>(program.constants());
    inputs.putAll(values);
    SequencedSet<String> symbols = new LinkedHashSet<>(program.free());
    symbols.addAll(shapes.keySet());
    symbols.removeAll(values.keySet());
    symbols.removeIf(name -> inputs.containsKey(name) && !shapes.containsKey(name));
    long next = 1;
    for (String name : symbols) {
      Shape shape = shapes.getOrDefault(name, Shape.SCALAR);
      double[] any = new double[shape.size()];
      long first = next;
      Arrays.setAll(any, i -> SMALLEST + (LARGEST - SMALLEST) * (GOLDEN * (first + i) % 1));
      next += any.length;
      inputs.put(name, Tensor.of(NdArray.over(any, shape)).named(name));
    }
    SequencedSet<String> numbers = new LinkedHashSet<>(symbols);
    numbers.removeAll(shapes.keySet());
    Set<String> known = new HashSet<>(inputs.keySet());
    known.removeAll(numbers);
    program.requireNoUnknownFunction(known);
    return new Placeholders(inputs, symbols, numbers);
  }

  /**
   * Runs the program, or whatever depends on it.
   *
   * @throws ExpressionException if the values do not fit together
   * @throws IllegalArgumentException if they may not fit since some are taken for single numbers
   */
  public <T> T run(Supplier<T> computation) {
    try {
      return computation.get();
    } catch (ExpressionException e) {
      if (numbers.isEmpty()) {
        throw e;
      }
      List<String> names = List.copyOf(numbers);
      throw new IllegalArgumentException(
          String.format(Locale.ROOT,
              "without values, %s would be single numbers, and then: %s; give values with --at %s, or shapes with --shape %s",
              String.join(", ", names), e.problem(), String.join("=…,", names) + "=…", String.join("=(…),", names) + "=(…)"), e);
    }
  }
}
