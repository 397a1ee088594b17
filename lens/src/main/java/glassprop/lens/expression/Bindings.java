package glassprop.lens.expression;

import glassprop.Tensor;
import glassprop.array.Shape;
import glassprop.lens.expression.Token.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What is given to names: values, {@code x=1, w=[0.5, 2], W=[[1,2],[3,4]], t=pi/4}, where any expression without names will do; or shapes
 * alone, {@code z=(3), W=(2, 3)}.
 */
public final class Bindings {
  private static final int MOST_ELEMENTS = 1 << 22;

  private final SequencedMap<String, Tensor> values = new LinkedHashMap<>();
  private final SequencedMap<String, Shape> shapes = new LinkedHashMap<>();
  private final SequencedMap<String, ExpressionException> unused = new LinkedHashMap<>();

  private Bindings() {}

  /**
   * Reads texts of values with commas between.
   *
   * @throws ExpressionException if one isn't, or a name is given two values
   */
  public static Bindings parse(List<String> values) {
    return parse(values, List.of());
  }

  /**
   * Reads texts of values, and of shapes, with commas between.
   *
   * @throws ExpressionException if one isn't, or a name is given two of them
   */
  public static Bindings parse(List<String> values, List<String> shapes) {
    Bindings bindings = new Bindings();
    values.forEach(text -> bindings.read(new Source("in --at", false, text), Given.VALUE));
    shapes.forEach(text -> bindings.read(new Source("in --shape", false, text), Given.SHAPE));
    return bindings;
  }

  /** What a name is given. */
  private enum Given {
    VALUE("a value", "x=1 or x=[1,2]", "1"),
    SHAPE("a shape", "x=(3) or W=(2,3)", "(3)");

    private final String words;
    private final String examples;
    private final String example;

    Given(String words, String examples, String example) {
      this.words = words;
      this.examples = examples;
      this.example = example;
    }
  }

  private void read(Source source, Given given) {
    Words words = new Words(source);
    do {
      skipLines(words);
      if (!words.at(Kind.NAME)) {
        throw words.unexpected("a name and " + given.words.replace("a ", "its ") + ", as in " + given.examples);
      }
      Token name = words.take();
      if (!words.takeIf(Kind.ASSIGN)) {
        throw words.unexpected("= and " + given.words + ", as in " + source.quote(name.at()) + "=" + given.example);
      }
      boolean again = unused.containsKey(name.text());
      switch (given) {
        case VALUE -> values.put(name.text(), value(source, words).named(name.text()));
        case SHAPE -> shapes.put(name.text(), shape(source, words));
      }
      if (again) {
        String twice = values.containsKey(name.text()) && shapes.containsKey(name.text()) ? "a value and a shape" : "two" + given.words.substring(1) + "s";
        throw source.error(name.at(), source.quote(name.at()) + " is given " + twice);
      }
      unused.put(
          name.text(), source.error(name.at(), source.quote(name.at()) + " is given " + given.words + " but does not occur"));
      skipLines(words);
    } while (words.takeIf(Kind.COMMA));
    if (!words.at(Kind.END)) {
      throw words.unexpected("a comma or the end");
    }
  }

  private static Tensor value(Source source, Words words) {
    Expression value = new Parser(words).expression();
    source.requireNumbers(value);
    return new Evaluator(source, Map.of()).of(value);
  }

  /** Sizes in parentheses: (3) of a vector, (2, 3) of a matrix, () of a single number. */
  private static Shape shape(Source source, Words words) {
    Token open = words.peek();
    if (!words.takeIf(Kind.OPEN)) {
      throw source.error(open.at(), "a shape is written in parentheses: (3) of a vector, (2, 3) of a matrix");
    }
    List<Integer> sizes = new ArrayList<>();
    long elements = 1;
    while (!words.at(Kind.CLOSE)) {
      if (!sizes.isEmpty() && !words.takeIf(Kind.COMMA)) {
        throw words.unexpected("a comma or )");
      }
      if (words.at(Kind.CLOSE)) {
        break; // (3,) as in Python
      }
      Token size = words.peek();
      if (!words.takeIf(Kind.NUMBER) || size.value() < 1 || size.value() != Math.rint(size.value())) {
        throw source.error(size.at(), "a size is a whole number from 1, as in (2, 3)");
      }
      sizes.add((int) Math.min(size.value(), MOST_ELEMENTS));
      elements *= sizes.getLast();
      if (elements > MOST_ELEMENTS || size.value() > MOST_ELEMENTS) {
        throw source.error(size.at(), "a symbol has at most " + MOST_ELEMENTS + " elements; smaller sizes give the same formulas");
      }
    }
    words.close(open, Kind.CLOSE);
    return Shape.of(sizes.stream().mapToInt(size -> size).toArray());
  }

  private static void skipLines(Words words) {
    while (words.at(Kind.NEWLINE)) {
      words.take();
    }
  }

  /** The values by name, labelled, in the order in which they were given. */
  public SequencedMap<String, Tensor> values() {
    return Collections.unmodifiableSequencedMap(values);
  }

  /** The shapes by name, in the order in which they were given. */
  public SequencedMap<String, Shape> shapes() {
    return Collections.unmodifiableSequencedMap(shapes);
  }

  /**
   * Requires each name to occur in a program.
   *
   * @throws ExpressionException at the first that doesn't
   */
  public void requireUsedBy(Program program) {
    unused.forEach((name, error) -> {
      if (!program.names().contains(name)) {
        throw error;
      }
    });
  }
}
